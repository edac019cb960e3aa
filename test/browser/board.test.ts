import http from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startSandbox } from '../../sandbox/index';
import type { Sandbox } from '../../sandbox/index';
import { clientOf as skyfishClientOf } from '../unit/sandbox/skyfish/support';
import { clientOf } from '../unit/sandbox/support';
import type { Client } from '../unit/sandbox/support';
import { jobWith, openBoard, pictureWidths, samplePhotos, switchOn } from './support/board';
import type { OpenBoard } from './support/board';
import { launchChromium } from './support/chromium';

const hostileName = '<img src=x onerror=alert(1)>"\'&amp; <script>alert(2)</script>';

let browser: Browser;
let sandbox: Sandbox;
let client: Client;
let folder: string;
let photos: Record<string, Buffer>;
const open: OpenBoard[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'board-'));
	photos = await samplePhotos(folder);
	sandbox = await startSandbox({ manual: true });
	client = clientOf(sandbox.brightRiver);
	browser = await launchChromium();
});
afterEach(async () => {
	sandbox.brightRiver.faults.clear();
	sandbox.skyfish.faults.clear();
	for (const board of open.splice(0)) await board.close();
});
afterAll(async () => {
	await browser?.close();
	await sandbox?.stop();
	await rm(folder, { recursive: true, force: true });
});

async function board(
	service: 'brightRiver' | 'skyfish' = 'brightRiver',
	place = '',
): Promise<OpenBoard> {
	const opened = await openBoard(browser, sandbox[service].boardUrl + place);
	open.push(opened);
	return opened;
}

async function statusOf(id: number): Promise<string> {
	return (await client.call('GET', `/jobs/${id}`)).json.status;
}

const always = 'Every request, until switched off';

