import { readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../../sandbox/index';
import { bytesOf, until } from '../support';
import { ask, clientOf, jpeg } from './support';

let dataFolder: string;

beforeEach(async () => {
	dataFolder = await mkdtemp(join(tmpdir(), 'skyfish-'));
});
afterEach(async () => await rm(dataFolder, { recursive: true }));

const files = () => readdirSync(join(dataFolder, 'skyfish', 'files'));

test('everything is there again after a restart, the token too', async () => {
	const first = await startSandbox({ manual: true, dataFolder });
	const client = await clientOf(first.skyfish);
	const { rootFolderId } = first.skyfish;
	const folder = (await client.call('POST', '/folder', { name: 'New', parent: rootFolderId })).json;
	const content = await jpeg();
	const id = await client.upload(folder.id, 'koala.jpg', content);
	await first.skyfish.finishImports();
	await client.call('PUT', `/folder/${rootFolderId}/tags`, ['tag']);
	await client.call('POST', `/media/${id}/metadata/title`, { en: 'Koala' });
	const zip = (await client.call('POST', `/folder/${folder.id}/zip-file`)).json;
	await first.skyfish.finishZips();
	const waiting = await client.register(folder.id);
	const media = await client.get(`/media/${id}`);
	const list = await client.get('/folder');
	const before = first.skyfish.media(id);
	await first.stop();

	const second = await startSandbox({ manual: true, dataFolder });
	try {
		const { skyfish } = second;
		const get = async (path: string) =>
			(await ask(skyfish.url + path, 'GET', undefined, client.headers)).json;
		expect(await get(`/media/${id}`)).toEqual(media);
		expect(await get('/folder')).toEqual(list);
		expect(skyfish.media(id)).toEqual(before);
		const search = await get('/search?q=koala&return_values=unique_media_id+folder_tags');
		expect(search.response.media).toEqual([{ unique_media_id: id, folder_tags: ['tag'] }]);
		const { url } = await get(`/media/${id}/download_location`);
		expect((await bytesOf(url)).equals(content)).toBe(true);
		expect((await get(`/zip-file/${zip.job_id}`)).state).toBe('DONE');
		expect((await fetch((await get(`/zip-file/${zip.job_id}`)).url)).status).toBe(200);
		expect(waiting.fields).toHaveLength(9);
		expect(skyfish.allMedia().filter(({ isColourbox }) => isColourbox)).toHaveLength(2);
	} finally {
		await second.stop();
	}
});

test('an import and a zip go on after a restart, and what was left half done is cleared away', async () => {
	const first = await startSandbox({ manual: true, dataFolder });
	const client = await clientOf(first.skyfish);
	const { rootFolderId } = first.skyfish;
	const id = await client.upload(rootFolderId, 'koala.jpg', await jpeg());
	const { job_id } = (await client.call('POST', `/folder/${rootFolderId}/zip-file`)).json;
	await first.stop();
	const known = files().length;
	writeFileSync(join(dataFolder, 'skyfish', 'files', 'half-done'), 'half');
	writeFileSync(join(dataFolder, 'skyfish', 'zips', 'half-done.zip.partial'), 'half');

	const second = await startSandbox({ dataFolder, skyfishImportMs: 10, skyfishZipMs: 10 });
	try {
		expect(files()).not.toContain('half-done');
		await until(() => second.skyfish.media(id)?.progress === null);
		const state = async () =>
			(await ask(`${second.skyfish.url}/zip-file/${job_id}`, 'GET', undefined, client.headers)).json
				.state;
		while ((await state()) === 'PENDING') await until(() => true);
		expect(await state()).toBe('DONE');
		expect(readdirSync(join(dataFolder, 'skyfish', 'zips'))).toEqual([`${job_id}.zip`]);
		// The media and its first thumbnail.
		expect(files().length).toBeLessThanOrEqual(known + 1);
	} finally {
		await second.stop();
	}
});

test('a port that is taken makes the start fail and leaves nothing behind', async () => {
	const first = await startSandbox({ manual: true });
	const port = Number(new URL(first.skyfish.url).port);
	const again = { manual: true, dataFolder, skyfishPort: port };
	await expect(startSandbox(again)).rejects.toThrow('EADDRINUSE');
	await first.stop();
	await (await startSandbox(again)).stop();
});

test('deleted media leave no file', async () => {
	const sandbox = await startSandbox({ manual: true, dataFolder });
	try {
		const client = await clientOf(sandbox.skyfish);
		const before = files();
		const id = await sandbox.skyfish.addMedia();
		const { url } = await client.get(`/media/${id}/download_location/800px`);
		expect((await fetch(url)).status).toBe(200);
		expect(files().length).toBeGreaterThan(before.length + 1);
		await client.call('DELETE', `/media/${id}/folder/${sandbox.skyfish.rootFolderId}`);
		expect(files()).toEqual(before);
	} finally {
		await sandbox.stop();
	}
});
