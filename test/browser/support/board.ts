import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos';
import type { BrightRiverSandbox } from '../../../sandbox/index';
import { clientOf } from '../../unit/sandbox/support';

/** A board that is open in a browser, and what its page did meanwhile. */
export interface OpenBoard {
	page: Page;
	/** What the browser complained about: scripts, the content policy, missing files. */
	complaints: string[];
	/** The origins that the page asked for anything. */
	origins: Set<string>;
	close(): Promise<void>;
}

/** Opens a board and waits until it shows what the sandbox says. */
export async function openBoard(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<OpenBoard> {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: 'light',
		...options,
	});
	const page = await context.newPage();
	// Less than a test may take, so that it says what it waited for.
	page.setDefaultTimeout(20_000);
	const complaints: string[] = [];
	const origins = new Set<string>();
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('dialog', (dialog) => {
		complaints.push(`A dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => origins.add(new URL(request.url()).origin));
	await page.goto(url);
	await page.locator('#live[data-state="live"]').waitFor();
	return { page, complaints, origins, close: async () => await context.close() };
}

/** Makes a job with files, as far along its road as wanted; answers its id. */
export async function jobWith(
	sandbox: BrightRiverSandbox,
	name: string,
	files: Record<string, Uint8Array>,
	status = 'CJ_NEW',
): Promise<number> {
	const client = clientOf(sandbox);
	const { json } = await client.call('POST', '/jobs', { name, description: 'Clip, put on white.' });
	await client.upload(json.upload.postUrl, files);
	await sandbox.advanceTo(json.id, status);
	return json.id;
}

/** Switches a fault on by hand: what goes wrong, how often, and the field with its number. */
export async function switchOn(
	page: Page,
	kind: string,
	often: string,
	number?: [label: string, value: number],
): Promise<void> {
	await page.getByLabel('What goes wrong').selectOption({ label: kind });
	if (number) await page.getByLabel(number[0]).fill(String(number[1]));
	await page.getByLabel('How often').selectOption({ label: often });
	await page.getByRole('button', { name: 'Switch on' }).click();
	await page.getByText('Switched on:').waitFor();
}

/** The width in pixels of every picture below a selector, once all of them are loaded; 0 for a broken one. */
export async function pictureWidths(page: Page, selector: string): Promise<number[]> {
	return await page.evaluate<number[]>(`
		Promise.all([...document.querySelectorAll(${JSON.stringify(`${selector} img`)})].map(
			async (image) => {
				// Those further down would be loaded when they come into sight.
				image.loading = 'eager';
				if (!image.complete) await new Promise((done) => { image.onload = image.onerror = done; });
				return image.naturalWidth;
			},
		))`);
}

/** Three photos of products, by their names. */
export async function samplePhotos(folder: string): Promise<Record<string, Buffer>> {
	const photos = await makeSamplePhotos(join(folder, 'photos'));
	const contents = await Promise.all(
		photos.map(async ({ name, path }) => [name, await readFile(path)] as const),
	);
	return Object.fromEntries(contents);
}

const images = join(__dirname, '../../../docs/images');

/** Stores what the page shows in docs/images, if SCREENSHOTS=1 asks for it; with few colours, so small. */
export async function takeScreenshot(page: Page, fileName: string): Promise<void> {
	if (process.env.SCREENSHOTS !== '1') return;
	await mkdir(images, { recursive: true });
	const picture = sharp(await page.screenshot());
	await picture.png({ palette: true, compressionLevel: 9 }).toFile(join(images, fileName));
}
