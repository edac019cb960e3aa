import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { refused } from '../shared/refused';
import { listIn, objectIn } from '../shared/answer';
import { idOf } from '../shared/ids';
import { runOf, type Sender } from '../shared/sender';
import { sharedLookup } from '../shared/sharedLookup';
import { send } from '../shared/transport';
import { brightRiver } from './brightRiverService';
import { fileName as fileNameField, jobId } from './fields';

type Json = Record<string, unknown>;

/** The id in an operation's "Job" field. */
export function jobIdOf(context: IExecutePaginationFunctions): number {
	return idOf(context, jobId);
}

/** `GET /jobs/{id}`, all that the service knows of a job. */
export async function getJob(sender: Sender, job: number): Promise<Json> {
	return objectIn(sender, await send(sender, brightRiver, { url: `/jobs/${job}` }));
}

/**
 * A job without the addresses that let whoever reads them at its files: n8n keeps what a node gives out.
 * Those for FTP stay, where one has to sign in.
 */
export function withoutSignedAddresses(job: Json): Json {
	const open = { ...job };
	for (const direction of ['upload', 'download']) {
		const addresses = open[direction] as Json | null | undefined;
		if (addresses) open[direction] = { ftpUrl: addresses.ftpUrl };
	}
	return open;
}

/** An image of a file: its three sizes are three addresses. */
export interface Image {
	imageId: number;
	fileName?: string | null;
	preview?: string;
	thumbnail?: string;
	real?: string;
}

/** A file of a job as `GET /jobs/{id}/files` gives it, as far as the nodes look into it. */
export interface JobFile extends Json {
	id: number;
	fileName: string;
	/** Of the photo as it was uploaded, in bytes. */
	size?: number;
	/** Of the photo as it was uploaded, in hex with dashes. */
	mD5?: string;
	original?: Image | null;
	/** The edited images, `null` before there are any. */
	clipped?: Image[] | null;
}

/** `GET /jobs/{id}/files`, asked anew. */
export async function listFiles(sender: Sender, job: number): Promise<JobFile[]> {
	const answer = await send(sender, brightRiver, { url: `/jobs/${job}/files` });
	return listIn(sender, objectIn(sender, answer), 'files') as JobFile[];
}

/** `GET /jobs/{id}/files`; the items of a run that want the files of the same job share them. */
export async function filesOf(sender: Sender, job: number): Promise<JobFile[]> {
	return await sharedLookup(
		runOf(sender),
		`files of job ${job}`,
		async () => await listFiles(sender, job),
	);
}

/**
 * An address of the storage host out of a job, e.g. `upload.postUrl`.
 *
 * @throws NodeOperationError when the job has none, or it is no web address
 */
export function storageUrl(
	context: IExecutePaginationFunctions,
	job: Json,
	direction: 'upload' | 'download',
	key: 'postUrl' | 'getUrl',
): string {
	const url = (job[direction] as Json | null | undefined)?.[key];
	if (typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw refused(
		context,
		`Bright River gave no address to ${direction === 'upload' ? 'upload to' : 'download from'}`,
		`The job has the status ${String(job.status ?? 'unknown')}. ${
			direction === 'upload'
				? 'Photos can be uploaded before an offer is requested.'
				: 'Results can be downloaded once the photos are edited.'
		}`,
	);
}

/** The name in an operation's "File Name" field. */
export function fileNameOf(context: IExecutePaginationFunctions): string {
	return String(context.getNodeParameter(fileNameField.name, '', { extractValue: true }));
}

/**
 * Makes sure that the job has the file in the "File Name" field, before anything is changed.
 *
 * @throws NodeOperationError that tells which names there are
 */
export async function requireFileName(context: IExecutePaginationFunctions): Promise<void> {
	const job = jobIdOf(context);
	const wanted = fileNameOf(context);
	const names = (await filesOf(context, job)).map(({ fileName }) => fileName);
	if (names.includes(wanted)) return;
	const shown = names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '');
	throw refused(
		context,
		`Job ${job} has no file with the name "${wanted.slice(0, 100)}"`,
		shown === '' ? 'The job has no files yet.' : `Its files are: ${shown}.`,
	);
}
