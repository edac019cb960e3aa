import type { IExecutePaginationFunctions } from 'n8n-workflow';
import type { Transfer } from '../shared/files/transfer';
import { isSame, notSame } from '../shared/files/verify';
import { pathSegment } from '../shared/pathTemplate';
import { requestOptionsOf } from '../shared/requestOptions';
import { send } from '../shared/transport';
import { wait } from '../shared/wait';
import { brightRiver } from './brightRiverService';
import type { JobFile } from './jobCalls';

/** A file of the same name may be listed before the new one is: looked at again after these pauses, in ms. */
const PAUSES = [500, 1_000, 2_000];

/**
 * Compares an uploaded file with what `GET /jobs/{id}/files/{fileName}` (document 000) says of it, unless
 * "Verify Files" is off.
 *
 * @returns whether it could be compared; Bright River may list a file only later
 * @throws NodeOperationError when it differs
 */
export async function verifyUpload(
	context: IExecutePaginationFunctions,
	job: number,
	fileName: string,
	sent: Transfer,
): Promise<boolean> {
	const segment = pathSegment(fileName);
	if (!requestOptionsOf(context).verifyFiles || segment === undefined) return false;
	for (const pause of [...PAUSES, undefined]) {
		const listed = await fileAt(context, `/jobs/${job}/files/${segment}`);
		if (!listed) return false;
		const stated = { size: listed.size, md5: listed.mD5 };
		const same = isSame(sent, stated);
		if (same !== false) return same === true;
		if (pause === undefined) throw notSame(context, brightRiver.name, fileName, stated, sent);
		await wait(pause, context.getExecutionCancelSignal());
	}
	return false;
}

/** `undefined` where Bright River cannot be asked: the file was taken all the same, and must not be sent twice. */
async function fileAt(
	context: IExecutePaginationFunctions,
	url: string,
): Promise<JobFile | undefined> {
	const answer = await send(context, brightRiver, { url }).catch(() => undefined);
	context.getExecutionCancelSignal()?.throwIfAborted();
	const file = answer?.body as unknown;
	return typeof file === 'object' && file !== null ? (file as JobFile) : undefined;
}
