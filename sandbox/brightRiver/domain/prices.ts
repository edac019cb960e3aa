/** What editing costs: an offer's price, from how much work each image is. */
import type { FileRow } from './stores/fileStore.ts';
import type { JobRow } from './stores/jobStore.ts';

/** Guess: price of one image, in euros, by complexityId. */
const prices: Record<number, number> = { 1: 0.75, 5: 1.5, 15: 3.25 };

/** The complexityId of a file: 1, 5 or 15, growing with its size in pixels; null for anything but an image. */
export function complexityOf(file: FileRow): number | null {
	if (file.width === null || file.height === null) return null;
	const megapixels = (file.width * file.height) / 1_000_000;
	if (megapixels < 2) return 1;
	return megapixels < 12 ? 5 : 15;
}

/** The realCost of a job, in euros; a test job and the second go at rejected files are free. */
export function priceOf(job: JobRow, files: FileRow[]): number {
	if (job.isTest === 1 || job.parentJobId !== null) return 0;
	const cents = files.map((file) => Math.round((prices[file.complexityId ?? 0] ?? 0) * 100));
	return cents.reduce((sum, next) => sum + next, 0) / 100;
}
