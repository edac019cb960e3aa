import { withFollowingPorts } from '../../../../sandbox/cli/arguments';
import { readyLine, welcome } from '../../../../sandbox/cli/printing';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { ask, clientOf, jpeg } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
afterEach(() => skyfish.faults.clear());
afterAll(async () => await sandbox.stop());

const steer = async (method: string, path: string, body?: unknown) =>
	await ask(`${skyfish.url}/_sandbox/${path}`, method, body);

test('media and folders are made and looked at', async () => {
	const folder = (await steer('POST', 'folders', { name: 'Made', parent: skyfish.rootFolderId }))
		.json.id;
	const content = await jpeg(33, 22);
	const made = await steer('POST', 'media', {
		folderId: folder,
		fileName: 'made.jpg',
		title: 'Made',
		keywords: ['a'],
		content: content.toString('base64'),
	});
	const id = made.json.unique_media_id;
	const { json } = await steer('GET', `media/${id}`);
	expect(json).toMatchObject({ id, fileName: 'made.jpg', folderIds: [folder], width: 33 });
	expect(json.metadata).toMatchObject({ title: { en: 'Made' }, keywords: { en: ['a'] } });
	expect((await steer('GET', 'media')).json).toContainEqual(json);
	expect((await steer('GET', 'folders')).json).toContainEqual(
		expect.objectContaining({ id: folder, name: 'Made' }),
	);
	expect((await steer('GET', 'media/1')).status).toBe(404);
	expect((await steer('POST', 'media', { folderId: 1 })).status).toBe(400);
	expect((await steer('POST', 'folders', { name: 'A', parent: 1 })).status).toBe(400);
});

test('imports, zips, the index, tokens and the clock are moved on', async () => {
	const id = await client.upload(skyfish.rootFolderId, 'a.jpg', await jpeg());
	expect((await steer('POST', `media/${id}/progress`, { percent: 40 })).status).toBe(200);
	expect((await client.call('GET', `/media/${id}`)).json).toEqual({ progress: 40 });
	expect((await steer('POST', 'imports/finish')).status).toBe(204);
	expect((await client.call('GET', `/media/${id}`)).status).toBe(200);
	const zip = `/folder/${skyfish.rootFolderId}/zip-file`;
	expect((await client.call('POST', zip)).json.state).toBe('PENDING');
	expect((await steer('POST', 'zips/finish')).status).toBe(204);
	expect((await client.call('POST', zip)).json.state).toBe('DONE');
	expect(await client.found(`unique_media_id=${id}`)).toEqual([]);
	expect((await steer('POST', 'index')).status).toBe(204);
	expect(await client.found(`unique_media_id=${id}`)).toEqual([id]);
	const { json } = await steer('POST', 'clock', { offsetMs: 90_000 });
	expect(json).toEqual({ offsetMs: 90_000, now: expect.any(Number) });
	await steer('POST', 'clock', { offsetMs: 0 });
	expect((await steer('POST', 'clock', { offsetMs: 'soon' })).status).toBe(400);
	expect((await steer('POST', 'tokens/expire')).status).toBe(204);
	expect((await client.call('GET', '/whoami')).status).toBe(401);
	client = await clientOf(skyfish);
});

test('faults come and go, on the API and on the storage', async () => {
	const fault = { kind: 'status', status: 503, pathPattern: 'media.\\d+$', times: 'Infinity' };
	const added = await steer('POST', 'faults', fault);
	expect(added.json).toMatchObject({ ...fault, hits: 0 });
	expect((await client.call('GET', '/media/1')).status).toBe(503);
	expect((await client.call('GET', '/media/1/version')).status).toBe(404);
	expect((await steer('GET', 'faults')).json).toEqual([{ ...added.json, hits: 1 }]);
	expect((await steer('POST', 'faults', { kind: 'explode' })).status).toBe(400);
	expect((await steer('POST', 'faults', { kind: 'reset', pathPattern: '(' })).status).toBe(400);
	expect((await steer('DELETE', 'faults')).status).toBe(204);
	expect((await client.call('GET', '/media/1')).status).toBe(404);

	const id = await skyfish.addMedia({ content: await jpeg(400, 300) });
	const { url } = await client.get(`/media/${id}/download_location`);
	skyfish.faults.add({ kind: 'cut', server: 'storage' });
	await expect((async () => await (await fetch(url)).arrayBuffer())()).rejects.toThrow();
	skyfish.faults.add({ kind: 'rateLimit', server: 'api', retryAfter: 3, path: '/folder' });
	const { status, headers } = await client.call('GET', '/folder');
	expect([status, headers.get('retry-after')]).toEqual([429, '3']);
	expect((await client.call('GET', '/folder')).status).toBe(200);
});

test('requests are told and forgotten; steering is never among them', async () => {
	await steer('DELETE', 'requests');
	await client.call('POST', '/folder', { name: '' });
	await steer('GET', 'media');
	const { json } = await steer('GET', 'requests');
	expect(json).toEqual({
		maxInFlight: 1,
		requests: [expect.objectContaining({ path: '/folder', status: 400, body: { name: '' } })],
	});
	await steer('DELETE', 'requests');
	expect((await steer('GET', 'requests')).json.requests).toEqual([]);
	expect((await steer('GET', 'settings')).json).toMatchObject({
		manual: true,
		importMs: 1000,
		signedUrlLifetimeMs: 300_000,
		url: skyfish.url,
	});
	expect((await steer('GET', 'passwordresets')).json).toEqual([]);
});

test('what is said at the start names both services and all secrets', () => {
	const options = { dataFolder: '/data' };
	const { url, storageUrl, username, password, apiKey, apiSecret } = skyfish;
	const login = { username, password, apiKey, apiSecret };
	const ready = JSON.parse(readyLine(sandbox, options));
	expect(ready.skyfish).toMatchObject({ url, storageUrl, ...login });
	expect(ready.brightRiver.url).toBe(sandbox.brightRiver.url);
	const said = welcome(sandbox, options);
	for (const fact of [url, storageUrl, ...Object.values(login)]) expect(said).toContain(fact);
});

test("Skyfish's ports follow Bright River's", () => {
	const ports = (options: object) => {
		const { skyfishPort, skyfishStoragePort } = withFollowingPorts(options);
		return [skyfishPort, skyfishStoragePort];
	};
	expect(ports({ brightRiverPort: 8765, brightRiverStoragePort: 8766 })).toEqual([8767, 8768]);
	expect(ports({ brightRiverPort: 0, brightRiverStoragePort: 0 })).toEqual([0, 0]);
	expect(ports({ brightRiverPort: 8765, skyfishPort: 5, skyfishStoragePort: 0 })).toEqual([5, 0]);
});
