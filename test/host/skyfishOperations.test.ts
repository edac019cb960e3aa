import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { byId, Operations } from './support/operations.ts';
import { fileIn } from './support/runNode.ts';
import { skyfishCredentialData } from '../../tools/world/skyfishCredential.ts';

let world: HostWorld;
let skyfish: Operations;
let photo: Buffer;

beforeAll(async () => {
	world = await startHostWorld({
		sandbox: { manual: false, skyfishImportMs: 50, skyfishZipMs: 50 },
	});
	const data = skyfishCredentialData(world.sandbox);
	const saved = await world.rest.createCredential({ name: 'Skyfish', type: 'skyfishApi', data });
	const credentials = { skyfishApi: { id: saved.id, name: saved.name } };
	skyfish = new Operations(world, { type: 'skyfish', credentials });
	const [sample] = await makeSamplePhotos(join(world.folder, 'originals'));
	photo = readFileSync(sample.path);
}, startingMs);

afterAll(async () => await world?.stop());

const fileInput = (fileName: string) => [
	{ files: { data: { fileName, mimeType: 'image/jpeg', content: photo } } },
];

async function newFolder(name: string): Promise<number> {
	const parent = byId(world.sandbox.skyfish.rootFolderId);
	return Number((await skyfish.run('folder', 'create', { name, parent }))[0].json.id);
}

async function upload(folder: number, fileName: string, options = {}): Promise<number> {
	const parameters = { folderId: byId(folder), binaryPropertyName: 'data', options };
	const [{ json }] = await skyfish.run('media', 'upload', parameters, fileInput(fileName));
	return Number(json.mediaId);
}

test('the credential test signs in for real', async () => {
	const testOf = async (change: object) => {
		const data = { ...skyfishCredentialData(world.sandbox), ...change };
		return await world.rest.saveAndTestCredential({
			name: 'Skyfish to test',
			type: 'skyfishApi',
			data,
		});
	};
	expect(await testOf({})).toMatchObject({ status: 'OK' });
	const wrong = await testOf({ password: 'wrong' });
	expect(wrong.status).toBe('Error');
	expect(wrong.message).toContain('Skyfish did not accept the sign-in');
}, 60_000);

