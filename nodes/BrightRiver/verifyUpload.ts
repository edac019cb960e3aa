import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { objectIn } from '../shared/answer';
import type { Transfer } from '../shared/files/transfer';
import { isSame, notSame } from '../shared/files/verify';
import { pathSegment } from '../shared/pathTemplate';
import { requestOptionsOf } from '../shared/requestOptions';
import { sharedLookup } from '../shared/sharedLookup';
import { send } from '../shared/transport';
import { wait } from '../shared/wait';
import { brightRiver } from './brightRiverService';
import { listFiles, type JobFile } from './jobCalls';

/** A file of the same name may be listed before the new one is: looked at again after these pauses, in ms. */
const PAUSES = [500, 1_000, 2_000];

/** A file that Bright River has taken. */
export interface UploadedFile extends Transfer {
	fileName: string;
}

/**
 * Compares an uploaded file with what Bright River says of it, unless "Verify Files" is off.
 *
 * @param all the files that went to the job together with it: they are looked up together
 * @returns whether it could be compared; Bright River may list a file only later
 * @throws NodeOperationError when it differs
 */
export async function verifyUpload(
	context: IExecutePaginationFunctions,
	job: number,
	sent: UploadedFile,
	all: readonly UploadedFile[],
): Promise<boolean> {
	if (!requestOptionsOf(context).verifyFiles) return false;
	for (const [look, pause] of [...PAUSES, undefined].entries()) {
		const listed = await sharedLookup(all, `look ${look}`, () => lookFor(context, job, all));
		context.getExecutionCancelSignal()?.throwIfAborted();
		const file = listed.get(sent.fileName);
		if (!file) return false;
		const stated = { size: file.size, md5: file.mD5 };
		const same = isSame(sent, stated);
		if (same !== false) return same === true;
		// Another photo of that name came after it, and is whole.
		const namesakes = all.filter(({ fileName }) => fileName === sent.fileName);
		if (namesakes.some((other) => isSame(other, stated) === true)) return false;
		if (pause === undefined) {
			throw notSame(context, brightRiver.name, sent.fileName, stated, sent);
		}
		await wait(pause, context.getExecutionCancelSignal());
	}
	return false;
}

/**
 * What Bright River says of these files, by name: `GET /jobs/{id}/files/{fileName}` for one, `GET
 * /jobs/{id}/files` for more (document 000). Empty where it cannot be asked: the files were taken all the
 * same, and must not be sent twice.
 */
async function lookFor(
	context: IExecutePaginationFunctions,
	job: number,
	wanted: readonly UploadedFile[],
): Promise<Map<string, JobFile>> {
	try {
		if (wanted.length > 1) {
			const files = await listFiles(context, job);
			return new Map(files.map((file) => [file.fileName, file]));
		}
		const [{ fileName }] = wanted;
		const segment = pathSegment(fileName);
		if (segment === undefined) return new Map();
		const answer = await send(context, brightRiver, { url: `/jobs/${job}/files/${segment}` });
		return new Map([[fileName, objectIn(context, answer) as JobFile]]);
	} catch {
		return new Map();
	}
}
