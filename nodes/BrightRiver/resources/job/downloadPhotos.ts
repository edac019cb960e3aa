import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../../shared/client/client';
import { textIn, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { allOrNone } from '../../../shared/files/allOrNone';
import { giveDistinctNames } from '../../../shared/files/fileName';
import { filesForReviewIfGiven, sharedFiles, type JobFile } from '../../api/jobs';
import { isEdited, requireEdited, resultsAre, whyNoResults } from '../../api/results';
import { downloadImages, type DownloadedImage } from '../file/downloadImages';

/** An edited photo that n8n has. */
export interface Photo extends DownloadedImage {
	/** The file of the job that it is a result of. */
	of: JobFile;
}

/** All edited photos of a job, and the names of its files that have none. */
export interface Photos {
	photos: Photo[];
	withoutResult: string[];
}

/**
 * Downloads all edited photos of a job, several at the same time, each under a name of its own: all or none.
 *
 * @param job as the service describes it
 * @param requiresAll whether a file without a result is an error
 * @throws NodeOperationError when they are not ready, else the first error, with the name of the photo
 */
export async function downloadPhotos(
	client: Client,
	jobId: number,
	job: Json,
	requiresAll: boolean,
): Promise<Photos> {
	// Without a status, it is no job.
	textIn(client.context, job, 'status');
	requireEdited(client, jobId, job);
	const { edited, unedited } = await filesOf(client, jobId);
	const isComplete = unedited.length === 0 || resultsAre(job) === 'there';
	if (edited.length === 0 || !isComplete) {
		throw whyNoResults(client, jobId, job) ?? noneListed(client, jobId);
	}
	const withoutResult = unedited.map(({ fileName }) => fileName);
	if (requiresAll && unedited.length > 0) throw lacking(client, jobId, withoutResult);
	const photos = await allOrNone(
		client,
		edited,
		async (file) => await resultsOf(client, jobId, file),
	);
	giveDistinctNames(photos.flat().map(({ file }) => file));
	return { photos: photos.flat(), withoutResult };
}

/** The results of one file. @throws an error with its name */
async function resultsOf(client: Client, jobId: number, file: JobFile): Promise<Photo[]> {
	const { id, fileName } = file;
	const wanted = { image: 'result', size: 'full' } as const;
	const images = await downloadImages(client, jobId, id, wanted).catch((error: Error) => {
		if (client.cancelSignal?.aborted) throw error;
		const message = `"${fileName}" could not be downloaded: ${error.message}`;
		throw Object.assign(error, { message });
	});
	return images.map((one) => ({ of: file, ...one }));
}

/** The files of a job that either of its lists shows a result of, and those without one. */
async function filesOf(
	client: Client,
	jobId: number,
): Promise<{ edited: JobFile[]; unedited: JobFile[] }> {
	const listed = await sharedFiles(client, jobId);
	const isEnough = listed.length > 0 && listed.every(isEdited);
	// It shows the images that the editors added, too; where the service refuses it, the other one must have them all.
	const { files: reviewed, refusal } = await filesForReviewIfGiven(client, jobId);
	if (refusal && !isEnough) throw refusal;
	const editedIds = new Set([...listed, ...reviewed].filter(isEdited).map(({ id }) => id));
	const files = new Map([...reviewed, ...listed].map((file) => [file.id, file]));
	// As the job lists them, and after them those that the editors added.
	const inOrder = [...new Set([...listed, ...reviewed].map(({ id }) => id))];
	const all = inOrder.map((id) => files.get(id)!);
	return {
		edited: all.filter(({ id }) => editedIds.has(id)),
		unedited: all.filter(({ id }) => !editedIds.has(id)),
	};
}

/** The error that names the files without a result. */
function lacking({ context }: Client, jobId: number, names: string[]): NodeOperationError {
	const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
	return operationError(
		context,
		`Job ${jobId} has no edited result of ${shown}`,
		'Look at the job in Bright River, or turn off "Require All Results" to get the others.',
	);
}

function noneListed({ context }: Client, jobId: number): NodeOperationError {
	return operationError(
		context,
		`Bright River lists no edited photo of job ${jobId}`,
		'Look at the job in Bright River, or download its ZIP file: choose it in "Results As".',
	);
}
