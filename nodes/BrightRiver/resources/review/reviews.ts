import { operationError, type ErrorContext } from '../../../shared/errors/operationError';
import type { Item } from '../../../shared/operation/item';
import { sharedFilesForReview, type JobFile } from '../../api/jobs';
import { jobId } from '../../fields';
import { fileReviews, type FileReview, type RejectionRow } from './rejections';
import { reviewsJson, specifyReviews } from './reviewFields';

/**
 * The reviews that an operation sends, out of its form or its JSON. Those of the form are checked against the
 * files that can be reviewed, so that nothing wrong is sent; JSON may name what no list shows.
 *
 * @param fileIdOfAll the file that all of them are about, if the operation names one
 * @throws NodeOperationError that names what is wrong
 */
export async function readReviews(item: Item, fileIdOfAll?: number): Promise<FileReview[]> {
	const job = item.id(jobId);
	const reviews = givenReviews(item, fileIdOfAll);
	if (reviews.length > 0 && item.choice(specifyReviews) !== 'json') {
		requireOfJob(item.context, reviews, await sharedFilesForReview(item.client, job), job);
	}
	return reviews;
}

function givenReviews(item: Item, fileIdOfAll?: number): FileReview[] {
	const { context } = item;
	if (item.choice(specifyReviews) === 'json') {
		const reviews = item.json(reviewsJson, 'list') as FileReview[];
		reviews.forEach((review, index) => {
			const problem = problemWithReview(review);
			if (problem === undefined) return;
			throw operationError(context, `Review ${index + 1}: ${problem}`, 'Change it in "Reviews".');
		});
		return reviews;
	}
	const rows = item.parameter<RejectionRow[]>('rejections.rejection', []);
	try {
		return fileReviews(rows, fileIdOfAll);
	} catch (error) {
		throw operationError(context, (error as Error).message, 'Change it in "Rejections".');
	}
}

/** What the API would misunderstand or refuse in a review that came as JSON, where anything can be `null`. */
function problemWithReview(review: FileReview | null): string | undefined {
	if (!Number.isInteger(review?.fileId)) return '"fileId" must be a number';
	if (!Array.isArray(review?.rejects)) return '"rejects" must be a list';
	for (const image of review.rejects) {
		if (!Number.isInteger(image?.imageId)) return '"imageId" must be a number';
		if (!Array.isArray(image.rejects ?? [])) return '"rejects" of an image must be a list';
		for (const reject of image.rejects ?? []) {
			const positions = reject?.positions ?? [];
			if (!Array.isArray(positions)) return '"positions" must be a list';
			if (positions.every((one) => isFraction(one?.xPercent) && isFraction(one?.yPercent)))
				continue;
			return '"xPercent" and "yPercent" must be between 0 and 1';
		}
	}
	return undefined;
}

function isFraction(value: number): boolean {
	return value >= 0 && value <= 1;
}

/**
 * The service would take the number of another job's file, or of an image that is not a result, for something
 * else.
 *
 * @throws NodeOperationError that lists what the job has
 */
function requireOfJob(
	context: ErrorContext,
	reviews: FileReview[],
	files: JobFile[],
	job: number,
): void {
	for (const { fileId, rejects } of reviews) {
		// A result that belongs to no original is reviewed under its own number.
		const file = files.find(
			({ id, clipped }) => id === fileId || clipped?.some(({ imageId }) => imageId === fileId),
		);
		if (!file) {
			const known = files.map(({ id, fileName }) => `${fileName} (${id})`).slice(0, 10);
			throw operationError(
				context,
				`Job ${job} has no file ${String(fileId)}`,
				`Its files are: ${known.join(', ') || 'none'}.`,
			);
		}
		const images = [...(file.clipped ?? []), ...(file.previousClipped ?? [])];
		for (const { imageId } of rejects ?? []) {
			if (images.some((image) => image.imageId === imageId)) continue;
			const known = images.map((image) => image.imageId).join(', ') || 'none yet';
			throw operationError(
				context,
				`The file "${file.fileName}" has no edited image ${String(imageId)}`,
				`Its edited images are: ${known}.`,
			);
		}
	}
}
