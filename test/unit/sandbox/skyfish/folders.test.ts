import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import type { Json } from '../support';
import { clientOf, readerOf } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;
let top: number;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
beforeEach(() => {
	top = skyfish.addFolder('Top');
});
afterAll(async () => await sandbox.stop());

const status = async (method: string, path: string, body?: unknown) =>
	(await client.call(method, path, body)).status;
const names = async (query = '') =>
	(await client.get(`/folder${query}`)).map(({ name }: Json) => name);

test('the list shows what may be seen, and what may be done', async () => {
	const list = await client.get('/folder');
	const groups = (id: number) => list.find((folder: Json) => folder.id === id)?.permissions.groups;
	expect(list[0]).toEqual({
		created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		company_id: skyfish.companyId,
		parent: null,
		name: 'Products',
		id: skyfish.rootFolderId,
		cover_photo_id: null,
		permissions: { groups: ['READ', 'WRITE', 'ADMIN'] },
	});
	expect(groups(skyfish.readOnlyFolderId)).toEqual(['READ']);
	expect(groups(skyfish.hiddenFolderId)).toBeUndefined();
	expect(groups(skyfish.trashFolderId)).toEqual(['READ', 'WRITE', 'ADMIN', 'PERMANENT', 'TRASH']);
	expect(list.find(({ name }: Json) => name === 'Public').permissions.groups).toEqual([
		'READ',
		'WRITE',
		'PERMANENT',
		'PUBLIC',
	]);
	// Three levels: Products, Shoes, Summer.
	const [products, shoes, summer] = list;
	expect([shoes.parent, summer.parent]).toEqual([products.id, shoes.id]);
});

test('the list is filtered and sorted', async () => {
	const [b, a] = [skyfish.addFolder('B é', top), skyfish.addFolder('a É', top)];
	expect(await names(`?parent=${top}`)).toEqual(['B é', 'a É']);
	expect(await names(`?parent=${top}&sort_by=name`)).toEqual(['a É', 'B é']);
	expect(await names(`?parent=${top}&sort_by=name&sort_order=desc`)).toEqual(['B é', 'a É']);
	expect(await names(`?parent=${top}&sort_by=created&sort_order=asc`)).toEqual(['B é', 'a É']);
	expect(await names(`?id=${a}+${b}`)).toEqual(['B é', 'a É']);
	expect(await names(`?id=${a}%2B${b}&q=a`)).toEqual(['a É']);
	expect(await names(`?parent=${top}&q=${encodeURIComponent('É')}`)).toHaveLength(2);
	expect(await names(`?company_id=${skyfish.companyId}&id=${a}`)).toEqual(['a É']);
	expect(await names()).toContain('Trash');
	expect(await names('?exclude_per_user_system_folders=true')).not.toContain('Trash');
	expect(await status('GET', '/folder?company_id=1')).toBe(403);
	expect(await status('GET', '/folder?id=1,2')).toBe(400);
	expect(await status('GET', '/folder?sort_by=size')).toBe(400);
});

test('a folder is made, read, renamed, moved and deleted', async () => {
	const { status: code, json } = await client.call('POST', '/folder', {
		name: 'New',
		parent: top,
		company_id: skyfish.companyId,
	});
	expect(code).toBe(201);
	expect(json).toEqual({
		created: expect.any(String),
		company_id: skyfish.companyId,
		parent: top,
		name: 'New',
		id: expect.any(Number),
	});
	const path = `/folder/${json.id}`;
	expect(await client.get(path)).toEqual(json);
	const moved = await client.call('POST', path, { name: 'Newer', parent: skyfish.rootFolderId });
	expect([moved.status, moved.json]).toEqual([
		200,
		{ ...json, name: 'Newer', parent: skyfish.rootFolderId },
	]);
	expect(
		(await client.call('POST', path, { name: 'Top now', parent: null })).json.parent,
	).toBeNull();
	expect(await status('GET', path)).toBe(200);
	const deleted = await client.call('DELETE', path);
	expect([deleted.status, deleted.json]).toEqual([200, '']);
	expect(await status('GET', path)).toBe(404);
	expect((await client.call('POST', '/folder', { name: 'Root', parent: null })).json.parent).toBe(
		null,
	);
});

test('folders are refused that make no sense', async () => {
	const below = skyfish.addFolder('Below', top);
	for (const body of [{ parent: top }, { name: ' ', parent: top }, { name: 'A', parent: 'x' }]) {
		expect(await status('POST', '/folder', body)).toBe(400);
		expect(await status('POST', `/folder/${below}`, body)).toBe(400);
	}
	expect(await status('POST', `/folder/${below}`, { name: 'No parent said' })).toBe(400);
	expect(await status('POST', '/folder', { name: 'A', parent: 1 })).toBe(404);
	expect(await status('POST', '/folder', { name: 'A', parent: null, company_id: 1 })).toBe(403);
	expect(await status('POST', `/folder/${top}`, { name: 'Top', parent: below })).toBe(400);
	expect(await status('POST', `/folder/${top}`, { name: 'Top', parent: top })).toBe(400);
});

