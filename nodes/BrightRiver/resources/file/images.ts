import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../../shared/client/client';
import { operationError } from '../../../shared/errors/operationError';
import {
	filesForReviewIfGiven,
	getStatus,
	sharedFiles,
	type Image,
	type JobFile,
} from '../../api/jobs';
import { whyNoResults } from '../../api/results';

/** Which image of a file, and how large. */
export interface Wanted {
	image: 'original' | 'result';
	size: keyof typeof addressesOfSize;
}

/** The size in the node, and the properties of the answer that hold its address: the surest first. */
const addressesOfSize = {
	// What is to be downloaded is named like that; "real" is the image to be shown, which may be a copy.
	full: ['downloadUrl', 'real'],
	preview: ['preview'],
	thumbnail: ['thumbnail'],
} as const;

/** An image that is there, with the addresses that it can be had from. */
export interface FoundImage {
	imageId: number;
	fileName?: string | null;
	urls: string[];
}

/** The images of a file that are wanted. @throws NodeOperationError if there are none */
export async function findImages(
	client: Client,
	job: number,
	number: number,
	wanted: Wanted,
): Promise<{ file: JobFile; images: FoundImage[] }> {
	const files = await sharedFiles(client, job);
	const listed = files.find(({ id }) => id === number);
	const reviewed = await fileForReview(client, job, number, wanted, listed);
	const file = listed ?? reviewed;
	if (!file) throw notThere(client, `Job ${job} has no file ${number}`, 'Check "Job" and "File".');
	const images = imagesIn(file, reviewed, wanted).flatMap((one): FoundImage[] => {
		const { imageId, fileName } = one;
		const given = addressesOfSize[wanted.size].map((name) => one[name]).filter(isFilled);
		const urls = [...new Set(given)];
		return urls.length > 0 ? [{ imageId, fileName, urls }] : [];
	});
	if (images.length > 0) return { file, images };
	if (wanted.image === 'result') throw await noResult(client, job, file);
	throw notThere(
		client,
		`The file "${file.fileName}" has no original`,
		'Bright River lists it as an image that the editors added.',
	);
}

/**
 * The same file as it is listed for review, which has more addresses and more images. It is only asked for where
 * it can matter; where the service does not give it, the other list has to do.
 */
async function fileForReview(
	client: Client,
	job: number,
	number: number,
	{ image: which, size: howLarge }: Wanted,
	listed: JobFile | undefined,
): Promise<JobFile | undefined> {
	const clipped = listed?.clipped ?? [];
	const isEnough = which === 'original' || (howLarge !== 'full' && clipped.length > 0);
	if (listed && isEnough) return undefined;
	const { files, refusal } = await filesForReviewIfGiven(client, job).catch((error: Error) => {
		client.cancelSignal?.throwIfAborted();
		return { files: [], refusal: error };
	});
	if (refusal && clipped.length === 0) throw refusal;
	return files.find(({ id }) => id === number);
}

function imagesIn(file: JobFile, reviewed: JobFile | undefined, { image: which }: Wanted): Image[] {
	if (which === 'original') {
		const { original, downloadUrl } = file;
		return original ? [{ ...original, downloadUrl: downloadUrl ?? original.downloadUrl }] : [];
	}
	const images = new Map<number, Image>();
	// Either list may name an address, or an image, that the other one leaves out.
	for (const one of [...(file.clipped ?? []), ...(reviewed?.clipped ?? [])]) {
		const given = Object.entries(one).filter(([, value]) => value !== null && value !== '');
		images.set(one.imageId, { ...one, ...images.get(one.imageId), ...Object.fromEntries(given) });
	}
	return [...images.values()];
}

function isFilled(url: string | null | undefined): url is string {
	return typeof url === 'string' && url !== '';
}

async function noResult(client: Client, job: number, { fileName }: JobFile): Promise<Error> {
	const status = await getStatus(client, job).catch(() => undefined);
	client.cancelSignal?.throwIfAborted();
	return (
		whyNoResults(client, job, { status }) ??
		notThere(
			client,
			`The file "${fileName}" has no result`,
			'The job is edited, and this file has no edited image. Look at it in Bright River, or use Review > Get Files for Review.',
		)
	);
}

function notThere({ context }: Client, message: string, description: string): NodeOperationError {
	return operationError(context, message, description);
}
