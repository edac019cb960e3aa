/** How an operator gives the place of a mark in an image. */
export type PositionUnit = 'fraction' | 'percentage' | 'pixels';

/** The place of a mark as the operator gives it. */
export interface Mark {
	unit: PositionUnit;
	x: number;
	y: number;
	/** In pixels; only with the unit `pixels`. */
	imageWidth?: number;
	imageHeight?: number;
}

/** The place of a mark as the API wants it: 0 to 1, from the top left corner. */
export interface Position {
	xPercent: number;
	yPercent: number;
}

/** How far an image goes in the mark's unit. */
function extentOf({
	unit,
	imageWidth = 0,
	imageHeight = 0,
}: Mark): [width: number, height: number] {
	if (unit === 'pixels') return [imageWidth, imageHeight];
	return unit === 'percentage' ? [100, 100] : [1, 1];
}

/** What is wrong with a mark's place, in words for people; `undefined` when it is inside the image. */
export function problemWithMark(mark: Mark): string | undefined {
	const [width, height] = extentOf(mark);
	if (!(width > 0 && height > 0)) {
		return 'A position in pixels needs the width and the height of the image';
	}
	const { x, y } = mark;
	if (x >= 0 && x <= width && y >= 0 && y <= height) return undefined;
	return `The position ${x}, ${y} is outside the image: it goes from 0, 0 (top left) to ${width}, ${height}`;
}

/** A mark's place as the API wants it (document 000, `POST /jobs/{jobId}/files/review`). */
export function positionOf(mark: Mark): Position {
	const [width, height] = extentOf(mark);
	return { xPercent: mark.x / width, yPercent: mark.y / height };
}
