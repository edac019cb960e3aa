import sharp from 'sharp';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import type { Json } from '../support';
import { clientOf, jpeg, readerOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;
let reader: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	[client, reader] = [await clientOf(skyfish), await readerOf(skyfish)];
});
afterAll(async () => await sandbox.stop());

describe('cliques', () => {
	let id: number;

	beforeEach(async () => {
		const body = { name: 'The it crowd', skyfish_id: skyfish.companyId };
		id = (await client.call('POST', '/clique', body)).json.id;
	});

	const call = async (method: string, path: string, body?: unknown) => {
		const { status, json } = await client.call(method, path, body);
		return [status, json];
	};

	test('are made, listed, changed and deleted', async () => {
		const thumbnail_id = await skyfish.addMedia();
		const skyfish_id = skyfish.companyId;
		const clique = { id, name: 'The it crowd', skyfish_id, thumbnail_id: null };
		expect(await client.get('/clique')).toContainEqual(clique);
		expect(await client.get('/clique')).toContainEqual(
			expect.objectContaining({ name: 'Photo team' }),
		);
		const changed = { name: 'Ops', skyfish_id, thumbnail_id };
		expect(await call('POST', `/clique/${id}`, changed)).toEqual([200, { id, ...changed }]);
		const made = await client.call('POST', '/clique', changed);
		expect([made.status, made.json]).toEqual([201, { id: expect.any(Number), ...changed }]);
		for (const body of [{ skyfish_id }, { name: 'A' }]) {
			expect((await call('POST', '/clique', body))[0]).toBe(400);
		}
		expect((await call('POST', '/clique', { name: 'A', skyfish_id: 1 }))[0]).toBe(403);
		const missing = { name: 'A', skyfish_id, thumbnail_id: 1 };
		expect((await call('POST', '/clique', missing))[0]).toBe(404);
		expect(await call('DELETE', `/clique/${id}`)).toEqual([200, '']);
		expect((await call('GET', `/clique/${id}/member`))[0]).toBe(404);
	});

	test('give their members access to their folders', async () => {
		const folder = skyfish.addFolder('For the clique');
		const below = skyfish.addFolder('Below', folder);
		const groups = async () =>
			(await reader.get('/folder'))
				.filter((one: Json) => [folder, below].includes(one.id))
				.map((one: Json) => one.permissions.groups);
		const [member, entry] = [`/clique/${id}/member`, `/clique/${id}/folder`];
		const membership = { clique_id: id, user_id: skyfish.readerId };
		expect(await call('POST', `${member}/${skyfish.readerId}`)).toEqual([201, membership]);
		expect(await client.get(member)).toEqual([membership]);
		expect(await groups()).toEqual([]);
		const read = { clique_id: id, folder_id: folder, access: 'READ', upload: false };
		expect(await call('POST', `${entry}/${folder}`, { access: 'READ' })).toEqual([201, read]);
		expect(await client.get(entry)).toEqual([read]);
		expect(await groups()).toEqual([['READ'], ['READ']]);
		await call('POST', `${entry}/${folder}`, { access: 'READ', upload: true });
		expect(await groups()).toEqual([
			['READ', 'WRITE'],
			['READ', 'WRITE'],
		]);
		await call('POST', `${entry}/${below}`, { access: 'READ' });
		expect(await groups()).toEqual([['READ', 'WRITE'], ['READ']]);
		expect((await reader.call('POST', '/upload/register', { folder })).status).toBe(200);
		expect((await reader.call('POST', '/upload/register', { folder: below })).status).toBe(403);
		expect(await reader.get(`/user/${skyfish.readerId}/clique`)).toContainEqual(
			expect.objectContaining({ id, name: 'The it crowd' }),
		);
		expect(await call('DELETE', `${entry}/${folder}`)).toEqual([200, '']);
		expect(await groups()).toEqual([['READ']]);
		expect(await call('DELETE', `${member}/${skyfish.readerId}`)).toEqual([200, '']);
		expect(await groups()).toEqual([]);
		expect((await call('DELETE', `${member}/${skyfish.readerId}`))[0]).toBe(404);
		expect((await call('DELETE', `${entry}/${folder}`))[0]).toBe(404);
		expect((await call('POST', `${entry}/${folder}`, {}))[0]).toBe(400);
		expect((await call('POST', `${entry}/${folder}`, { access: 'ADMIN' }))[0]).toBe(400);
		expect((await call('POST', `${entry}/1`, { access: 'READ' }))[0]).toBe(404);
		expect((await call('POST', `${member}/1`))[0]).toBe(404);
	});

	test('are for admins only', async () => {
		for (const [method, path] of [
			['GET', '/clique'],
			['POST', '/clique'],
			['DELETE', `/clique/${id}`],
			['GET', `/clique/${id}/member`],
			['POST', `/clique/${id}/folder/${skyfish.rootFolderId}`],
		]) {
			const body = method === 'POST' ? {} : undefined;
			expect((await reader.call(method, path, body)).status).toBe(403);
		}
	});
});