test('media operations', async () => {
	const { skyfish: sandbox } = world.sandbox;
	const [folder, other] = [await newFolder('Host'), await newFolder('Other')];
	const media = await upload(folder, 'Schuh ß.jpg', { title: 'Shoe', keywords: ['red'] });
	const mediaId = byId(media);
	const inFolder = { mediaId, folderId: byId(folder) };

	expect((await skyfish.run('media', 'get', { mediaId }))[0].json.filename).toBe('Schuh ß.jpg');
	await skyfish.run('media', 'updateMetadata', { mediaId, updateFields: { description: 'Red' } });
	await skyfish.run('media', 'addKeywords', { mediaIds: String(media), keywords: ['shoe'] });
	await skyfish.run('media', 'removeKeywords', { mediaIds: String(media), keywords: ['red'] });
	const [metadata] = await skyfish.run('media', 'getMetadata', { mediaId });
	expect(metadata.json).toMatchObject({
		title: { en: 'Shoe' },
		description: { en: 'Red' },
		keywords: { en: ['shoe'] },
	});

	const month = { mediaId, expireBy: 'month', year: 2030, month: 2 };
	await skyfish.run('media', 'setExpirationDate', month);
	const [date] = await skyfish.run('media', 'getExpirationDate', { mediaId });
	expect(date.json.expiration_date).toBe('2030-02-28');
	const day = { expireBy: 'day', expiration_date: '={{ new Date(Date.UTC(2030, 2, 1, 12)) }}' };
	const [set] = await skyfish.run('media', 'setExpirationDate', { mediaId, ...day });
	expect(set.json.expiration_date).toBe('2030-03-01');
	await skyfish.run('media', 'removeExpirationDate', { mediaId });

	await skyfish.run('media', 'copyToFolder', { mediaId, folderId: byId(other) });
	expect(await skyfish.run('media', 'getFolders', { mediaId })).toHaveLength(2);
	await skyfish.run('media', 'removeFromFolder', inFolder);
	const move = { mediaId, fromFolderId: byId(other), toFolderId: byId(folder) };
	await skyfish.run('media', 'move', move);
	await skyfish.run('media', 'setFolders', { mediaId, folderIds: [folder] });
	const [version] = await skyfish.run('media', 'getVersion', { mediaId });
	expect(Number(version.json.version)).toBeGreaterThan(1);
	await skyfish.run('media', 'getTags', { mediaId });

	const [small] = await skyfish.run('media', 'download', {
		mediaId,
		size: '200px',
		binaryPropertyName: 'data',
	});
	expect((await sharp(await fileIn(world, small)).metadata()).width).toBe(200);
	const [{ json }] = await skyfish.run('media', 'getDownloadUrl', { mediaId });
	expect(String(json.url)).toContain(sandbox.storageUrl);
	const fromUrl = { fileSource: 'url', url: json.url, options: { fileName: 'copy.jpg' } };
	const [copy] = await skyfish.run('media', 'upload', { folderId: byId(other), ...fromUrl });
	expect(copy.json).toMatchObject({ fileName: 'copy.jpg', imported: true });
	const content = { fileName: '', mimeType: 'image/jpeg', content: photo };
	const several = [{ files: { front: content, back: content } }];
	const both = await skyfish.run('media', 'upload', { folderId: byId(other) }, several);
	expect(both.map(({ json: one }) => one.fileName)).toEqual(['photo-1.jpg', 'photo-2.jpg']);

	sandbox.refreshIndex();
	const query = { q: 'shoe', folder_ids: [folder] };
	const found = [
		...(await skyfish.run('search', 'media', query)),
		...(await skyfish.run('media', 'getMany', query)),
	];
	expect(found.map(({ json: one }) => Number(one.unique_media_id))).toEqual([media, media]);
	await skyfish.run('search', 'colourboxDownloads', { q: 'cat' });
	await skyfish.run('media', 'moveToTrash', inFolder);
}, 120_000);

test('streams and CDN links', async () => {
	const { rootFolderId: folder, companyId } = world.sandbox.skyfish;
	const parameters = { folderId: byId(folder), binaryPropertyName: 'data' };
	const video = { fileName: 'clip.mp4', mimeType: 'video/mp4', content: Buffer.from('a video') };
	const [{ json }] = await skyfish.run('media', 'upload', parameters, [{ files: { data: video } }]);
	const mediaId = byId(json.mediaId);
	await skyfish.run('media', 'createStream', { mediaId });
	// It takes the sandbox as long as an import.
	world.sandbox.skyfish.setClockOffset(1_000);
	const [stream] = await skyfish.run('media', 'getStreamUrl', { mediaId });
	world.sandbox.skyfish.setClockOffset(0);
	expect(stream.json.Stream).toMatch(/^https:/);
	const company = { companyId: byId(companyId) };
	const [alias] = await skyfish.run('company', 'getCdnAliases', company);
	expect(alias.json.folder_id).toBe(folder);
	const [old, wanted] = [await upload(folder, 'old.jpg'), await upload(folder, 'new.jpg')];
	const files = { mediaId: byId(old), newMediaId: byId(wanted) };
	await skyfish.run('media', 'replaceCdnFile', { ...company, ...files, folderId: byId(folder) });
	expect(world.sandbox.skyfish.media(old)).toBeUndefined();
}, 120_000);

