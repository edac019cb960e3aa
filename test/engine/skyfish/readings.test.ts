/** The node under each reading of Skyfish's document: it works, or says which field settles it. */
import '../../support/shorterWaits';
import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { valuesOf } from '../../../sandbox/readings/points';
import { startSandbox, type ChosenReadings, type Sandbox } from '../../../sandbox/index';
import { byId } from '../support/brightRiver';
import { itemWithFile, photo } from '../support/photos';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ manual: true })));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.readings.reset();
	sandbox.skyfish.clearRequests();
});

function read(readings: ChosenReadings): void {
	for (const [name, value] of Object.entries(readings)) sandbox.readings.set(name, value);
}

const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	input?: INodeExecutionData[],
) =>
	(await skyfish(sandbox, { resource, operation, ...parameters } as never, { input })).map(
		(item) => item.json,
	);

async function said(resource: string, operation: string, parameters: IDataObject): Promise<string> {
	return await run(resource, operation, parameters).then(
		(items) => `gave ${JSON.stringify(items)}`,
		({ message, description }: NodeApiError) => `${message} ${description ?? ''}`,
	);
}

const sent = (method: string, path: RegExp) =>
	sandbox.skyfish.requests.filter((one) => one.method === method && path.test(one.path));

const found = (items: IDataObject[]) => items.map((item) => Number(item.unique_media_id)).sort();

it.each(valuesOf('encoded-plus'))('encoded-plus=%s: IDs as they are typed', async (reading) => {
	read({ 'encoded-plus': reading });
	const [one, other] = ['One', 'Other'].map((name) => sandbox.skyfish.addFolder(name));
	const media = [
		await sandbox.skyfish.addMedia({ folderId: one }),
		await sandbox.skyfish.addMedia({ folderId: other }),
	];
	sandbox.skyfish.refreshIndex();
	for (const between of ['+', ' ', ',', ', ', ' + ']) {
		const folders = await run('folder', 'getAll', { filters: { id: `${one}${between}${other}` } });
		expect(folders.map(({ id }) => id).sort()).toEqual([one, other]);
		const inBoth = { folder_ids: `=${one}${between}${other}` };
		expect(found(await run('search', 'media', inBoth))).toEqual(media);
		const filters = { unique_media_id: media.join(between) };
		expect(found(await run('search', 'media', { filters }))).toEqual(media);
	}
});

describe.each(valuesOf('expiration-keys'))('expiration-keys=%s', (reading) => {
	beforeEach(() => read({ 'expiration-keys': reading }));

	it('a month', async () => {
		const mediaId = byId(await sandbox.skyfish.addMedia());
		const month = { mediaId, expireBy: 'month', year: 2028, month: 2 };
		const [item] = await run('media', 'setExpirationDate', month);
		expect(item).toMatchObject({ success: true, expiration_date: '2028-02-29', verified: true });
		expect(sent('POST', /expiration_date$/)).toHaveLength(1);
	});

	it('a day', async () => {
		const mediaId = byId(await sandbox.skyfish.addMedia());
		const day = { mediaId, expireBy: 'day', expiration_date: '2028-02-10' };
		const words = await said('media', 'setExpirationDate', day);
		expect(words).toMatch(reading === 'any' ? /^gave .*"verified":true/ : /"Expire By" to "Month"/);
		const [date] = await run('media', 'getExpirationDate', { mediaId });
		expect(date.expiration_date).toBe(reading === 'any' ? '2028-02-10' : null);
	});
});

it.each(valuesOf('empty-search'))('empty-search=%s: a search for anything', async (reading) => {
	read({ 'empty-search': reading });
	const media = await sandbox.skyfish.addMedia();
	sandbox.skyfish.refreshIndex();
	const anything = { returnAll: true, return_values: ['unique_media_id'] };
	if (reading === 'all') {
		expect(found(await run('search', 'media', anything))).toContain(media);
	} else {
		const words = await said('search', 'media', anything);
		expect(words).toMatch(/at least one search criterion.*Query.*Folder Names or IDs/);
	}
});

it.each(valuesOf('iptc'))('iptc=%s: metadata of a file that has none', async (reading) => {
	read({ iptc: reading });
	const bare = { content: Buffer.from('no picture'), fileName: 'a.txt' };
	const id = await sandbox.skyfish.addMedia(bare);
	const mediaId = byId(id);
	await run('media', 'getMetadata', { mediaId });
	await run('media', 'addKeywords', { mediaIds: String(id), keywords: ['a', 'b'] });
	await run('media', 'removeKeywords', { mediaIds: String(id), keywords: ['a'] });
	const updateFields = { title: 'T', byline: 'Maker', copyright: 'C' };
	await run('media', 'updateMetadata', { mediaId, updateFields });
	const [metadata] = await run('media', 'getMetadata', { mediaId });
	expect(metadata).toMatchObject({
		title: { en: 'T' },
		keywords: { en: ['b'] },
		iptc: { 'By-line': 'Maker', CopyrightNotice: 'C' },
	});
});

