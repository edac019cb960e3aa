import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startSandbox } from '../../sandbox/index';
import type { Sandbox } from '../../sandbox/index';
import { clientOf } from '../unit/sandbox/support';
import { jobWith, openBoard, pictureWidths, samplePhotos } from './support/board';
import { switchOn, takeScreenshot } from './support/board';
import { faintTexts, missingNames } from './support/boardChecks';
import { launchChromium } from './support/chromium';

let browser: Browser;
let folder: string;
let photos: Record<string, Buffer>;
let sandbox: Sandbox;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'board-'));
	photos = await samplePhotos(folder);
	browser = await launchChromium();
});
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true });
});
afterEach(async () => await sandbox.stop());
afterAll(async () => {
	await browser?.close();
	await rm(folder, { recursive: true, force: true });
});

describe.each([
	['light', 1440],
	['dark', 1440],
	['light', 820],
	['dark', 390],
	['light', 320],
] as const)('%s, %i pixels wide', (colorScheme, width) => {
	test('nothing sticks out, and everything is within reach', async () => {
		const id = await jobWith(
			sandbox.brightRiver,
			`${'Long'.repeat(40)} name`,
			photos,
			'CJ_WORK_DONE',
		);
		const viewport = { width, height: 900 };
		const { boardUrl } = sandbox.brightRiver;
		const { page, close } = await openBoard(browser, boardUrl, { colorScheme, viewport });
		const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
		expect(await page.evaluate(overhang)).toBe(0);
		await page.locator(`a[href="#job-${id}"]`).click();
		await page.locator('#job-name').waitFor();
		expect(await page.evaluate(overhang)).toBe(0);
		await page.getByRole('button', { name: 'Next status' }).click();
		await page.getByText(`Job ${id} is in CJ_NOTIFY_WORK_DONE now.`).waitFor();
		expect(await missingNames(page)).toEqual([]);
		expect(await faintTexts(page)).toEqual([]);
		if (width < 700) {
			await page.getByRole('link', { name: 'All jobs' }).click();
			await page.getByRole('heading', { name: 'Jobs', exact: true }).waitFor();
		}
		const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
		expect(ground).toBe(colorScheme === 'light' ? 'rgb(244, 245, 248)' : 'rgb(20, 22, 27)');
		await close();
	});
});

test('a picture for the guide', async () => {
	const { brightRiver } = sandbox;
	const [mug, bottle, bag] = Object.entries(photos);
	const make = async (name: string, files: [string, Buffer][], status: string) =>
		await jobWith(brightRiver, name, Object.fromEntries(files), status);
	await make('Bags for the catalogue', [bag, mug], 'CJ_NEW');
	await make('Bottles, new label', [bottle], 'CJ_WAIT_ACCEPTANCE');
	await make('Summer bags', [bag, bottle], 'CJ_WORK_PROGRESS');
	const id = await make('Autumn collection', [mug, bottle, bag], 'CJ_NOTIFIED_WORK_DN');
	const client = clientOf(brightRiver);
	for (const path of ['', '/status', '/files']) await client.call('GET', `/jobs/${id}${path}`);
	const { page, complaints, close } = await openBoard(
		browser,
		`${brightRiver.boardUrl}#job-${id}`,
		{ viewport: { width: 1280, height: 800 } },
	);
	await switchOn(page, 'Too many requests (429)', 'The next 3 requests');
	expect(await pictureWidths(page, '#photos')).toHaveLength(6);
	await page.locator('#toast span').waitFor({ state: 'detached' });
	await takeScreenshot(page, 'sandbox-board.png');
	expect(complaints).toEqual([]);
	await close();
});
