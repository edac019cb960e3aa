import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';
import sharp from 'sharp';
import { findProjectFolder } from '../../../tools/checkout/projectFolder.ts';
import type { Editor, Theme } from './editor.ts';

/** Smoothed edges differ a little from run to run: below this share of pixels it is the same picture. */
const sameShare = 0.001;

type Area = NonNullable<PageScreenshotOptions['clip']>;

/**
 * Takes a picture of what the editor shows, in the light and in the dark theme, for the README.
 * With the environment variable SCREENSHOTS set it is written to `docs/images`, unless the one that
 * is there shows the same; without, it is only checked that there is one.
 *
 * @param clip the part of the page that is in it; by default all of it
 */
export async function takePictures(editor: Editor, name: string, clip?: Area): Promise<void> {
	await editor.closeMessages();
	for (const theme of ['dark', 'light'] as const) await takePicture(editor, name, theme, clip);
}

async function takePicture(editor: Editor, name: string, theme: Theme, clip?: Area): Promise<void> {
	await editor.useTheme(theme);
	await imagesLoaded(editor.page);
	const taken = await editor.page.screenshot({ animations: 'disabled', caret: 'hide', clip });
	const file = join(findProjectFolder(), 'docs', 'images', `${name}-${theme}.png`);
	if (!process.env.SCREENSHOTS) {
		if (existsSync(file)) return;
		throw new Error(`${file} is missing. Take it with: SCREENSHOTS=1 npm run test:browser`);
	}
	const small = await sharp(taken).png({ palette: true, colours: 64, effort: 10 }).toBuffer();
	if (existsSync(file) && (await isSame(small, readFileSync(file)))) return;
	writeFileSync(file, small);
}

/** The other theme has other icons: they are asked for in the next frame. */
async function imagesLoaded(page: Page): Promise<void> {
	await page.evaluate(
		'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
	);
	await page.waitForFunction('[...document.images].every(({ complete }) => complete)');
}

async function isSame(one: Buffer, other: Buffer): Promise<boolean> {
	const [a, b] = await Promise.all([pixels(one), pixels(other)]);
	if (a.length !== b.length) return false;
	let different = 0;
	for (let at = 0; at < a.length; at++) if (Math.abs(a[at] - b[at]) > 32) different++;
	return different < a.length * sameShare;
}

async function pixels(png: Buffer): Promise<Buffer> {
	return await sharp(png).greyscale().raw().toBuffer();
}