it.each(valuesOf('finish-address'))('finish-address=%s: an upload', async (reading) => {
	read({ 'finish-address': reading });
	const parameters = {
		folderId: byId(sandbox.skyfish.rootFolderId),
		binaryPropertyName: 'data',
		options: { waitForImport: false },
	};
	const input = [itemWithFile(await photo(), 'a.jpg')];
	const [{ mediaId }] = await run('media', 'upload', parameters, input);
	await sandbox.skyfish.finishImports();
	const [media] = await run('media', 'get', { mediaId: byId(mediaId) });
	expect(media.filename).toBe('a.jpg');
	// The token goes to the host of the base URL only, whatever name the other one has for the same machine.
	const own = new URL(sandbox.skyfish.url).host;
	for (const { headers } of sandbox.skyfish.requests) {
		if (headers.host !== own) expect(headers).not.toHaveProperty('authorization');
	}
	const finishing = sent('GET', /^\/upload\//);
	expect(finishing).toHaveLength(reading === 'redirects' ? 2 : 1);
	expect(finishing.some(({ headers }) => headers.host !== own)).toBe(reading === 'other-host');
});

it('an upload that is sent on to an address of the operator', async () => {
	const parameters = {
		folderId: byId(sandbox.skyfish.rootFolderId),
		binaryPropertyName: 'data',
		options: { waitForImport: false, redirectURL: 'https://example.com/uploaded?from=n8n' },
	};
	const input = [itemWithFile(await photo(), 'a.jpg')];
	for (const reading of valuesOf('finish-address')) {
		read({ 'finish-address': reading });
		const [{ mediaId }] = await run('media', 'upload', parameters, input);
		await sandbox.skyfish.finishImports();
		const [media] = await run('media', 'get', { mediaId: byId(mediaId) });
		expect(media.filename).toBe('a.jpg');
	}
});

it.each(valuesOf('created-status'))('created-status=%s: what is created', async (reading) => {
	read({ 'created-status': reading });
	const { rootFolderId, companyId, readerId, userId } = sandbox.skyfish;
	const [folder] = await run('folder', 'create', { name: 'New', parent: byId(rootFolderId) });
	expect(folder).toMatchObject({ name: 'New', parent: rootFolderId });
	const [clique] = await run('clique', 'create', { name: 'New', skyfish_id: companyId });
	const cliqueId = byId(clique.id);
	const [member] = await run('clique', 'addMember', { cliqueId, userId: byId(readerId) });
	expect(member).toMatchObject({ success: true, userId: readerId, user_id: readerId });
	const rights = { cliqueId, folderId: byId(folder.id), access: 'WRITE', upload: true };
	const [access] = await run('clique', 'addFolder', rights);
	expect(access).toMatchObject({ success: true, folder_id: folder.id, access: 'WRITE' });
	const image = { userId: byId(userId), binaryPropertyName: 'data' };
	const input = [itemWithFile(await photo(), 'me.jpg')];
	expect(await run('user', 'setProfileImage', image, input)).toMatchObject([{ success: true }]);
	const [renamed] = await run('clique', 'update', { cliqueId, name: 'Renamed' });
	expect(renamed).toMatchObject({ name: 'Renamed', skyfish_id: companyId });
});

it.each(valuesOf('recursive-false'))(
	'recursive-false=%s: with and without subfolders',
	async (reading) => {
		read({ 'recursive-false': reading });
		const parent = sandbox.skyfish.addFolder('Parent');
		const [child] = await run('folder', 'create', { name: 'Child', parent: byId(parent) });
		const above = await sandbox.skyfish.addMedia({ folderId: parent });
		const below = await sandbox.skyfish.addMedia({ folderId: Number(child.id) });
		sandbox.skyfish.refreshIndex();
		const search = async (recursive: boolean) =>
			found(await run('search', 'media', { folder_ids: [parent], recursive }));
		expect(await search(false)).toEqual([above]);
		expect(await search(true)).toEqual([above, below]);
	},
);

it.each(valuesOf('lists'))('lists=%s: lists that no example shows', async (reading) => {
	read({ lists: reading });
	const { companyId, readerId, userId } = sandbox.skyfish;
	const [clique] = await run('clique', 'create', { name: 'Lists', skyfish_id: companyId });
	const cliqueId = byId(clique.id);
	const folderId = byId(sandbox.skyfish.addFolder('Lists'));
	await run('clique', 'addMember', { cliqueId, userId: byId(readerId) });
	await run('clique', 'addFolder', { cliqueId, folderId, access: 'READ' });
	expect(await run('clique', 'getMembers', { cliqueId })).toMatchObject([{ user_id: readerId }]);
	expect(await run('clique', 'getFolders', { cliqueId })).toHaveLength(1);
	const cliques = await run('user', 'getCliques', { userId: byId(readerId) });
	expect(cliques.map(({ id }) => id)).toContain(clique.id);
	const folders = await run('company', 'getFolders', { companyId: byId(companyId), limit: 2 });
	expect(folders).toHaveLength(2);
	expect(await run('user', 'getFolders', { userId: byId(userId) })).not.toEqual([]);
});

it('special-permissions=missing: what only Skyfish can grant', async () => {
	read({ 'special-permissions': 'missing' });
	const signUp = { name: 'A', email: 'a@example.com', password: 'Long-password-1' };
	for (const [resource, operation, parameters] of [
		['account', 'requestPasswordReset', { username: 'name@example.com' }],
		['account', 'signUp', { ...signUp, locale: 'en-US' }],
		['search', 'colourboxDownloads', { q: 'cat' }],
	] as const) {
		const words = await said(resource, operation, parameters);
		expect(words).toMatch(/^Skyfish does not allow.*sales department.*Skyfish says: /);
	}
});

it('a folder, asked for directly', async () => {
	const folder = sandbox.skyfish.addFolder('Direct');
	await sandbox.skyfish.addMedia({ folderId: folder, content: await photo() });
	const direct = { folderId: byId(folder), binaryPropertyName: 'data' };
	const [item] = await run('folder', 'download', { ...direct, options: { method: 'direct' } });
	expect(item).toMatchObject({ folderId: folder, fileName: `folder-${folder}.zip` });
	expect(Number(item.fileSize)).toBeGreaterThan(100);
});
