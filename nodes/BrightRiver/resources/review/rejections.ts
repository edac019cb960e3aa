import { isId } from '../../../shared/operation/parameters';
import { positionOf, problemWithMark, type Mark, type Position } from './markPosition';

/** One row of the form: a reason against one image, with or without a mark in it. */
export interface RejectionRow extends Partial<Mark> {
	fileId?: number | string;
	imageId?: number | string;
	reason?: string;
	customRejection?: string;
	/** Whether the row marks a place in the image. */
	position?: 'none' | Mark['unit'];
}

/** What is against one image, as the API wants it. */
export interface ImageRejection {
	imageId: number;
	customRejection: string;
	rejects: Array<{ reason: string; positions: Position[] }>;
}

/** What is against one file, as the API wants it. */
export interface FileReview {
	fileId: number;
	rejects: ImageRejection[];
}

/**
 * Gathers the rows of the form under their file, image and reason: several rows with the same reason are
 * several marks, and several own words on one image become lines of one text.
 *
 * @param fileIdOfAll the file of all rows, where the rows name none
 * @throws Error with a message for people that names the row
 */
export function fileReviews(rows: RejectionRow[], fileIdOfAll?: number): FileReview[] {
	const files = new Map<number, Map<number, ImageRejection>>();
	rows.forEach((given, index) => {
		const row = { ...given, fileId: fileIdOfAll ?? given.fileId };
		const problem = problemWithRow(row);
		if (problem !== undefined) throw new Error(`Rejection ${index + 1}: ${problem}`);
		addRow(files, row);
	});
	return [...files].map(([fileId, images]) => ({ fileId, rejects: [...images.values()] }));
}

function problemWithRow(row: RejectionRow): string | undefined {
	const mark = markOf(row);
	return (
		problemWithId('File', row.fileId) ??
		problemWithId('Image', row.imageId) ??
		(row.reason || row.customRejection?.trim()
			? undefined
			: 'Choose a reason, or enter a "Remark"') ??
		(mark && problemWithMark(mark)) ??
		(mark && !row.reason ? 'A mark needs a reason' : undefined)
	);
}

function problemWithId(field: string, value: unknown): string | undefined {
	const text = String(value ?? '').trim();
	if (isId(text)) return undefined;
	return text === '' ? `"${field}" is empty` : `"${field}" is not a valid ID: ${text}`;
}

function markOf({ position = 'none', x = 0, y = 0, imageWidth, imageHeight }: RejectionRow) {
	if (position === 'none') return undefined;
	return { unit: position, x: Number(x), y: Number(y), imageWidth, imageHeight };
}

/** @param row without problems */
function addRow(files: Map<number, Map<number, ImageRejection>>, row: RejectionRow): void {
	const images = entryOf(files, Number(row.fileId), () => new Map<number, ImageRejection>());
	const imageId = Number(row.imageId);
	const image = entryOf(images, imageId, () => ({ imageId, customRejection: '', rejects: [] }));
	const ownWords = row.customRejection?.trim();
	image.customRejection = [image.customRejection, ownWords].filter(Boolean).join('\n');

	const { reason } = row;
	if (!reason) return;
	let reject = image.rejects.find((one) => one.reason === reason);
	if (!reject) image.rejects.push((reject = { reason, positions: [] }));
	const mark = markOf(row);
	if (mark) reject.positions.push(positionOf(mark));
}

function entryOf<K, V>(map: Map<K, V>, key: K, create: () => V): V {
	const value = map.get(key) ?? create();
	map.set(key, value);
	return value;
}