test('where one may only read, nothing can be changed', async () => {
	const path = `/folder/${skyfish.readOnlyFolderId}`;
	expect(await status('GET', path)).toBe(200);
	expect(await status('POST', path, { name: 'Mine', parent: null })).toBe(403);
	expect(await status('DELETE', path)).toBe(403);
	expect(await status('POST', `${path}/purge`)).toBe(403);
	expect(await status('POST', `${path}/move_to_trash`)).toBe(403);
	expect(await status('PUT', `${path}/tags`, ['a'])).toBe(403);
	const into = { name: 'A', parent: skyfish.readOnlyFolderId };
	expect(await status('POST', '/folder', into)).toBe(403);
	expect(await status('GET', `/folder/${skyfish.hiddenFolderId}`)).toBe(403);
});

test('permanent folders stay, trashcans too', async () => {
	const trash = `/folder/${skyfish.trashFolderId}`;
	expect(await status('DELETE', trash)).toBe(403);
	expect(await status('POST', trash, { name: 'Bin', parent: null })).toBe(403);
	expect(await status('POST', `${trash}/move_to_trash`)).toBe(403);
});

describe('folders hold pointers', () => {
	const groups = async (id: number) =>
		(await client.get(`/media/${id}/folders`)).map(({ group_id }: Json) => group_id);

	test('a media can be in several folders, and goes with the last pointer', async () => {
		const [one, two] = [skyfish.addFolder('One', top), skyfish.addFolder('Two', top)];
		const id = await skyfish.addMedia({ folderId: one });
		expect(await client.get(`/media/${id}/folders`)).toEqual([
			{ group_id: one, status: 'RELEASED' },
		]);
		expect(await status('POST', `/media/${id}/folder/${two}`)).toBe(200);
		expect(await status('POST', `/media/${id}/folder/${two}`)).toBe(200);
		expect(await groups(id)).toEqual([one, two]);
		expect(await client.found(`folder_ids=${two}`)).toEqual([id]);
		expect(await status('DELETE', `/media/${id}/folder/${one}`)).toBe(200);
		expect(await status('DELETE', `/media/${id}/folder/${one}`)).toBe(404);
		expect(await groups(id)).toEqual([two]);
		const { url } = await client.get(`/media/${id}/download_location`);
		expect(await status('DELETE', `/media/${id}/folder/${two}`)).toBe(200);
		expect(skyfish.media(id)).toBeUndefined();
		expect(await status('GET', `/media/${id}`)).toBe(404);
		expect((await fetch(url)).status).toBe(404);
		expect(await client.found(`folder_ids=${two}`)).toEqual([]);
		// Copying it changed nothing about the media itself.
		const copy = await skyfish.addMedia({ folderId: one });
		await client.call('POST', `/media/${copy}/folder/${two}`);
		expect(skyfish.media(copy)?.version).toBe(1);
	});

	test('a media is moved', async () => {
		const [from, to] = [skyfish.addFolder('From', top), skyfish.addFolder('To', top)];
		const id = await skyfish.addMedia({ folderId: from });
		const move = `/media/${id}/move`;
		expect(await status('POST', move, { from: to, to: from })).toBe(404);
		expect(await status('POST', move, { from })).toBe(400);
		expect(await status('POST', move, { from, to: skyfish.readOnlyFolderId })).toBe(403);
		expect(await status('POST', move, { from, to })).toBe(200);
		expect(await groups(id)).toEqual([to]);
		expect(await status('POST', move, { from: to, to })).toBe(200);
		expect(await groups(id)).toEqual([to]);
	});

	test('all folders of a media are set at once; folders one may not see stay', async () => {
		const [one, two] = [skyfish.addFolder('One', top), skyfish.addFolder('Two', top)];
		const id = await skyfish.addMedia({ folderId: one });
		const path = `/media/${id}/folders`;
		expect(await status('POST', path, [{ group_id: two, status: 'RELEASED' }])).toBe(200);
		expect(await groups(id)).toEqual([two]);
		expect(await status('POST', path, [{ group_id: one }, { group_id: two }])).toBe(200);
		expect(await groups(id)).toEqual([one, two]);
		const readOnly = { group_id: skyfish.readOnlyFolderId };
		expect(await status('POST', path, [readOnly])).toBe(403);
		expect(await status('POST', path, [{ group_id: 1 }])).toBe(404);
		expect(await status('POST', path, [{ group_id: one, status: 'DRAFT' }])).toBe(400);
		expect(await status('POST', path, { group_id: one })).toBe(400);
		expect(await groups(id)).toEqual([one, two]);
		expect(await status('POST', path, [])).toBe(200);
		expect(skyfish.media(id)).toBeUndefined();
	});

	test('deleting a folder deletes everything below that is nowhere else', async () => {
		const deep = skyfish.addFolder('Deep', skyfish.addFolder('Middle', top));
		const elsewhere = skyfish.addFolder('Elsewhere');
		const [lost, kept] = [
			await skyfish.addMedia({ folderId: deep }),
			await skyfish.addMedia({ folderId: deep }),
		];
		await client.call('POST', `/media/${kept}/folder/${elsewhere}`);
		expect(await status('DELETE', `/folder/${top}`)).toBe(200);
		expect(await status('GET', `/folder/${deep}`)).toBe(404);
		expect(skyfish.media(lost)).toBeUndefined();
		expect(skyfish.media(kept)?.folderIds).toEqual([elsewhere]);
	});

	test('purging a folder leaves it empty', async () => {
		const deep = skyfish.addFolder('Deep', top);
		const media = [
			await skyfish.addMedia({ folderId: top }),
			await skyfish.addMedia({ folderId: deep }),
		];
		expect(await status('POST', `/folder/${top}/purge`)).toBe(200);
		expect(await status('GET', `/folder/${top}`)).toBe(200);
		expect(await status('GET', `/folder/${deep}`)).toBe(404);
		for (const id of media) expect(skyfish.media(id)).toBeUndefined();
	});
});