describe('Bright River', () => {
	test('jobs with their statuses are listed, and one shows its photos before and after', async () => {
		const id = await jobWith(
			sandbox.brightRiver,
			'Spring collection',
			photos,
			'CJ_NOTIFIED_WORK_DN',
		);
		const { page, complaints, origins } = await board();
		const link = page.getByRole('link', { name: 'Spring collection' });
		expect(await link.textContent()).toContain('CJ_NOTIFIED_WORK_DN');
		await link.press('Enter');
		const heading = page.getByRole('heading', { name: 'Spring collection' });
		await heading.waitFor();
		await page.locator('h2:focus', { hasText: 'Spring collection' }).waitFor();
		expect(page.url()).toContain(`#job-${id}`);
		expect(await pictureWidths(page, '#jobs')).not.toContain(0);
		const widths = await pictureWidths(page, '#photos');
		expect(widths).toHaveLength(2 * Object.keys(photos).length);
		expect(Math.min(...widths)).toBeGreaterThan(500);
		const sources = await page.evaluate<string[]>(
			"[...document.querySelectorAll('#photos img')].map((image) => image.src)",
		);
		expect(new Set(sources).size).toBe(widths.length);
		await page.getByText('€2.25').waitFor();
		const history = await page.locator('.history .chip').allTextContents();
		const gone = sandbox.brightRiver.history(id).map(({ status }) => status);
		expect(history).toEqual(gone.reverse());
		expect(complaints).toEqual([]);
		expect([...origins]).toEqual([sandbox.brightRiver.url]);
	});

	test('a job is pushed along its road, and straight to any other status', async () => {
		const id = await jobWith(sandbox.brightRiver, 'To be pushed', {
			'red mug #1.jpg': photos['red mug #1.jpg'],
		});
		const { page, complaints } = await board('brightRiver', `#job-${id}`);
		await page.getByRole('button', { name: 'Next status' }).click();
		await page.getByText(`Job ${id} is in CJ_REQUEST_OFFER now.`).waitFor();
		expect(await statusOf(id)).toBe('CJ_REQUEST_OFFER');
		const target = page.getByLabel('Or push it to');
		await target.selectOption('road CJ_WORK_DONE');
		await page.getByRole('button', { name: 'Push', exact: true }).click();
		await page.getByText(`Job ${id} was pushed to CJ_WORK_DONE.`).waitFor();
		expect(await statusOf(id)).toBe('CJ_WORK_DONE');
		expect(await pictureWidths(page, '#photos')).toHaveLength(2);
		await target.selectOption('put CJ_PAY_INITIATED');
		await page.getByRole('button', { name: 'Push', exact: true }).click();
		await page.getByText(`Job ${id} was pushed to CJ_PAY_INITIATED.`).waitFor();
		expect(await statusOf(id)).toBe('CJ_PAY_INITIATED');
		await page.locator('.job-head .chip', { hasText: 'CJ_PAY_INITIATED' }).waitFor();
		expect(complaints).toEqual([]);
	});

	test('what others do shows by itself, without disturbing what a person does', async () => {
		const id = await jobWith(sandbox.brightRiver, 'Watched', {});
		const { page } = await board('brightRiver', `#job-${id}`);
		const target = page.getByLabel('Or push it to');
		await target.selectOption('put CJ_FINISHED');
		await target.focus();
		await sandbox.brightRiver.advance(id);
		await page.locator('.job-head .chip', { hasText: 'CJ_REQUEST_OFFER' }).waitFor();
		const other = await jobWith(sandbox.brightRiver, 'Made meanwhile', {});
		await page.getByRole('link', { name: 'Made meanwhile' }).waitFor();
		expect(await target.inputValue()).toBe('put CJ_FINISHED');
		expect(await page.locator('#job-target:focus').count()).toBe(1);
		await page.getByLabel('Name or ID').fill(String(other));
		await page.getByText('1 job', { exact: true }).waitFor();
		expect(await page.locator('#jobs li').count()).toBe(1);
	});

	test('faults are switched on and off, and hit the API but never the board', async () => {
		const id = await jobWith(sandbox.brightRiver, 'Disturbed', {});
		const { page, complaints } = await board();
		const get = async () => await client.call('GET', `/jobs/${id}`);
		await switchOn(page, 'Error status', always, ['HTTP status', 503]);
		expect((await get()).status).toBe(503);
		await page.getByText('always · hit 1').waitFor();
		await page.getByRole('button', { name: 'Switch off: Error status 503' }).click();
		await page.locator('#faults li').waitFor({ state: 'detached' });
		expect((await get()).status).toBe(200);

		await switchOn(page, 'Too many requests (429)', 'The next request', [
			'Retry-After (seconds)',
			7,
		]);
		const limited = await get();
		expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
		expect((await get()).status).toBe(200);
		await page.getByText('used up · hit 1').waitFor();
		await page.getByRole('button', { name: 'Switch off' }).click();

		await page.locator('#faults li').waitFor({ state: 'detached' });
		await page.getByText('Only some requests').click();
		await page.getByLabel('Path begins with').fill(`/jobs/${id}/status`);
		await switchOn(page, 'Half an answer', always);
		await expect(client.call('GET', `/jobs/${id}/status`)).rejects.toThrow();
		expect((await get()).status).toBe(200);
		await page.locator('.call', { hasText: `/jobs/${id}/status` }).waitFor();
		await page.locator('.call', { hasText: '429' }).waitFor();
		expect(complaints).toEqual([]);
	});

	test('names from outside are shown as the text they are', async () => {
		const name = `${hostileName} job`;
		// Forms send no slash in a file name, and another sign for a double quote.
		const file = `${hostileName.replaceAll(/["/]/g, '')}.jpg`;
		const id = await jobWith(
			sandbox.brightRiver,
			name,
			{ [file]: photos['blue bag.jpg'] },
			'CJ_WORK_DONE',
		);
		await client.call('GET', `/jobs/${id}/files/${encodeURIComponent(hostileName)}`);
		const { page, complaints } = await board('brightRiver', `#job-${id}`);
		expect(await page.locator('#job-name').textContent()).toBe(name);
		expect(await page.locator('#photos h4').textContent()).toBe(file);
		expect(await page.locator('.job .name', { hasText: hostileName }).count()).toBe(1);
		expect(await page.locator('img[src="x"], main script, aside script').count()).toBe(0);
		expect(await pictureWidths(page, '#photos')).not.toContain(0);
		expect(complaints).toEqual([]);
	});

	test('tokens never reach the page', async () => {
		const id = await jobWith(sandbox.brightRiver, 'Secret', {});
		const job = (await client.call('GET', `/jobs/${id}`)).json;
		const { page } = await board('brightRiver', `#job-${id}`);
		await page.locator('.call', { hasText: `GET /jobs/${id}` }).waitFor();
		const text = await page.evaluate<string>('document.documentElement.outerHTML');
		const session = new URL(job.upload.postUrl).searchParams.get('accountID') ?? 'none';
		const { clientToken, sessionToken } = sandbox.brightRiver;
		for (const secret of [session, clientToken, sessionToken]) expect(text).not.toContain(secret);
	});

	test('a page of somebody else cannot steer the sandbox', async () => {
		const id = await jobWith(sandbox.brightRiver, 'Not theirs', {});
		const elsewhere = http.createServer((_request, response) => response.end('<p>Hello'));
		await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready));
		try {
			const page = await browser.newPage();
			await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
			const urls = [
				`${sandbox.brightRiver.url}/_sandbox/jobs/${id}/advance`,
				`${sandbox.skyfish.url}/_sandbox/faults`,
			];
			// Sent without asking first, as a form could; the answer stays hidden, the deed must not be done.
			const sent = await page.evaluate<string[]>(`Promise.all(${JSON.stringify(urls)}.map(
				async (url) => {
					const body = url.endsWith('faults') ? '{"kind": "hang", "times": "Infinity"}' : undefined;
					return (await fetch(url, { method: 'POST', mode: 'no-cors', body })).type;
				}))`);
			expect(sent).toEqual(['opaque', 'opaque']);
			await page.close();
			expect(await statusOf(id)).toBe('CJ_NEW');
			expect(sandbox.skyfish.faults.list()).toEqual([]);
		} finally {
			elsewhere.close();
		}
	});
});

