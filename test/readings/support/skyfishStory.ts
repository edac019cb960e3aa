import sharp from 'sharp';
import { contentOf } from '../../engine/support/binary';
import { byId } from '../../engine/support/brightRiver';
import { photo } from '../../engine/support/photos';
import { PolledTrigger } from '../../engine/support/poll';
import type { Runner } from './runner';

const locator = (id: unknown) => byId(id) as object;

async function newFolder(runner: Runner, name: string): Promise<number> {
	const parent = byId(runner.sandbox.skyfish.rootFolderId);
	return Number((await runner.run('folder', 'create', { name, parent }))[0].json.id);
}

/** Uploads a photo and waits until it is imported. @returns the number that the node's operations take */
async function upload(runner: Runner, folder: number, name: string, options = {}) {
	const content = name.endsWith('.mp4') ? Buffer.from('a video') : await photo();
	const file = { name, content };
	const parameters = { folderId: byId(folder), binaryPropertyName: 'data', options };
	const [{ json }] = await runner.run('media', 'upload', parameters, file);
	return Number(json.mediaId);
}

/** Every operation of the node, with what must be true of each whatever the documents leave open. */
export async function useEveryOperation(runner: Runner): Promise<void> {
	await useMedia(runner);
	await usePublicLinks(runner);
	await useFolders(runner);
	await usePeople(runner);
}

async function useMedia(runner: Runner): Promise<void> {
	const { skyfish } = runner.sandbox;
	const [folder, other] = [await newFolder(runner, 'Shoes'), await newFolder(runner, 'Other')];
	const bare = await upload(runner, folder, 'bare.jpg');
	expect((await runner.run('media', 'getMetadata', { mediaId: byId(bare) }))[0].json).toBeDefined();
	const about = { title: 'Shoe', keywords: ['red'] };
	const media = await upload(runner, folder, 'Schuh ß.jpg', about);
	const mediaId = byId(media);
	const inFolder = { mediaId, folderId: byId(folder) };

	expect((await runner.run('media', 'get', { mediaId }))[0].json.filename).toBe('Schuh ß.jpg');
	const description = { updateFields: { description: 'Red' } };
	await runner.run('media', 'updateMetadata', { mediaId, ...description });
	const keywords = { mediaIds: String(media), keywords: ['shoe'] };
	await runner.run('media', 'addKeywords', keywords);
	await runner.run('media', 'removeKeywords', { ...keywords, keywords: ['red'] });
	const [metadata] = await runner.run('media', 'getMetadata', { mediaId });
	expect(metadata.json).toMatchObject({
		title: { en: 'Shoe' },
		description: { en: 'Red' },
		keywords: { en: ['shoe'] },
	});

	const month = { mediaId, expireBy: 'month', year: 2030, month: 2 };
	await runner.run('media', 'setExpirationDate', month);
	const [date] = await runner.run('media', 'getExpirationDate', { mediaId });
	expect(String(date.json.expiration_date)).toMatch(/^2030-02/);
	await runner.run('media', 'removeExpirationDate', { mediaId });

	await runner.run('media', 'copyToFolder', { mediaId, folderId: byId(other) });
	expect(await runner.run('media', 'getFolders', { mediaId })).toHaveLength(2);
	await runner.run('media', 'removeFromFolder', inFolder);
	const move = { mediaId, fromFolderId: byId(other), toFolderId: byId(folder) };
	await runner.run('media', 'move', move);
	await runner.run('media', 'setFolders', { mediaId, folderIds: [folder] });
	const [version] = await runner.run('media', 'getVersion', { mediaId });
	expect(Number(version.json.version)).toBeGreaterThan(1);
	await runner.run('media', 'getTags', { mediaId });

	const small = { mediaId, size: '200px', binaryPropertyName: 'data' };
	const [downloaded] = await runner.run('media', 'download', small);
	const picture = await contentOf(downloaded.binary?.data);
	expect((await sharp(picture).metadata()).width).toBe(200);
	const [{ json }] = await runner.run('media', 'getDownloadUrl', { mediaId });
	expect(String(json.url)).toContain(skyfish.storageUrl);
	const fromUrl = { fileSource: 'url', url: json.url, options: { fileName: 'copy.jpg' } };
	const [copy] = await runner.run('media', 'upload', { folderId: byId(other), ...fromUrl });
	expect(copy.json.fileName).toBe('copy.jpg');

	skyfish.refreshIndex();
	for (const q of ['shoe', '']) {
		const query = { q, folder_ids: [folder, other], returnAll: true };
		const right = q === '' ? [bare, media, Number(copy.json.mediaId)] : [media];
		for (const [resource, operation] of [
			['search', 'media'],
			['media', 'getMany'],
		]) {
			const found = await runner.run(resource, operation, query);
			const ids = found.map((item) => Number(item.json.unique_media_id));
			expect(ids.sort()).toEqual(right.sort());
		}
	}
	await runner.run('search', 'colourboxDownloads', { q: 'cat' });
	await runner.run('media', 'moveToTrash', inFolder);
}