test('a company tells its users, folders, keys, endpoint and disk usage', async () => {
	const company = `/company/${skyfish.companyId}`;
	expect(await client.get(`${company}/users`)).toEqual([
		{
			id: skyfish.userId,
			fullname: 'Sandbox Admin',
			href: `${skyfish.url}/user/${skyfish.userId}`,
		},
		{
			id: skyfish.readerId,
			fullname: 'Sandbox Reader',
			href: `${skyfish.url}/user/${skyfish.readerId}`,
		},
	]);
	const folders = await client.get(`${company}/folders`);
	const names = folders.map(({ name }: Json) => name);
	expect(names).toEqual(expect.arrayContaining(['Products', 'Notes of the reader']));
	expect(names).not.toContain('Trash');
	expect((await client.get(`${company}/apikeys`))[0]).toEqual({
		id: 56,
		key: skyfish.apiKey,
		secret: skyfish.apiSecret,
		companyId: skyfish.companyId,
	});
	const host = new URL(skyfish.url).host;
	expect(await client.get(`${company}/apiendpoint`)).toEqual({ protocol: 'http', host });
	const before = await client.get(`${company}/diskusage`);
	const size = 1234;
	await skyfish.addMedia({ fileName: 'a.txt', content: Buffer.alloc(size) });
	const after = await client.get(`${company}/diskusage`);
	expect(after).toEqual({ used: before.used + size, max: expect.any(Number) });
	expect(await client.get(`/user/${skyfish.userId}/diskusage`)).toEqual([
		{ company_id: skyfish.companyId, diskusage: after.used },
	]);
	expect(await reader.get(`/user/${skyfish.readerId}/diskusage`)).toEqual([
		{ company_id: skyfish.companyId, diskusage: 0 },
	]);
	expect((await reader.call('GET', `${company}/users`)).status).toBe(200);
	expect((await reader.call('GET', `${company}/apikeys`)).status).toBe(403);
	expect((await reader.call('GET', `${company}/folders`)).status).toBe(403);
	expect((await client.call('GET', '/company/1/users')).status).toBe(404);
});

test("a user's folders, with ids as texts", async () => {
	const folders = await client.get(`/user/${skyfish.readerId}/folders`);
	expect(folders).toContainEqual({
		id: String(skyfish.rootFolderId + 1),
		name: 'Shoes',
		parent: String(skyfish.rootFolderId),
		company_id: String(skyfish.companyId),
		created: expect.any(String),
		permissions: { groups: ['READ'] },
	});
	expect(await reader.get(`/user/${skyfish.readerId}/folders`)).toEqual(folders);
	expect((await reader.call('GET', `/user/${skyfish.userId}/folders`)).status).toBe(403);
	expect((await client.call('GET', '/user/1/folders')).status).toBe(404);
});

test('a profile image comes in four sizes, drawn or uploaded', async () => {
	const path = `/user/${skyfish.userId}/profileimage`;
	const image = async (size = '') => {
		const { headers } = client;
		const response = await fetch(`${skyfish.url}${path}${size}`, { headers });
		expect(response.status).toBe(200);
		const bytes = Buffer.from(await response.arrayBuffer());
		const { width, height } = await sharp(bytes).metadata();
		const name = response.headers.get('content-disposition');
		return { bytes, name, facts: [width, height, response.headers.get('content-type')] };
	};
	expect((await image()).facts).toEqual([25, 25, 'image/jpeg']);
	const original = await sharp(await jpeg(300, 200))
		.png()
		.toBuffer();
	const form = new FormData();
	form.append('file', new Blob([original as Uint8Array<ArrayBuffer>]), 'me.png');
	const send = async (body: FormData | string) =>
		(await fetch(skyfish.url + path, { method: 'POST', headers: client.headers, body })).status;
	expect(await send(form)).toBe(201);
	expect((await image()).name).toContain(`"small_${skyfish.userId}.jpg"`);
	expect((await image('/small')).facts).toEqual([25, 25, 'image/jpeg']);
	expect((await image('/medium')).facts).toEqual([50, 50, 'image/jpeg']);
	expect((await image('/large')).facts).toEqual([100, 100, 'image/jpeg']);
	const uploaded = await image('/original');
	expect(uploaded.facts).toEqual([300, 200, 'image/png']);
	expect(uploaded.bytes.equals(original)).toBe(true);
	expect((await client.call('GET', `${path}/huge`)).status).toBe(404);
	expect((await reader.call('GET', `${path}`)).status).toBe(200);

	expect(await send('{}')).toBe(400);
	const wrong = new FormData();
	wrong.append('image', new Blob(['x']), 'me.png');
	expect(await send(wrong)).toBe(400);
	const text = new FormData();
	text.append('file', new Blob(['no image']), 'me.png');
	expect(await send(text)).toBe(400);
	expect((await image('/original')).bytes.equals(original)).toBe(true);
	const foreign = await fetch(skyfish.url + path, { method: 'POST', ...reader, body: form });
	expect(foreign.status).toBe(403);
});
