/** The board's routes: the page, and what it reads of both services. */
import { readyLine, welcome } from '../../../sandbox/cli/printing';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { ask, clientOf as skyfishClientOf } from './skyfish/support';
import { bytesOf, clientOf, photo, rawRequest } from './support';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
});
afterAll(async () => await sandbox.stop());

const steer = async (method: string, path: string, body?: unknown) =>
	await ask(`${sandbox.brightRiver.url}/_sandbox/${path}`, method, body);

describe('the page', () => {
	const everywhere = () => [sandbox.brightRiver.boardUrl, sandbox.skyfish.boardUrl];

	test('is on both services, with a content policy that lets nothing in from outside', async () => {
		for (const url of everywhere()) {
			const page = await fetch(url);
			expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
			expect(await page.text()).toContain('<title>Sandbox board</title>');
			const policy = page.headers.get('content-security-policy') ?? '';
			expect(policy).toContain("default-src 'none'");
			expect(policy).toContain("script-src 'self'");
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).not.toContain('unsafe');
			const { json } = await ask(`${url}board/boards`, 'GET');
			expect(json).toEqual([
				{ service: 'Bright River', url: everywhere()[0], isHere: url === everywhere()[0] },
				{ service: 'Skyfish', url: everywhere()[1], isHere: url === everywhere()[1] },
			]);
		}
	});

	test('is named at the start, to people and to programs', () => {
		const options = { dataFolder: '/data' };
		const ready = JSON.parse(readyLine(sandbox, options));
		expect([ready.brightRiver.boardUrl, ready.skyfish.boardUrl]).toEqual(everywhere());
		for (const url of everywhere()) expect(welcome(sandbox, options)).toContain(url);
	});

	test('finds every file that it and its scripts name, without types and inline handlers', async () => {
		const { boardUrl } = sandbox.brightRiver;
		const index = await (await fetch(boardUrl)).text();
		expect(index).not.toMatch(/\son\w+=|<style|<script>|https?:/);
		const waiting = [...index.matchAll(/(?:href|src)="(board\/[^"]+)"/g)].map(
			([, path]) => new URL(path, boardUrl).href,
		);
		const seen = new Set<string>();
		for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
			if (seen.has(url)) continue;
			seen.add(url);
			const file = await fetch(url);
			expect([url, file.status]).toEqual([url, 200]);
			if (!url.endsWith('.ts')) continue;
			expect(file.headers.get('content-type')).toContain('text/javascript');
			const script = await file.text();
			expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|^interface |^import type/m);
			const imports = script.matchAll(/^(?:import|export) .* from '(\.[^']+)'/gm);
			for (const [, path] of imports) waiting.push(new URL(path, url).href);
		}
		const names = [...seen].map((url) => url.replace(/.*\//, ''));
		expect(names).toEqual(
			expect.arrayContaining(['board.css', 'photos.ts', 'statuses.ts', 'preact.mjs']),
		);
	});

	test('hands out no other file', async () => {
		const { url } = sandbox.brightRiver;
		for (const path of [
			'package.json',
			'sandbox/options.ts',
			'sandbox/board/page/../../options.ts',
			'%2e%2e/%2e%2e/options.ts',
			'sandbox/board/page/tsconfig.json',
			'/etc/passwd',
		]) {
			const { hostname, port } = new URL(url);
			const whole = { hostname, port, path: `/_sandbox/board/files/${path}` };
			expect([path, (await rawRequest(url, whole)).status]).toEqual([path, 404]);
		}
	});
});

