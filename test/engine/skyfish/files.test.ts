import '../../support/shorterWaits';
import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';
import type { Sandbox } from '../../../sandbox/index';
import { startSandbox } from '../../../sandbox/index';
import { contentOf } from '../support/binary';
import { byId } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile, photo } from '../support/photos';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
let original: Buffer;
beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	original = await photo(1800, 1200);
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.requests.length = 0;
});

const onStorage = () => sandbox.skyfish.requests.filter(({ server }) => server === 'storage');

/** Finishes imports (or ZIP files) again and again until `done`, as the service does by itself. */
async function meanwhile<T>(work: Promise<T>, finish: () => Promise<void>): Promise<T> {
	let isDone = false;
	const ended = work.finally(() => (isDone = true));
	// It is awaited below; until then a failure must not count as nobody's.
	ended.catch(() => undefined);
	while (!isDone) {
		await finish();
		await new Promise((resolve) => setImmediate(resolve));
	}
	return await ended;
}

async function upload(
	fileName: string,
	options: IDataObject = {},
	folder = sandbox.skyfish.rootFolderId,
): Promise<INodeExecutionData[]> {
	const parameters = {
		resource: 'media',
		operation: 'upload',
		folderId: byId(folder),
		binaryPropertyName: 'data',
		options,
	};
	const run = skyfish(sandbox, parameters as never, { input: [itemWithFile(original, fileName)] });
	return await meanwhile(run, async () => await sandbox.skyfish.finishImports());
}

describe('upload', () => {
	it('takes a file through the three steps and waits until it is imported', async () => {
		const [{ json }] = await upload('Schuh #1 ß.jpg', {
			title: 'Shoe',
			keywords: ['red', 'shoe'],
		});
		expect(json).toMatchObject({
			success: true,
			folderId: sandbox.skyfish.rootFolderId,
			fileName: 'Schuh #1 ß.jpg',
			fileSize: original.length,
			md5: createHash('md5').update(original).digest('hex'),
			verified: true,
			imported: true,
			title: 'Shoe',
			keywords: ['red', 'shoe'],
			media: {
				filename: 'Schuh #1 ß.jpg',
				metadata: { title: { en: 'Shoe' }, keywords: { en: ['red', 'shoe'] } },
			},
		});
		const [metadata] = await skyfish(sandbox, {
			resource: 'media',
			operation: 'getMetadata',
			mediaId: byId(json.mediaId),
		});
		expect(metadata.json).toMatchObject({
			title: { en: 'Shoe' },
			keywords: { en: ['red', 'shoe'] },
		});
		const [posted] = onStorage();
		expect(posted.headers).not.toHaveProperty('authorization');
		expect(Number(posted.headers['content-length'])).toBeGreaterThan(original.length);
	});

	it('is not read for a checksum where only sizes are compared: Skyfish states none', async () => {
		const parameters = {
			resource: 'media',
			operation: 'upload',
			folderId: byId(sandbox.skyfish.rootFolderId),
			binaryPropertyName: 'data',
			requestOptions: { verifyFiles: 'size' },
		};
		const input = [itemWithFile(original, 'a.jpg')];
		const run = skyfish(sandbox, parameters, { input });
		const [{ json }] = await meanwhile(run, async () => await sandbox.skyfish.finishImports());
		expect(json).toMatchObject({ fileSize: original.length, verified: false, imported: true });
		expect(json).not.toHaveProperty('md5');
	});

	it.each([
		['of which the storage took something else', '"00112233445566778899aabbccddeeff"', {}, false],
		[
			'of an encrypted storage',
			'"00112233445566778899aabbccddeeff"',
			{ 'x-amz-server-side-encryption': 'aws:kms' },
			true,
		],
		['of a storage without checksums', '"00112233445566778899aabbccddeeff-2"', {}, true],
	])('a file %s', async (_, etag, more, isTaken) => {
		sandbox.skyfish.requests.length = 0;
		const headers = { etag, location: '/upload/done?key=none', ...more };
		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 303, headers });
		const outcome = await upload('a.jpg').catch(({ message }: Error) => message);
		const finalized = sandbox.skyfish.requests.filter(({ path }) =>
			path.startsWith('/upload/done'),
		);
		expect(finalized).toHaveLength(isTaken ? 1 : 0);
		const message = 'The file "a.jpg" did not arrive as it was sent';
		if (isTaken) expect(outcome).not.toBe(message);
		else expect(outcome).toBe(message);
	});

	it('goes on at once where it need not wait, and Get tells that it is being imported', async () => {
		const parameters = {
			resource: 'media',
			operation: 'upload',
			folderId: byId(sandbox.skyfish.rootFolderId),
			binaryPropertyName: 'data',
			options: { waitForImport: false },
		};
		const input = [itemWithFile(original, 'a.jpg')];
		const [{ json }] = await skyfish(sandbox, parameters, { input });
		expect(json).toMatchObject({ success: true, imported: false });
		const get = { resource: 'media', operation: 'get', mediaId: byId(json.mediaId) };
		await expect(skyfish(sandbox, get)).rejects.toThrow(/^The media item is still being imported/);
		await sandbox.skyfish.finishImports();
		expect((await skyfish(sandbox, get))[0].json.filename).toBe('a.jpg');
	});

	it('says where it stands when the import takes too long', async () => {
		const parameters = {
			resource: 'media',
			operation: 'upload',
			folderId: byId(sandbox.skyfish.rootFolderId),
			binaryPropertyName: 'data',
			options: { timeLimit: 0 },
		};
		const input = [itemWithFile(original, 'slow.jpg')];
		await expect(skyfish(sandbox, parameters, { input })).rejects.toMatchObject({
			message: expect.stringMatching(/^Media item \d+ was uploaded, but is not imported yet/),
			description: expect.stringContaining('need not be uploaded again'),
		});
	});

	it('is refused in a folder that one may only read', async () => {
		await expect(upload('a.jpg', {}, sandbox.skyfish.readOnlyFolderId)).rejects.toMatchObject({
			message: expect.stringMatching(/^Skyfish does not allow this user to do that/),
			description: expect.stringContaining('READ, WRITE and ADMIN'),
		});
		expect(onStorage()).toEqual([]);
	});

	it.each([
		['at no address', {}],
		['at what is no web address', { location: 'mailto:a@example.com' }],
	])('cannot be finished %s', async (_, headers) => {
		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 303, headers });
		await expect(upload('a.jpg')).rejects.toThrow(
			'The storage of Skyfish did not say where to finish the upload',
		);
	});
});