describe('the trashcan', () => {
	test('media go there, and out of there for good', async () => {
		const { trashFolderId } = skyfish;
		const id = await skyfish.addMedia({ folderId: top, title: 'Thrown away' });
		const kept = await skyfish.addMedia({ folderId: top });
		expect(await status('POST', `/media/${id}/folder/${top}/move_to_trash`)).toBe(200);
		expect(skyfish.media(id)?.folderIds).toEqual([trashFolderId]);
		expect(await client.found('q=thrown')).toEqual([]);
		expect(await client.found(`folder_ids=${trashFolderId}`)).toEqual([id]);
		await client.call('POST', `/media/${kept}/folder/${trashFolderId}`);
		for (const one of [id, kept]) {
			const path = `/media/${one}/folder/${trashFolderId}/move_to_trash`;
			expect(await status('POST', path)).toBe(200);
		}
		expect(skyfish.media(id)).toBeUndefined();
		expect(skyfish.media(kept)?.folderIds).toEqual([top]);
	});

	test('folders go there with what they hold, and nobody else sees them', async () => {
		const folder = skyfish.addFolder('Old', skyfish.rootFolderId);
		const id = await skyfish.addMedia({ folderId: folder });
		const reader = await readerOf(skyfish);
		expect((await reader.call('GET', `/media/${id}`)).status).toBe(200);
		expect(await status('POST', `/folder/${folder}/move_to_trash`)).toBe(200);
		expect((await client.get(`/folder/${folder}`)).parent).toBe(skyfish.trashFolderId);
		expect((await reader.call('GET', `/media/${id}`)).status).toBe(403);
		expect((await reader.call('GET', `/folder/${skyfish.trashFolderId}`)).status).toBe(403);
		expect(await status('POST', `/media/${id}/folder/${folder}/move_to_trash`)).toBe(200);
		expect(skyfish.media(id)).toBeUndefined();
		expect(await status('POST', `/folder/${folder}/move_to_trash`)).toBe(200);
		expect(await status('GET', `/folder/${folder}`)).toBe(404);
	});

	test('it is emptied by purging it', async () => {
		const id = await skyfish.addMedia({ folderId: skyfish.trashFolderId });
		skyfish.addFolder('Old', skyfish.trashFolderId);
		expect(await status('POST', `/folder/${skyfish.trashFolderId}/purge`)).toBe(200);
		expect(skyfish.media(id)).toBeUndefined();
		expect(await names(`?parent=${skyfish.trashFolderId}`)).toEqual([]);
	});
});

test('tags of folders are inherited by the files below', async () => {
	const below = skyfish.addFolder('Below', top);
	const id = await skyfish.addMedia({ folderId: below });
	const tagsOf = async () =>
		(await client.get(`/search?unique_media_id=${id}&return_values=folder_tags`)).response.media[0]
			.folder_tags;
	const path = `/folder/${top}/tags`;
	expect(await client.get(path)).toEqual([]);
	expect(await status('PUT', path, ['summer', 'sale'])).toBe(200);
	expect(await status('PUT', path, ['sale', '2030'])).toBe(200);
	expect(await status('PUT', `/folder/${below}/tags`, ['shoes'])).toBe(200);
	expect(await client.get(path)).toEqual(['summer', 'sale', '2030']);
	expect(await tagsOf()).toEqual(['shoes', 'summer', 'sale', '2030']);
	expect(await status('DELETE', path, ['sale', 'never'])).toBe(200);
	expect(await client.get(path)).toEqual(['summer', '2030']);
	await client.call('POST', `/folder/${below}`, { name: 'Below', parent: skyfish.rootFolderId });
	expect(await tagsOf()).toEqual(['shoes']);
	expect(await status('DELETE', `/folder/${below}/tags/purge`)).toBe(200);
	expect(await tagsOf()).toEqual([]);
	expect(await status('PUT', path, { tags: ['a'] })).toBe(400);
	expect(await status('PUT', path, [1])).toBe(400);
});
