import sharp from 'sharp';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { bytesOf, unzip, until } from '../support';
import { ask, clientOf, jpeg, readerOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
afterEach(() => skyfish.setClockOffset(0));
afterAll(async () => await sandbox.stop());

const status = async (path: string) => (await client.call('GET', path)).status;

describe('media', () => {
	test('the original, byte by byte, without a token', async () => {
		const content = await jpeg(300, 200);
		const id = await skyfish.addMedia({ fileName: 'kø 1.jpg', content });
		const location = await client.get(`/media/${id}/download_location`);
		expect(location).toEqual({
			url: expect.stringContaining(`${skyfish.storageUrl}/`),
			method: 'GET',
			internal_elb_url: expect.any(String),
		});
		const response = await fetch(location.url);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('image/jpeg');
		expect(response.headers.get('content-length')).toBe(String(content.length));
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename="k_ 1.jpg"; filename*=UTF-8''k%C3%B8%201.jpg`,
		);
		expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
		expect(skyfish.requests.at(-1)).toMatchObject({ server: 'storage', status: 200 });
		expect(skyfish.requests.at(-1)?.headers.authorization).toBeUndefined();
	});

	test('the URL lives five minutes and cannot be changed', async () => {
		const id = await skyfish.addMedia();
		const other = await skyfish.addMedia();
		const { url } = await client.get(`/media/${id}/download_location`);
		const denied = async (address: string) => {
			const { status: code, json: text } = await ask(address, 'GET');
			return [code, /<Message>(.*)<\/Message>/.exec(text)?.[1]];
		};
		expect(await denied(url.replace(String(id), String(other)))).toEqual([403, 'Access Denied']);
		expect(await denied(url.replace('original', '110px'))).toEqual([403, 'Access Denied']);
		expect(await denied(url.split('?')[0])).toEqual([403, 'Access Denied']);
		expect(await denied(url.replace(/Expires=\d/, 'Expires=9'))).toEqual([403, 'Access Denied']);
		skyfish.setClockOffset(4 * 60_000);
		expect((await denied(url))[0]).toBe(200);
		skyfish.setClockOffset(5 * 60_000 + 1000);
		expect(await denied(url)).toEqual([403, 'Request has expired']);
	});

	test('smaller sizes, by the longest side', async () => {
		const id = await skyfish.addMedia({ fileName: 'tall.png', content: await jpeg(600, 1200) });
		for (const [size, expected] of [
			['110px', [55, 110]],
			['800px', [400, 800]],
			['1600px', [600, 1200]],
		] as const) {
			const { url } = await client.get(`/media/${id}/download_location/${size}`);
			const { width, height, format } = await sharp(await bytesOf(url)).metadata();
			expect([width, height, format]).toEqual([...expected, 'jpeg']);
			const name = (await fetch(url)).headers.get('content-disposition');
			expect(name).toContain(`"tall_${size}.jpg"`);
		}
		for (const size of ['100px', 'preview', '..%2F..']) {
			expect(await status(`/media/${id}/download_location/${size}`)).toBe(404);
		}
		const letter = await skyfish.addMedia({ fileName: 'a.txt', content: Buffer.from('text') });
		expect(await status(`/media/${letter}/download_location/320px`)).toBe(404);
		const clip = await skyfish.addMedia({ fileName: 'a.mp4', content: Buffer.from('video') });
		expect(await status(`/media/${clip}/download_location/preview`)).toBe(200);
		expect(await status(`/media/${clip}/download_location/320px`)).toBe(404);
	});

	test('authorization in the URL, and what the download was for', async () => {
		const id = await skyfish.addMedia();
		const authorization = Buffer.from(client.headers.Authorization).toString('base64');
		const info = { on_behalf_of: 'Sandbox', project_id: 753 };
		for (const name of ['authorization', 'Authorization']) {
			const query = new URLSearchParams({
				[name]: authorization,
				download_info: JSON.stringify(info),
				user: String(skyfish.readerId),
			});
			const url = `${skyfish.url}/media/${id}/download_location/110px?${query.toString()}`;
			expect((await ask(url, 'GET')).status).toBe(200);
		}
		await client.get(`/media/${id}/download_location`);
		const attributed = { userId: skyfish.readerId, size: '110px', info: JSON.stringify(info) };
		expect(skyfish.media(id)?.downloads).toEqual([
			attributed,
			attributed,
			{ userId: skyfish.userId, size: 'original', info: null },
		]);
		expect(await status(`/media/${id}/download_location?download_info=%7B`)).toBe(400);
		expect(await status(`/media/${id}/download_location?user=1`)).toBe(400);
		const wrong = `${skyfish.url}/media/${id}/download_location?authorization=AAAA`;
		expect((await ask(wrong, 'GET')).status).toBe(401);
	});
});

describe('zip files', () => {
	let folder: number;

	beforeEach(async () => {
		folder = skyfish.addFolder('Shop');
		const below = skyfish.addFolder('../Summer', folder);
		skyfish.addFolder('Empty', folder);
		await skyfish.addMedia({ folderId: folder, fileName: 'a.txt', content: Buffer.from('A') });
		await skyfish.addMedia({ folderId: folder, fileName: 'a.txt', content: Buffer.from('B') });
		await skyfish.addMedia({ folderId: below, fileName: 'a.txt', content: Buffer.from('C') });
	});

	const request = async () => (await client.call('POST', `/folder/${folder}/zip-file`)).json;
	const namesIn = async (url: string) => [...(await unzip(await bytesOf(url))).keys()].toSorted();
	const expected = ['.._Summer/a.txt', 'Empty/', 'a (2).txt', 'a.txt'];

	test('pending, then done, whichever way one asks', async () => {
		const pending = await request();
		expect(pending).toEqual({
			job_id: expect.any(String),
			state: 'PENDING',
			url: null,
			valid_until: null,
		});
		expect(await request()).toEqual(pending);
		expect(await client.get(`/zip-file/${pending.job_id}`)).toEqual(pending);
		await skyfish.finishZips();
		const done = await request();
		expect(done).toEqual({
			job_id: pending.job_id,
			state: 'DONE',
			url: expect.stringContaining(`${skyfish.storageUrl}/`),
			valid_until: expect.any(Number),
		});
		expect(await client.get(`/zip-file/${pending.job_id}`)).toEqual(done);
		const response = await fetch(done.url);
		expect(response.headers.get('content-disposition')).toContain('"Shop.zip"');
		expect(response.headers.get('content-type')).toBe('application/zip');
		expect(await namesIn(done.url)).toEqual(expected);
		expect((await unzip(await bytesOf(done.url))).get('.._Summer/a.txt')?.toString()).toBe('C');
	});

	test('a cached zip comes back at once, until the folder changes or the URL ends', async () => {
		const first = await request();
		await skyfish.finishZips();
		const done = await request();
		expect(done).toMatchObject({ job_id: first.job_id, state: 'DONE' });
		skyfish.setClockOffset(6 * 60_000);
		expect((await fetch(done.url)).status).toBe(403);
		expect(await status(`/zip-file/${first.job_id}`)).toBe(404);
		const again = await request();
		expect(again).toMatchObject({ job_id: first.job_id, state: 'DONE' });
		expect(again.valid_until).toBeGreaterThan(done.valid_until);
		expect(await namesIn(again.url)).toEqual(expected);
		await skyfish.addMedia({ folderId: folder, fileName: 'b.txt', content: Buffer.from('D') });
		expect((await request()).state).toBe('PENDING');
	});

	test('without a cache, the next job begins once one was told of the last', async () => {
		const plain = await startSandbox({ skyfishCachedZips: false, skyfishZipMs: 20 });
		try {
			const other = await clientOf(plain.skyfish);
			const path = `/folder/${plain.skyfish.rootFolderId}/zip-file`;
			const post = async () => (await other.call('POST', path)).json;
			const first = await post();
			let last = first;
			while (last.state === 'PENDING') last = await post();
			expect(last.job_id).toBe(first.job_id);
			const next = await post();
			expect(next.state).toBe('PENDING');
			expect(next.job_id).not.toBe(first.job_id);
			while ((await other.get(`/zip-file/${next.job_id}`)).state === 'PENDING') {
				await until(() => true);
			}
			expect((await fetch(last.url)).status).toBe(404);
		} finally {
			await plain.stop();
		}
	});

	test('only of folders that one may read', async () => {
		const { job_id } = await request();
		const reader = await readerOf(skyfish);
		const { status: code } = await reader.call('POST', `/folder/${folder}/zip-file`);
		expect(code).toBe(403);
		expect((await reader.call('GET', `/zip-file/${job_id}`)).status).toBe(403);
		expect((await client.call('GET', '/zip-file/none')).status).toBe(404);
		expect((await client.call('POST', '/folder/1/zip-file')).status).toBe(404);
	});

	test('a folder at once', async () => {
		const url = `${skyfish.url}/folder/${folder}/download`;
		const response = await fetch(url, { headers: client.headers });
		expect(response.headers.get('content-type')).toBe('application/zip');
		const zip = Buffer.from(await response.arrayBuffer());
		expect([...(await unzip(zip)).keys()].toSorted()).toEqual(expected);
		expect(await status(`/folder/${skyfish.hiddenFolderId}/download`)).toBe(403);
	});
});