describe('download', () => {
	const download = (media: number, more: object = {}) => ({
		resource: 'media',
		operation: 'download',
		mediaId: byId(media),
		size: 'original',
		binaryPropertyName: 'data',
		...more,
	});

	it('gives the file, or a smaller picture, without the token', async () => {
		const media = await sandbox.skyfish.addMedia({ content: original, fileName: 'Schuh ß.jpg' });
		const [whole] = await skyfish(sandbox, download(media));
		expect(whole.binary?.data.fileName).toBe('Schuh ß.jpg');
		const info = await sharp(await contentOf(whole.binary?.data)).metadata();
		expect([info.width, info.height]).toEqual([1800, 1200]);
		const [small] = await skyfish(sandbox, download(media, { size: '320px' }));
		expect((await sharp(await contentOf(small.binary?.data)).metadata()).width).toBe(320);
		for (const { headers } of onStorage()) expect(headers).not.toHaveProperty('authorization');
	});

	it('asks once more for an address that has ended', async () => {
		const media = await sandbox.skyfish.addMedia({ content: original });
		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 403, times: 1 });
		const [item] = await skyfish(sandbox, download(media));
		expect((await contentOf(item.binary?.data)).length).toBeGreaterThan(0);
		const asked = sandbox.skyfish.requests.filter(({ path }) => path.includes('download_location'));
		expect(asked).toHaveLength(2);

		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 403, times: 2 });
		await expect(skyfish(sandbox, download(media))).rejects.toThrow(/^Skyfish/);
	});
});

describe('a folder as ZIP file', () => {
	const parameters = (folder: number, options: IDataObject = {}) =>
		({
			resource: 'folder',
			operation: 'download',
			folderId: byId(folder),
			binaryPropertyName: 'data',
			options,
		}) as never;

	it('is waited for, then downloaded; one that is there comes at once', async () => {
		const folder = sandbox.skyfish.addFolder('Zip me');
		await sandbox.skyfish.addMedia({ folderId: folder, content: original, fileName: 'a.jpg' });
		const run = skyfish(sandbox, parameters(folder));
		const [item] = await meanwhile(run, async () => await sandbox.skyfish.finishZips());
		expect(item.binary?.data.fileName).toBe(`folder-${folder}.zip`);
		expect((await contentOf(item.binary?.data)).subarray(0, 2).toString()).toBe('PK');
	});

	it('that is never made is given up', async () => {
		const folder = sandbox.skyfish.addFolder('Never');
		await sandbox.skyfish.addMedia({ folderId: folder, content: original });
		await expect(skyfish(sandbox, parameters(folder, { timeLimit: 0 }))).rejects.toThrow(
			`The ZIP file of folder ${folder} was not ready within 0 minutes`,
		);
	});
});

describe('the profile image', () => {
	const userId = () => byId(sandbox.skyfish.userId);

	it('can be set and fetched', async () => {
		const set = {
			resource: 'user',
			operation: 'setProfileImage',
			userId: userId(),
			binaryPropertyName: 'data',
		};
		await skyfish(sandbox, set, { input: [itemWithFile(original, 'me.jpg')] });
		const get = {
			resource: 'user',
			operation: 'getProfileImage',
			userId: userId(),
			size: 'large',
			binaryPropertyName: 'data',
		};
		const [item] = await skyfish(sandbox, get);
		expect((await sharp(await contentOf(item.binary?.data)).metadata()).width).toBe(100);
	});

	it('must be an image', async () => {
		const item = itemWithFile(Buffer.from('text'), 'me.txt');
		item.binary!.data.mimeType = 'text/plain';
		const parameters = {
			resource: 'user',
			operation: 'setProfileImage',
			userId: userId(),
			binaryPropertyName: 'data',
		};
		await expect(skyfish(sandbox, parameters, { input: [item] })).rejects.toThrow(
			'The file "me.txt" is not an image',
		);
		expect(sandbox.skyfish.requests).toEqual([]);
	});
});