/** Streams of videos, and links of a content delivery network. */
async function usePublicLinks(runner: Runner): Promise<void> {
	const { skyfish } = runner.sandbox;
	const { rootFolderId: folder, companyId } = skyfish;
	const video = { mediaId: byId(await upload(runner, folder, 'clip.mp4')) };
	await runner.run('media', 'createStream', video);
	skyfish.setClockOffset(1_000);
	const [stream] = await runner.run('media', 'getStreamUrl', video);
	skyfish.setClockOffset(0);
	if (stream) expect(stream.json.Stream).toMatch(/^https:/);

	const [aliases] = await runner.run('company', 'getCdnAliases', { companyId: byId(companyId) });
	if (aliases) expect(aliases.json.folder_id).toBe(folder);
	const [old, replacement] = [
		await upload(runner, folder, 'old.jpg'),
		await upload(runner, folder, 'new.jpg'),
	];
	const files = { mediaId: byId(old), newMediaId: byId(replacement) };
	const link = { companyId: byId(companyId), folderId: byId(folder) };
	const [replaced] = await runner.run('media', 'replaceCdnFile', { ...files, ...link });
	if (replaced) expect(skyfish.media(old)).toBeUndefined();
}

async function useFolders(runner: Runner): Promise<void> {
	const folder = await newFolder(runner, 'Folders');
	const folderId = byId(folder);
	await upload(runner, folder, 'zip.jpg');
	await runner.run('folder', 'update', { folderId, updateFields: { name: 'Renamed' } });
	expect((await runner.run('folder', 'get', { folderId }))[0].json.name).toBe('Renamed');
	const all = await runner.run('folder', 'getAll', { returnAll: true });
	expect(all.map(({ json }) => json.id)).toContain(folder);
	await runner.run('folder', 'addTags', { folderId, tags: ['one', 'two'] });
	await runner.run('folder', 'removeTags', { folderId, tags: ['one'] });
	expect(await runner.run('folder', 'getTags', { folderId })).toHaveLength(1);
	await runner.run('folder', 'removeAllTags', { folderId });
	expect(await runner.run('folder', 'getTags', { folderId })).toEqual([]);
	const zipped = { folderId, binaryPropertyName: 'data' };
	const [zip] = await runner.run('folder', 'download', zipped);
	expect((await contentOf(zip.binary?.data)).subarray(0, 2).toString()).toBe('PK');
	await runner.run('folder', 'purge', { folderId });
	await runner.run('folder', 'moveToTrash', { folderId });
	await runner.run('folder', 'delete', { folderId: byId(await newFolder(runner, 'Gone')) });
}

async function usePeople(runner: Runner): Promise<void> {
	const { companyId: company, userId: user, readerId } = runner.sandbox.skyfish;
	const [companyId, userId] = [byId(company), byId(user)];
	const clique = { name: 'A clique', skyfish_id: company };
	const [{ json }] = await runner.run('clique', 'create', clique);
	const cliqueId = byId(json.id);
	await runner.run('clique', 'update', { ...clique, cliqueId, name: 'Renamed' });
	const cliques = await runner.run('clique', 'getAll', { returnAll: true });
	expect(cliques.map((item) => item.json.name)).toContain('Renamed');
	const member = { cliqueId, userId: byId(readerId) };
	await runner.run('clique', 'addMember', member);
	expect(await runner.run('clique', 'getMembers', { cliqueId })).toHaveLength(1);
	await runner.run('clique', 'removeMember', member);
	const folder = { cliqueId, folderId: byId(await newFolder(runner, 'Clique')) };
	await runner.run('clique', 'addFolder', { ...folder, access: 'READ' });
	expect(await runner.run('clique', 'getFolders', { cliqueId })).toHaveLength(1);
	await runner.run('clique', 'removeFolder', folder);
	await runner.run('clique', 'delete', { cliqueId });

	for (const operation of ['getUsers', 'getFolders', 'getApiEndpoint', 'getDiskUsage']) {
		expect(await runner.run('company', operation, { companyId })).not.toEqual([]);
	}
	const [key] = await runner.run('company', 'getApiKeys', { companyId });
	expect(key.json.secret).toBe('********');
	expect(await runner.run('user', 'getFolders', { userId })).not.toEqual([]);
	await runner.run('user', 'getDiskUsage', { userId });
	await runner.run('user', 'getCliques', { userId });
	const image = { userId, binaryPropertyName: 'data' };
	const me = { name: 'me.jpg', content: await photo() };
	await runner.run('user', 'setProfileImage', image, me);
	const [medium] = await runner.run('user', 'getProfileImage', { ...image, size: 'medium' });
	expect((await sharp(await contentOf(medium.binary?.data)).metadata()).width).toBe(50);

	const tokenString = '0fe6cb5476f448f78f6ee5cf259f0184a40e9c4b';
	const [token] = await runner.run('account', 'validateToken', { tokenString });
	expect(token.json.valid).toBe(false);
	await runner.run('account', 'requestPasswordReset', { username: 'name@example.com' });
	await runner.run('account', 'signUp', {
		name: 'New Studio',
		email: 'studio@example.com',
		password: 'Long-password-1',
		locale: 'en-US',
	});
}

