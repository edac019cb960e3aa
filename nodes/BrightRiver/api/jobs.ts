import { NodeApiError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { listIn, textIn, type Json } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import { originOf } from '../../shared/signing/ownOrigin';
import { groupOf, statusGroups } from './statuses';

/** `GET /jobs/{jobId}`, document 000: all that the service knows of a job. */
export async function getJob(client: Client, jobId: number): Promise<Json> {
	return await client.object('GET /jobs/{jobId}', { path: { jobId } });
}

/** The same; the items of a run that want the same job share it. */
export async function sharedJob(client: Client, jobId: number): Promise<Json> {
	return await client.lookup(`job ${jobId}`, async () => await getJob(client, jobId));
}

/** `GET /jobs/{jobId}/status`, document 000. @returns the status, e.g. `CJ_NEW` */
export async function getStatus(client: Client, jobId: number): Promise<string> {
	const answer = await client.object('GET /jobs/{jobId}/status', { path: { jobId } });
	return textIn(client.context, answer, 'status');
}

/**
 * A job without the addresses that give whoever reads them access to its files: n8n keeps what a node gives
 * out. Those for FTP stay, which need a sign-in.
 */
export function withoutSignedAddresses(job: Json): Json {
	const open = { ...job };
	for (const direction of ['upload', 'download']) {
		const addresses = open[direction] as Json | null | undefined;
		if (addresses) open[direction] = { ftpUrl: addresses.ftpUrl };
	}
	return open;
}

/** An image of a file: its three sizes are three addresses, empty for an image that is not there. */
export interface Image {
	imageId: number;
	fileName?: string | null;
	preview?: string;
	thumbnail?: string;
	real?: string;
	/** Only where it is read for review. */
	downloadUrl?: string;
}

/** A file of a job as `GET /jobs/{jobId}/files` gives it, as far as the nodes look into it. */
export interface JobFile extends Json {
	id: number;
	fileName: string;
	/** Of the photo as it was uploaded, in bytes. */
	size?: number;
	/** Of the photo as it was uploaded, in hex with dashes. */
	mD5?: string;
	/** Gives the photo as it was uploaded; `null` for an image that the editors added. */
	downloadUrl?: string | null;
	original?: Image | null;
	/** The edited images, `null` before there are any. */
	clipped?: Image[] | null;
	/** Those of the job that this one redoes; only where it is read for review. */
	previousClipped?: Image[] | null;
}

/** `GET /jobs/{jobId}/files`, document 000. */
export async function getFiles(client: Client, jobId: number): Promise<JobFile[]> {
	const answer = await client.object('GET /jobs/{jobId}/files', { path: { jobId } });
	return listIn(client.context, answer, 'files') as JobFile[];
}

/** The same; the items of a run that want the files of the same job share them. */
export async function sharedFiles(client: Client, jobId: number): Promise<JobFile[]> {
	return await client.lookup(`files of job ${jobId}`, async () => await getFiles(client, jobId));
}

/**
 * `GET /jobs/{jobId}/filesforreview`, document 000: has an address to download each edited image, and lists the
 * images that the editors added. The items of a run that want those of the same job share them.
 */
export async function sharedFilesForReview(client: Client, jobId: number): Promise<JobFile[]> {
	return await client.lookup(`files for review of job ${jobId}`, async () => {
		const answer = await client.object('GET /jobs/{jobId}/filesforreview', { path: { jobId } });
		return listIn(client.context, answer, 'files') as JobFile[];
	});
}

/**
 * The same list, or why Bright River does not give it: who has another list can do without. Shared, too, so that
 * nobody asks again for what is refused.
 */
export async function filesForReviewIfGiven(
	client: Client,
	jobId: number,
): Promise<{ files: JobFile[]; refusal?: Error }> {
	return await client.lookup(
		`files for review of job ${jobId}, if given`,
		async () =>
			await sharedFilesForReview(client, jobId).then(
				(files) => ({ files }),
				(error: Error) => {
					if (!isRefusal(error)) throw error;
					return { files: [], refusal: error };
				},
			),
	);
}

/** Whether Bright River itself says that it does not give something, or not to this account. */
export function isRefusal(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && /^(400|403|404|410)$/.test(String(error.httpCode));
}

/**
 * An address of the storage host out of a job, e.g. `upload.postUrl`.
 *
 * @throws NodeOperationError when the job has none
 */
export function storageUrl(
	client: Client,
	job: Json,
	direction: 'upload' | 'download',
	key: 'postUrl' | 'getUrl',
): string {
	const url = (job[direction] as Json | null | undefined)?.[key];
	if (typeof url === 'string' && originOf(url) !== undefined) return url;
	throw operationError(
		client.context,
		`Bright River gave no address to ${direction === 'upload' ? 'upload to' : 'download from'}`,
		`The job is in ${statusInWords(job)}. ${
			direction === 'upload'
				? 'Photos can be uploaded before an offer is requested.'
				: 'Results can be downloaded once the photos are edited.'
		}`,
	);
}

/** Where a job is, in the words of its group: `New (CJ_NEW)`. */
export function statusInWords({ status }: Json): string {
	const group = groupOf(String(status ?? ''));
	return group
		? `${statusGroups[group]} (${String(status)})`
		: String(status ?? 'an unknown status');
}

/**
 * Makes sure that a job has a file of this name, before anything is changed.
 *
 * @throws NodeOperationError that lists the names that it has
 */
export async function requireFile(client: Client, jobId: number, fileName: string): Promise<void> {
	const names = (await sharedFiles(client, jobId)).map((file) => file.fileName);
	if (names.includes(fileName)) return;
	const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
	throw operationError(
		client.context,
		`Job ${jobId} has no file with the name "${fileName.slice(0, 100)}"`,
		shown === ''
			? 'The job lists no files yet. Bright River may list them only once an offer is requested.'
			: `Its files are: ${shown}.`,
	);
}