describe('jobs', () => {
	test('the newest are listed, found by name and by id', async () => {
		const client = clientOf(sandbox.brightRiver);
		const make = async (name: string) =>
			(await client.call('POST', '/jobs', { name, description: 'Clip' })).json.id as number;
		const first = await make('100 % Wool');
		const second = await make('wooden_spoons');
		const find = async (query: string) => (await steer('GET', `board/jobs?${query}`)).json;
		expect(await find('name=WOO&newest=1')).toEqual({
			found: 2,
			jobs: [{ id: second, name: 'wooden_spoons', status: 'CJ_NEW', fileCount: 0 }],
		});
		const ids = async (query: string) =>
			(await find(query)).jobs.map((job: { id: number }) => job.id);
		expect(await ids(`name=${encodeURIComponent('%')}`)).toEqual([first]);
		expect(await ids('name=_')).toEqual([second]);
		expect(await ids(`name=${first}`)).toEqual([first]);
		expect((await find('name=no+such+job')).jobs).toEqual([]);
		expect((await steer('GET', 'board/jobs?newest=many')).status).toBe(400);
	});

	test('one shows its files before and after, its price and its road', async () => {
		const { brightRiver } = sandbox;
		const client = clientOf(brightRiver);
		const { id } = await client.jobWith({
			'koala.jpg': await photo(300, 200),
			'notes.txt': Buffer.from('not an image'),
		});
		const before = (await steer('GET', `board/jobs/${id}`)).json;
		expect(before).toMatchObject({ status: 'CJ_NEW', price: null, waitsFor: 'requestoffer' });
		expect(before.files[0]).toMatchObject({ fileName: 'koala.jpg', after: [] });
		const moved = await steer('POST', `jobs/${id}/advance`, { to: 'CJ_WORK_DONE' });
		expect(moved.json).toEqual({ status: 'CJ_WORK_DONE' });
		const { files, ...job } = (await steer('GET', `board/jobs/${id}`)).json;
		expect(job).toMatchObject({
			status: 'CJ_WORK_DONE',
			price: 0.75,
			waitsFor: null,
			fileCount: 2,
		});
		expect(job.ahead[0]).toBe('CJ_NOTIFY_WORK_DONE');
		expect(job.history.at(-1)).toEqual({ status: 'CJ_WORK_DONE', at: expect.any(Number) });
		expect(files[1].before.preview).toBeNull();
		for (const picture of [files[0].before, files[0].after[0]]) {
			const image = await fetch(brightRiver.url + picture.preview);
			expect(image.headers.get('content-type')).toBe('image/jpeg');
			expect(image.headers.get('x-content-type-options')).toBe('nosniff');
			expect((await image.arrayBuffer()).byteLength).toBeGreaterThan(500);
		}
		expect((await steer('POST', `jobs/${id}/advance`, { to: 'CJ_NEW' })).json.message).toContain(
			'no road leads to CJ_NEW',
		);
		await steer('POST', `jobs/${id}/status`, { status: 'CJ_ARCHIVED' });
		const gone = (await steer('GET', `board/jobs/${id}`)).json;
		expect(gone.files[0].before.preview).toBeNull();
		expect((await steer('GET', files[0].before.preview.replace('/_sandbox/', ''))).status).toBe(
			404,
		);
		expect((await steer('GET', 'board/jobs/1')).status).toBe(404);
	});

	test('a drawing with a script in it is shown as the picture it is, never as itself', async () => {
		const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">
			<script>alert(1)</script><rect width="40" height="30" fill="red"/></svg>`;
		const client = clientOf(sandbox.brightRiver);
		const { id } = await client.jobWith({ 'drawing.svg': Buffer.from(drawing) });
		const [file] = (await steer('GET', `board/jobs/${id}`)).json.files;
		const picture = await bytesOf(sandbox.brightRiver.url + file.before.preview);
		expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
	});
});

test("Skyfish's folders and media are shown, with pictures and the state of imports", async () => {
	const { skyfish } = sandbox;
	const read = async (path: string) => await ask(`${skyfish.boardUrl}board/${path}`, 'GET');
	const folder = skyfish.addFolder('New photos', skyfish.rootFolderId);
	const client = await skyfishClientOf(skyfish);
	const id = await client.upload(folder, 'koala.jpg', await photo(400, 300));
	const shown = async () => (await read(`folders/${folder}/media`)).json;
	expect((await read('folders')).json).toContainEqual({
		...{ id: folder, name: 'New photos', parent: skyfish.rootFolderId },
		...{ flags: [], mediaCount: 1 },
	});
	expect(await shown()).toEqual([expect.objectContaining({ id, progress: 0, preview: null })]);
	await skyfish.finishImports();
	const [media] = await shown();
	expect(media).toMatchObject({ id, fileName: 'koala.jpg', progress: null, width: 400 });
	for (const path of [media.thumbnail, media.preview]) {
		const picture = await bytesOf(skyfish.url + path);
		expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
	}
	const unfiled = (await read('unfiled')).json;
	expect(unfiled.map(({ fileName }: { fileName: string }) => fileName)).toContain('coffee.jpg');
	expect((await read('media/1/thumbnail')).status).toBe(404);
});
