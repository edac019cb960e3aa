import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../../shared/client/client';
import { operationError } from '../../../shared/errors/operationError';
import type { Item } from '../../../shared/operation/item';
import { sharedFiles, sharedFilesForReview, type Image, type JobFile } from '../../api/jobs';

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
	item: Item,
	job: number,
	number: number,
	wanted: Wanted,
): Promise<{ file: JobFile; images: FoundImage[] }> {
	const files = await sharedFiles(item.client, job);
	const listed = files.find(({ id }) => id === number);
	const reviewed = await fileForReview(item.client, job, number, wanted, listed);
	const file = listed ?? reviewed;
	if (!file) throw notThere(item, `Job ${job} has no file ${number}`);
	const images = imagesIn(file, reviewed, wanted).flatMap((one): FoundImage[] => {
		const { imageId, fileName } = one;
		const given = addressesOfSize[wanted.size].map((name) => one[name]).filter(isFilled);
		const urls = [...new Set(given)];
		return urls.length > 0 ? [{ imageId, fileName, urls }] : [];
	});
	if (images.length > 0) return { file, images };
	const missing = wanted.image === 'result' ? 'result yet' : 'original';
	throw notThere(item, `The file "${file.fileName}" has no ${missing}`);
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
	const files = await sharedFilesForReview(client, job).catch((error: Error) => {
		client.cancelSignal?.throwIfAborted();
		if (clipped.length > 0) return [];
		throw error;
	});
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

function notThere({ context }: Item, message: string): NodeOperationError {
	return operationError(
		context,
		message,
		'Check "Job" and "File". Results are there once the status of the job is Ready to Download.',
	);
}
