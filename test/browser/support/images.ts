import { basename } from 'node:path';
import type { Locator } from 'playwright-core';

/** The file names of the images in a part of the page that are visible and have really loaded. */
export async function loadedImages(part: Locator): Promise<string[]> {
	const images = await part
		.locator('img:visible')
		.evaluateAll((all: Array<{ src: string; complete: boolean; naturalWidth: number }>) =>
			all
				.filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
				.map(({ src }) => src),
		);
	return images.map((src) => basename(new URL(src).pathname));
}
