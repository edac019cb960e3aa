/** What a plain client sees of each reading of Skyfish's document. */
import { startSandbox } from '../../../../sandbox/index';
import type { ChosenReadings, Sandbox } from '../../../../sandbox/index';
import type { Json } from '../support';
import { clientOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let client: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	client = await clientOf(sandbox.skyfish);
});
afterAll(async () => await sandbox.stop());
afterEach(() => sandbox.readings.reset());

function read(readings: ChosenReadings) {
	for (const [name, value] of Object.entries(readings)) sandbox.readings.set(name, value);
}

const status = async (method: string, path: string, body?: unknown) =>
	(await client.call(method, path, body)).status;

test('encoded-plus=literal: %2B separates nothing', async () => {
	const { rootFolderId: one, readOnlyFolderId: other } = sandbox.skyfish;
	const search = async (plus: string) =>
		await status('GET', `/search?folder_ids=${one}${plus}${other}&return_values=title`);
	for (const plus of ['+', '%20', '%2B']) expect(await search(plus)).toBe(200);
	read({ 'encoded-plus': 'literal' });
	for (const plus of ['+', '%20']) expect(await search(plus)).toBe(200);
	expect(await search('%2B')).toBe(400);
});

test('expiration-keys=year-month: a day is not read', async () => {
	const id = await sandbox.skyfish.addMedia();
	const path = `/media/${id}/metadata/expiration_date`;
	const day = { expiration_date: '2030-02-03' };
	expect(await status('POST', path, day)).toBe(200);
	read({ 'expiration-keys': 'year-month' });
	expect(await status('POST', path, day)).toBe(400);
	// As the vendor's site writes them.
	expect(await status('POST', path, { expiration_year: '2024', expiration_month: '4' })).toBe(200);
	expect(await client.get(path)).toEqual({ expiration_date: '2024-04-30' });
});

test('empty-search=all: a search without a criterion finds everything', async () => {
	await sandbox.skyfish.addMedia();
	sandbox.skyfish.refreshIndex();
	expect(await status('GET', '/search?return_values=title')).toBe(400);
	read({ 'empty-search': 'all' });
	const { response } = await client.get('/search?return_values=title');
	expect(response.hits).toBeGreaterThan(0);
});

test('iptc=null: what a file has not is null', async () => {
	const id = await sandbox.skyfish.addMedia({
		content: Buffer.from('no picture'),
		fileName: 'a.txt',
	});
	const { iptc, keywords } = await client.get(`/media/${id}/metadata`);
	expect({ iptc, keywords }).toEqual({ iptc: {}, keywords: { en: [] } });
	read({ iptc: 'null' });
	expect(await client.get(`/media/${id}/metadata`)).toMatchObject({ iptc: null, keywords: null });
	await client.call('POST', `/media/${id}/metadata/byline`, '"Somebody"');
	expect((await client.get(`/media/${id}`)).metadata.iptc).toEqual({ 'By-line': 'Somebody' });
});

describe('finish-address', () => {
	const upload = async () => {
		const folder = sandbox.skyfish.rootFolderId;
		const { json } = await client.call('POST', '/upload/register', { folder });
		const form = new FormData();
		for (const { name, value, type } of json.fields as Json[]) {
			if (type !== 'file') form.append(name, value);
		}
		form.append('file', new Blob(['a photo']), 'koala.txt');
		const sent = await fetch(json.action, { method: 'POST', body: form, redirect: 'manual' });
		expect(sent.status).toBe(303);
		return new URL(sent.headers.get('location')!);
	};

	test.each(['api', 'redirects', 'other-host'] as const)('%s', async (value) => {
		read({ 'finish-address': value });
		const location = await upload();
		const api = new URL(sandbox.skyfish.url);
		expect(location.host === api.host).toBe(value !== 'other-host');
		expect((await fetch(location, { redirect: 'manual' })).status).toBe(
			value === 'redirects' ? 302 : 200,
		);
		// No token is needed on the way.
		const answer = await fetch(location);
		expect(await answer.json()).toEqual({ media_id: expect.any(Number) });
	});
});

test('created-status=ok: what is created answers 200', async () => {
	const create = async (name: string) =>
		await status('POST', '/folder', { name, parent: sandbox.skyfish.rootFolderId });
	expect(await create('One')).toBe(201);
	read({ 'created-status': 'ok' });
	expect(await create('Two')).toBe(200);
});

test('recursive-false=on: any value of recursive is yes', async () => {
	const { skyfish } = sandbox;
	const folder = skyfish.addFolder('Above', skyfish.rootFolderId);
	await skyfish.addMedia({ folderId: skyfish.addFolder('Below', folder) });
	skyfish.refreshIndex();
	const hits = async (more: string) =>
		(await client.get(`/search?folder_ids=${folder}&return_values=title${more}`)).response.hits;
	expect([await hits(''), await hits('&recursive=false'), await hits('&recursive=true')]).toEqual([
		0, 0, 1,
	]);
	read({ 'recursive-false': 'on' });
	expect([await hits(''), await hits('&recursive=false')]).toEqual([0, 1]);
});

test('lists=in-object: lists that no example shows come in an object', async () => {
	const { companyId, userId } = sandbox.skyfish;
	const clique = await client.call('POST', '/clique', { name: 'A', skyfish_id: companyId });
	const paths = {
		[`/clique/${clique.json.id}/member`]: 'members',
		[`/clique/${clique.json.id}/folder`]: 'folders',
		[`/company/${companyId}/folders`]: 'folders',
		[`/user/${userId}/clique`]: 'cliques',
	};
	for (const [path, name] of Object.entries(paths)) {
		sandbox.readings.reset();
		const list = await client.get(path);
		expect(Array.isArray(list)).toBe(true);
		read({ lists: 'in-object' });
		expect(await client.get(path)).toEqual({ [name]: list });
	}
});

test('special-permissions=missing: what needs one is forbidden', async () => {
	read({ 'special-permissions': 'missing' });
	const refused = {
		status: 403,
		json: { message: 'This functionality requires special permission to use' },
	};
	const name = { username: 'somebody@example.com' };
	expect(await client.call('POST', '/authenticate/userpass/reset', name)).toMatchObject(refused);
	expect(await client.call('POST', '/signup', {})).toMatchObject(refused);
	const search = '/search/colourbox/download?q=cat&return_values=title';
	expect(await client.call('GET', search)).toMatchObject(refused);
});

test('media_id and unique_media_id are different numbers, and only the latter names a media item', async () => {
	const id = await sandbox.skyfish.addMedia({ title: 'Two numbers' });
	sandbox.skyfish.refreshIndex();
	const values = 'media_id+unique_media_id+folder_ids+cdn_urls';
	const { response } = await client.get(`/search?q=numbers&return_values=${values}`);
	expect(response.media).toEqual([
		{
			media_id: expect.any(Number),
			unique_media_id: id,
			folder_ids: [sandbox.skyfish.rootFolderId],
			cdn_urls: [],
		},
	]);
	expect(response.media[0].media_id).not.toBe(id);
	expect(await status('GET', `/media/${response.media[0].media_id}`)).toBe(404);
});
