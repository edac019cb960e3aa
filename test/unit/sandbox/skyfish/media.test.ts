import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { clientOf, readerOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;
let id: number;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
beforeEach(async () => {
	id = await skyfish.addMedia({ title: 'Shoe', keywords: ['red', 'shoe'] });
});
afterAll(async () => await sandbox.stop());

const version = async () => (await client.get(`/media/${id}/version`)).version;
const metadata = async () => await client.get(`/media/${id}/metadata`);
const status = async (method: string, path: string, body?: unknown) =>
	(await client.call(method, path, body)).status;

test('metadata is replaced as a whole: what is left out is gone', async () => {
	const path = `/media/${id}/metadata`;
	await client.call('POST', `${path}/byline`, '"The photographer"');
	const whole = {
		editorial: true,
		adult_content: false,
		keywords: { en: ['keyword1', 'keyword2'] },
		title: { en: 'Title', da: 'Titel' },
		description: { en: 'Description' },
		iptc: { Keywords: ['keyword1', 'keyword2'], 'Caption-Abstract': 'title' },
		geolocation: { source: '1000', longitude: '7.26627', latitude: '43.7034' },
		camera_created: 1407256925,
	};
	const answer = await client.call('POST', path, whole);
	expect([answer.status, answer.json]).toEqual([200, '']);
	const iptc = { ...whole.iptc, 'By-line': 'The photographer' };
	expect(await metadata()).toEqual({ ...whole, iptc });
	expect((await client.get(`/media/${id}/`)).metadata).toEqual(await metadata());
	expect(
		await status('POST', path, { title: { en: 'Only' }, iptc: { CopyrightNotice: '© Sandbox' } }),
	).toBe(200);
	expect(await metadata()).toEqual({
		editorial: false,
		adult_content: false,
		keywords: { en: [] },
		title: { en: 'Only' },
		description: { en: '', da: '', de: '' },
		// Who made it stays where it is not said.
		iptc: { 'By-line': 'The photographer', CopyrightNotice: '© Sandbox' },
		geolocation: null,
		camera_created: null,
	});
	expect(await version()).toBe(4);
});

test.each([
	{ editorial: 'yes' },
	{ keywords: ['a'] },
	{ keywords: { en: 'a' } },
	{ title: 'Title' },
	{ title: { en: 1 } },
	{ iptc: [] },
	{ geolocation: { longitude: '7' } },
	{ geolocation: { longitude: '7', latitude: '91' } },
	{ camera_created: 'yesterday' },
	[],
])('metadata %j is refused and nothing changes', async (body) => {
	expect(await status('POST', `/media/${id}/metadata`, body)).toBe(400);
	expect(await version()).toBe(1);
	expect((await metadata()).title.en).toBe('Shoe');
});

test('single fields leave the others alone', async () => {
	expect(await status('POST', `/media/${id}/metadata/title`, { en: 'Boot' })).toBe(200);
	expect(await status('POST', `/media/${id}/metadata/description`, { da: 'Støvle' })).toBe(200);
	expect(await status('POST', `/media/${id}/metadata/copyright`, '"© Sandbox"')).toBe(200);
	expect(await status('POST', `/media/${id}/metadata/byline`, '"Somebody"')).toBe(200);
	expect(await metadata()).toMatchObject({
		title: { en: 'Boot' },
		description: { en: '', da: 'Støvle' },
		iptc: { CopyrightNotice: '© Sandbox', 'By-line': 'Somebody' },
		keywords: { en: ['red', 'shoe'] },
	});
	expect(await version()).toBe(5);
	expect(await status('POST', `/media/${id}/metadata/title`, '"Boot"')).toBe(400);
	expect(await status('POST', `/media/${id}/metadata/byline`, { en: 'Somebody' })).toBe(400);
});

test('keywords are added, removed, replaced and cleared', async () => {
	const other = await skyfish.addMedia({ keywords: ['blue'] });
	const one = `/media/${id}/metadata`;
	const keywords = async (media: number) =>
		(await client.get(`/media/${media}/metadata`)).keywords.en;
	const both = `/media/${id},${other}/metadata/keyword`;
	expect(await status('PUT', both, { en: ['red', 'new'] })).toBe(200);
	expect([await keywords(id), await keywords(other)]).toEqual([
		['red', 'shoe', 'new'],
		['blue', 'red', 'new'],
	]);
	expect(await status('DELETE', both, { en: ['red', 'never'] })).toBe(200);
	expect([await keywords(id), await keywords(other)]).toEqual([
		['shoe', 'new'],
		['blue', 'new'],
	]);
	expect(await status('POST', `${one}/keywords`, { en: ['a', 'b', 'a'] })).toBe(200);
	expect(await keywords(id)).toEqual(['a', 'b']);
	expect(await status('DELETE', `${one}/keywords`)).toBe(200);
	expect(await keywords(id)).toEqual([]);
	expect(await status('PUT', `${one}/keyword`, { en: 'a' })).toBe(400);
	expect(await status('PUT', `/media/${id},/metadata/keyword`, { en: ['a'] })).toBe(404);
	const readOnly = await skyfish.addMedia({ folderId: skyfish.readOnlyFolderId });
	const mixed = `/media/${id},${readOnly}/metadata/keyword`;
	expect(await status('PUT', mixed, { en: ['a'] })).toBe(403);
	expect(await keywords(id)).toEqual([]);
});

test('an expiration date is set by its day or its month, and taken away', async () => {
	const path = `/media/${id}/metadata/expiration_date`;
	expect(await client.get(path)).toEqual({ expiration_date: null });
	for (const [body, expected] of [
		[{ expiration_date: '2030-05-17' }, '2030-05-17'],
		[{ expiration_year: 2024, expiration_month: 2 }, '2024-02-29'],
		[{ expiration_year: '2030', expiration_month: '12' }, '2030-12-31'],
	] as const) {
		expect(await status('POST', path, body)).toBe(200);
		expect(await client.get(path)).toEqual({ expiration_date: expected });
	}
	for (const body of [
		{},
		{ expiration_date: '2030-02-30' },
		{ expiration_date: '17.05.2030' },
		{ expiration_year: 2030 },
		{ expiration_year: 2030, expiration_month: 13 },
	]) {
		expect(await status('POST', path, body)).toBe(400);
	}
	expect(await status('DELETE', path)).toBe(200);
	expect(await client.get(path)).toEqual({ expiration_date: null });
	expect(await version()).toBe(5);
});

describe('who may', () => {
	test('read only: everything but change', async () => {
		const media = await skyfish.addMedia({ folderId: skyfish.readOnlyFolderId });
		expect(await status('GET', `/media/${media}`)).toBe(200);
		expect(await status('GET', `/media/${media}/tags`)).toBe(200);
		expect(await status('GET', `/media/${media}/download_location`)).toBe(200);
		for (const [method, path, body] of [
			['POST', 'metadata', {}],
			['POST', 'metadata/title', { en: 'x' }],
			['POST', 'metadata/byline', '"x"'],
			['DELETE', 'metadata/expiration_date', undefined],
			['DELETE', `folder/${skyfish.readOnlyFolderId}`, undefined],
			['POST', `folder/${skyfish.readOnlyFolderId}/move_to_trash`, undefined],
			['POST', 'folders', []],
		] as const) {
			expect([path, await status(method, `/media/${media}/${path}`, body)]).toEqual([path, 403]);
		}
		expect(skyfish.media(media)?.version).toBe(1);
	});

	test('not even see: nothing', async () => {
		const media = await skyfish.addMedia({ folderId: skyfish.hiddenFolderId });
		for (const path of ['', '/metadata', '/folders', '/version', '/download_location']) {
			expect(await status('GET', `/media/${media}${path}`)).toBe(403);
		}
		expect((await (await readerOf(skyfish)).call('GET', `/media/${media}`)).status).toBe(200);
	});

	test('what is not there is not found', async () => {
		expect(await status('GET', '/media/1')).toBe(404);
		expect(await status('POST', '/media/1/metadata', {})).toBe(404);
		expect(await status('DELETE', '/media/1/folder/1')).toBe(404);
	});
});

test('Colourbox downloads can be found, read and downloaded, but not changed', async () => {
	const search = '/search/colourbox/download';
	const { response } = await client.get(`${search}?q=coffee&return_values=unique_media_id+title`);
	expect(response).toEqual({
		hits: 1,
		media: [{ unique_media_id: expect.any(Number), title: 'Cup of coffee' }],
	});
	const media = response.media[0].unique_media_id;
	const danish = await client.get(`${search}?q=kop&lang=da&return_values=title`);
	expect(danish.response.media).toEqual([{ title: 'Kop kaffe' }]);
	expect((await client.get(`${search}?q=kop&return_values=title`)).response.hits).toBe(0);
	expect(await client.found('q=coffee')).toEqual([]);
	for (const query of [
		'return_values=title',
		`q=coffee&return_values=title&folder_ids=${skyfish.rootFolderId}`,
		'q=coffee&return_values=folder_id',
		'q=coffee&return_values=title&lang=fr',
	]) {
		expect(await status('GET', `${search}?${query}`)).toBe(400);
	}
	expect((await client.get(`/media/${media}`)).filename).toBe('coffee.jpg');
	const { url } = await client.get(`/media/${media}/download_location/200px`);
	expect((await fetch(url)).status).toBe(200);
	expect(await status('POST', `/media/${media}/metadata/title`, { en: 'Mine' })).toBe(403);
	expect(await status('POST', `/media/${media}/folder/${skyfish.rootFolderId}`)).toBe(403);
});