/** One media item from its upload to its last days, watched for each event: each is reported once. */
export async function watchAMediaItem(runner: Runner): Promise<void> {
	const { skyfish } = runner.sandbox;
	const folder = await newFolder(runner, 'Watched');
	const events = [
		'mediaAdded',
		'mediaUpdated',
		'mediaExpiring',
		'mediaEnteredFolder',
		'mediaLeftFolder',
	];
	const triggers = events.map(
		(event) =>
			new PolledTrigger({
				type: 'skyfishTrigger',
				// The last day of a month is at most so far away.
				parameters: { event, folderIds: [folder], withinDays: 31 },
				credentials: runner.credentials(),
			}),
	);
	const reported: string[] = [];
	const poll = async () => {
		skyfish.refreshIndex();
		for (const trigger of triggers) {
			for (const { event, mediaId } of await trigger.poll()) {
				reported.push(`${String(event)} ${String(mediaId)}`);
			}
		}
	};
	await poll();
	const media = await upload(runner, folder, 'watched.jpg');
	await poll();
	await poll();
	// An upload and its import are one piece of news: Media Updated may or may not count them.
	expect(reported).toContain(`mediaAdded ${media}`);
	expect(reported.filter((one) => one === `mediaEnteredFolder ${media}`)).toHaveLength(1);
	reported.length = 0;
	const title = { updateFields: { title: 'Changed' } };
	await runner.run('media', 'updateMetadata', { mediaId: byId(media), ...title });
	await poll();
	await poll();
	expect(reported).toEqual([`mediaUpdated ${media}`]);
	reported.length = 0;
	const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
	const [year, month] = tomorrow.split('-').map(Number);
	// Year and month are there for an operator who has to choose these.
	const date = { expireBy: 'day', expiration_date: tomorrow, year, month };
	await runner.run('media', 'setExpirationDate', { mediaId: byId(media), ...date });
	await poll();
	await poll();
	expect(reported.filter((one) => one === `mediaExpiring ${media}`)).toHaveLength(1);
	reported.length = 0;
	const elsewhere = await newFolder(runner, 'Elsewhere');
	const way = { fromFolderId: byId(folder), toFolderId: byId(elsewhere) };
	await runner.run('media', 'move', { mediaId: byId(media), ...way });
	await poll();
	await poll();
	expect(reported.filter((one) => /Folder/.test(one))).toEqual([`mediaLeftFolder ${media}`]);
	expect(triggers.flatMap((trigger) => trigger.reported)).toEqual([]);
}

/** Photos into a folder and out again, byte for byte. */
export async function keepPhotosThere(runner: Runner): Promise<void> {
	const folder = await newFolder(runner, 'Photos');
	const content = await photo();
	const names = ['one.jpg', 'two.jpg'];
	const files = names.map((name) => ({ name, content }));
	const parameters = { folderId: byId(folder), binaryPropertyName: 'data' };
	const uploaded = await runner.run('media', 'upload', parameters, ...files);
	expect(uploaded).toHaveLength(2);
	for (const { json } of uploaded) {
		const original = { mediaId: locator(json.mediaId), binaryPropertyName: 'data' };
		const [item] = await runner.run('media', 'download', original as never);
		expect((await contentOf(item.binary?.data)).equals(content)).toBe(true);
	}
}