test('Skyfish shows folders, thumbnails and how far imports are', async () => {
	const { skyfish } = sandbox;
	const inFolder = skyfish.addFolder('New photos', skyfish.rootFolderId);
	const skyfishClient = await skyfishClientOf(skyfish);
	const content = photos['red mug #1.jpg'];
	await skyfish.addMedia({
		folderId: inFolder,
		fileName: 'ready.jpg',
		content,
		title: hostileName,
	});
	await skyfishClient.upload(inFolder, 'coming.jpg', content);
	const { page, complaints, origins } = await board();
	await page.getByRole('link', { name: 'Skyfish' }).click();
	await page.getByRole('link', { name: 'New photos' }).click();
	await page.getByRole('progressbar', { name: 'Import of coming.jpg' }).waitFor();
	expect(await page.locator('.card .name').first().textContent()).toBe(hostileName);
	await page.getByRole('button', { name: 'Finish imports' }).click();
	await page.getByText('Every import is done.').waitFor();
	await page.getByRole('progressbar').waitFor({ state: 'detached' });
	expect(await pictureWidths(page, '#media')).toEqual([320, 320]);
	await switchOn(page, 'Error status', always, ['HTTP status', 500]);
	expect((await skyfishClient.call('GET', '/folder')).status).toBe(500);
	await page.getByRole('button', { name: 'Switch off: Error status 500' }).click();
	await page.locator('#faults li').waitFor({ state: 'detached' });
	expect((await skyfishClient.call('GET', '/folder')).status).toBe(200);
	expect(complaints).toEqual([]);
	expect([...origins]).toEqual([sandbox.brightRiver.url, skyfish.url]);
});

test('the board says when the sandbox is away, and goes on when it is back', async () => {
	const { page } = await board();
	await page.context().setOffline(true);
	await page.getByText('The sandbox does not answer').waitFor();
	await page.context().setOffline(false);
	await page.locator('#live[data-state="live"]').waitFor();
});
