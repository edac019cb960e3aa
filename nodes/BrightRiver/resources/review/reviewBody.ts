import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { readJson } from '../shared/jsonField';
import { refused } from '../shared/refused';
import { filesOf, type JobFile } from './jobCalls';
import { fileReviews, type FileReview, type RejectionRow } from './rejections';

/**
 * The `reviews` of an operation, out of its form or its JSON, checked against the files of the job, so
 * that nothing wrong is sent.
 *
 * @param job whose files they must be
 * @param fileIdOfAll the file that all of them are about, where the operation names one
 * @throws NodeOperationError that names what is wrong
 */
export async function reviewsOf(
	context: IExecutePaginationFunctions,
	job: number,
	fileIdOfAll?: number,
): Promise<FileReview[]> {
	const reviews = givenReviews(context, fileIdOfAll);
	if (reviews.length > 0) checkIds(context, reviews, await filesOf(context, job), job);
	return reviews;
}

function givenReviews(context: IExecutePaginationFunctions, fileIdOfAll?: number): FileReview[] {
	if (context.getNodeParameter('specifyReviews', 'fields') === 'json') {
		const value = context.getNodeParameter('reviewsJson', '[]');
		const reviews = readJson(context, 'Reviews', value, 'list') as FileReview[];
		reviews.forEach((review, index) => {
			const problem = problemWithReview(review);
			if (problem === undefined) return;
			throw refused(context, `Review ${index + 1}: ${problem}`, 'Correct it in "Reviews".');
		});
		return reviews;
	}
	const rows = context.getNodeParameter('rejections.rejection', []) as RejectionRow[];
	try {
		return fileReviews(rows, fileIdOfAll);
	} catch (error) {
		throw refused(context, (error as Error).message, 'Correct it in "Rejections".');
	}
}

/** What the API would take for something else or refuse, in a review that came as JSON. */
function problemWithReview({ fileId, rejects }: FileReview): string | undefined {
	if (!Number.isInteger(fileId)) return '"fileId" must be a number';
	if (!Array.isArray(rejects)) return '"rejects" must be a list';
	for (const image of rejects) {
		if (!Number.isInteger(image?.imageId)) return '"imageId" must be a number';
		if (!Array.isArray(image.rejects ?? [])) return '"rejects" of an image must be a list';
		for (const { positions } of image.rejects ?? []) {
			if (!Array.isArray(positions ?? [])) return '"positions" must be a list';
			for (const { xPercent, yPercent } of positions ?? []) {
				if (xPercent >= 0 && xPercent <= 1 && yPercent >= 0 && yPercent <= 1) continue;
				return '"xPercent" and "yPercent" must be between 0 and 1';
			}
		}
	}
	return undefined;
}

/** Ids of another job, or of an image that is not a result, would be taken for something else. */
function checkIds(
	context: IExecutePaginationFunctions,
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
			throw refused(
				context,
				`Job ${job} has no file ${String(fileId)}`,
				`Its files are: ${known.join(', ') || 'none'}.`,
			);
		}
		const images = file.clipped ?? [];
		for (const { imageId } of rejects ?? []) {
			if (images.some((image) => image.imageId === imageId)) continue;
			const known = images.map((image) => image.imageId).join(', ') || 'none yet';
			throw refused(
				context,
				`The file "${file.fileName}" has no edited image ${String(imageId)}`,
				`Its edited images are: ${known}.`,
			);
		}
	}
}