test('folder operations', async () => {
	const folder = await newFolder('Folders');
	const folderId = byId(folder);
	await upload(folder, 'zip.jpg');
	await skyfish.run('folder', 'update', { folderId, updateFields: { name: 'Renamed' } });
	expect((await skyfish.run('folder', 'get', { folderId }))[0].json.name).toBe('Renamed');
	const all = await skyfish.run('folder', 'getAll', { returnAll: true });
	expect(all.map(({ json }) => json.id)).toContain(folder);
	await skyfish.run('folder', 'addTags', { folderId, tags: ['one', 'two'] });
	await skyfish.run('folder', 'removeTags', { folderId, tags: ['one'] });
	expect(await skyfish.run('folder', 'getTags', { folderId })).toHaveLength(1);
	await skyfish.run('folder', 'removeAllTags', { folderId });
	expect(await skyfish.run('folder', 'getTags', { folderId })).toEqual([]);
	const [zip] = await skyfish.run('folder', 'download', { folderId, binaryPropertyName: 'data' });
	expect((await fileIn(world, zip)).subarray(0, 2).toString()).toBe('PK');
	await skyfish.run('folder', 'purge', { folderId });
	await skyfish.run('folder', 'moveToTrash', { folderId });
	await skyfish.run('folder', 'delete', { folderId: byId(await newFolder('Gone')) });
}, 120_000);

test('clique, company, user and account operations', async () => {
	const { companyId: company, userId: user, readerId } = world.sandbox.skyfish;
	const [companyId, userId] = [byId(company), byId(user)];
	const clique = { name: 'Host clique', skyfish_id: company };
	const [{ json }] = await skyfish.run('clique', 'create', clique);
	const cliqueId = byId(json.id);
	await skyfish.run('clique', 'update', { ...clique, cliqueId, name: 'Renamed' });
	const names = (await skyfish.run('clique', 'getAll', { returnAll: true })).map(
		(item) => item.json.name,
	);
	expect(names).toContain('Renamed');
	await skyfish.run('clique', 'addMember', { cliqueId, userId: byId(readerId) });
	expect(await skyfish.run('clique', 'getMembers', { cliqueId })).toHaveLength(1);
	await skyfish.run('clique', 'removeMember', { cliqueId, userId: byId(readerId) });
	const folder = { cliqueId, folderId: byId(await newFolder('Clique')) };
	await skyfish.run('clique', 'addFolder', { ...folder, access: 'READ' });
	expect(await skyfish.run('clique', 'getFolders', { cliqueId })).toHaveLength(1);
	await skyfish.run('clique', 'removeFolder', folder);
	await skyfish.run('clique', 'delete', { cliqueId });

	for (const operation of ['getUsers', 'getFolders', 'getApiEndpoint', 'getDiskUsage']) {
		expect(await skyfish.run('company', operation, { companyId })).not.toEqual([]);
	}
	const [key] = await skyfish.run('company', 'getApiKeys', { companyId });
	expect(key.json.secret).toBe('********');
	for (const operation of ['getFolders', 'getDiskUsage', 'getCliques']) {
		await skyfish.run('user', operation, { userId });
	}
	const picture = { userId, binaryPropertyName: 'data' };
	await skyfish.run('user', 'setProfileImage', picture, fileInput('me.jpg'));
	const [image] = await skyfish.run('user', 'getProfileImage', { ...picture, size: 'medium' });
	expect((await sharp(await fileIn(world, image)).metadata()).width).toBe(50);

	const tokenString = '0fe6cb5476f448f78f6ee5cf259f0184a40e9c4b';
	const [token] = await skyfish.run('account', 'validateToken', { tokenString });
	expect(token.json.valid).toBe(false);
	await skyfish.run('account', 'requestPasswordReset', { username: 'name@example.com' });
	await skyfish.run('account', 'signUp', {
		name: 'New Studio',
		email: 'studio@example.com',
		password: 'Long-password-1',
		locale: 'en-US',
	});
}, 120_000);

test('every operation that n8n offers has run', async () => {
	expect(await skyfish.missing()).toEqual([]);
});
