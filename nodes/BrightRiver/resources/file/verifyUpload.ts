import type { Client } from '../../../shared/client/client';
import type { Transfer } from '../../../shared/files/transfer';
import { comparedOf, isSame, notSame } from '../../../shared/files/verify';
import { getFiles, type JobFile } from '../../api/jobs';

/** An older file of the same name may be listed until the new one is: pauses between the looks, in ms. */
const PAUSES = [500, 1_000, 2_000];

/** A file that Bright River has taken. */
export interface Uploaded {
	/** Of this upload, unlike any other. */
	id: string;
	file: Transfer & { fileName: string };
}

/**
 * Compares an uploaded file with what Bright River says of it, unless "Verify Files" is off: then it is not asked.
 *
 * @param all the files that went to the job together with it, the same list for each: they share the looks
 * @returns whether it could be compared; Bright River may list a file only later
 * @throws NodeOperationError when it differs
 */
export async function verifyUpload(
	client: Client,
	jobId: number,
	{ file: sent }: Uploaded,
	all: readonly Uploaded[],
): Promise<boolean> {
	if (client.session.options.verifyFiles === 'off') return false;
	const names = all.map(({ file }) => file.fileName);
	for (const [number, pause] of [...PAUSES, undefined].entries()) {
		const look = `look ${number} after upload ${all[0].id}`;
		const listed = await client.lookup(look, async () => await lookFor(client, jobId, names));
		client.cancelSignal?.throwIfAborted();
		const file = listed.get(sent.fileName);
		if (!file) return false;
		const stated = comparedOf(client, { size: file.size, md5: file.mD5 });
		const same = isSame(sent, stated);
		if (same !== false) return same === true;
		if (pause === undefined) {
			throw notSame(client, client.service.name, sent.fileName, stated, sent);
		}
		await client.pause(pause);
	}
	return false;
}

/**
 * What Bright River says of the files with these names: one is asked for alone, several in a list. Empty where
 * it cannot be asked: the files were taken all the same, and must not be sent twice.
 */
async function lookFor(
	client: Client,
	jobId: number,
	names: string[],
): Promise<Map<string, JobFile>> {
	try {
		if (names.length > 1) {
			const files = await getFiles(client, jobId);
			return new Map(files.map((file) => [file.fileName, file]));
		}
		const [fileName] = names;
		const path = { jobId, fileName };
		const file = await client.object('GET /jobs/{jobId}/files/{fileName}', { path });
		return new Map([[fileName, file as JobFile]]);
	} catch {
		return new Map();
	}
}
