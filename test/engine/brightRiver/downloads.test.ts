import sharp from 'sharp';
import type { Sandbox } from '../../../sandbox/index';
import { contentOf } from '../support/binary';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { photo } from '../support/photos';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.readings.reset();
	sandbox.brightRiver.faults.clear();
});

/** What the service answers to a list of files: files as the document has them, with what the test is about. */
function listed(path: string, files: object[]) {
	sandbox.brightRiver.faults.add({
		server: 'api',
		kind: 'body',
		path: new RegExp(`^${path}$`),
		contentType: 'application/json',
		body: JSON.stringify({ files }),
		times: Infinity,
	});
}

/** What the storage answers at an address. */
function stored(path: string, body: Buffer, contentType: string) {
	sandbox.brightRiver.faults.add({
		server: 'storage',
		kind: 'body',
		path,
		contentType,
		body: body as never,
		times: Infinity,
	});
}

const at = (path: string) => `${sandbox.brightRiver.storageUrl}${path}?sessionid=s`;

async function download(more: object = {}) {
	return await brightRiver(sandbox, {
		resource: 'file',
		operation: 'download',
		jobId: byId(7),
		fileId: byId(1),
		image: 'result',
		size: 'full',
		binaryPropertyName: 'data',
		...more,
	} as never);
}

const namesOf = (items: Awaited<ReturnType<typeof download>>) =>
	items.map(({ binary }) => [binary?.data.fileName, binary?.data.mimeType]);

it('names each result by what it is, and no two alike', async () => {
	const [jpeg, png] = [
		await photo(),
		await sharp(await photo())
			.png()
			.toBuffer(),
	];
	const clipped = [1, 2, 3].map((imageId) => ({ imageId, real: at(`/${imageId}`) }));
	listed('/jobs/7/files', [{ id: 1, fileName: 'shoe.jpg', clipped }]);
	listed('/jobs/7/filesforreview', []);
	stored('/1', jpeg, 'image/jpeg');
	stored('/2', png, 'text/html');
	stored('/3', jpeg, 'application/octet-stream');
	expect(namesOf(await download())).toEqual([
		['shoe.jpg', 'image/jpeg'],
		['shoe.png', 'image/png'],
		['shoe-2.jpg', 'image/jpeg'],
	]);
});

it('takes what either list of images has', async () => {
	const jpeg = await photo();
	listed('/jobs/7/files', [
		{ id: 1, fileName: 'shoe.jpg', clipped: [{ imageId: 1, real: at('/1') }] },
	]);
	listed('/jobs/7/filesforreview', [
		{
			id: 1,
			fileName: 'shoe.jpg',
			clipped: [
				{ imageId: 1, real: null, downloadUrl: null },
				{ imageId: 2, downloadUrl: at('/2') },
			],
		},
		{ id: 9, fileName: 'extra.jpg', clipped: [{ imageId: 9, downloadUrl: at('/9') }] },
	]);
	for (const path of ['/1', '/2', '/9']) stored(path, jpeg, 'image/jpeg');
	const items = await download();
	expect(items.map(({ json }) => json.imageId)).toEqual([1, 2]);
	// An image that only the list for review has is a file of its own.
	expect(namesOf(await download({ fileId: byId(9) }))).toEqual([['extra.jpg', 'image/jpeg']]);
});

it.each(['text/html', 'image/jpeg', 'application/octet-stream'])(
	'tries the other address where the first one gives a page as %s',
	async (type) => {
		const jpeg = await photo();
		const page = Buffer.from('<html><body>Please sign in</body></html>');
		const clipped = [{ imageId: 1, downloadUrl: at('/bin'), real: at('/real') }];
		listed('/jobs/7/files', [{ id: 1, fileName: 'shoe.jpg', clipped }]);
		listed('/jobs/7/filesforreview', []);
		stored('/bin', page, type);
		stored('/real', jpeg, 'image/jpeg');
		const [{ binary }] = await download();
		expect((await contentOf(binary?.data)).equals(jpeg)).toBe(true);
	},
);

it('tries the other address where the first one gives a copy of the photo', async () => {
	const [original, copy] = [await photo(), await photo(100, 80)];
	listed('/jobs/7/files', [
		{
			id: 1,
			fileName: 'shoe.jpg',
			size: original.length,
			downloadUrl: at('/bin'),
			original: { imageId: 1, real: at('/real') },
		},
	]);
	stored('/bin', copy, 'image/jpeg');
	stored('/real', original, 'image/jpeg');
	const [{ binary }] = await download({ image: 'original' });
	expect((await contentOf(binary?.data)).equals(original)).toBe(true);
	sandbox.brightRiver.faults.clear();
	listed('/jobs/7/files', [
		{
			id: 1,
			fileName: 'shoe.jpg',
			size: original.length,
			downloadUrl: at('/bin'),
			original: { imageId: 1, real: at('/real') },
		},
	]);
	for (const path of ['/bin', '/real']) stored(path, copy, 'image/jpeg');
	await expect(download({ image: 'original' })).rejects.toThrow('did not arrive as it was sent');
});

it('takes an SVG for what it is, whatever its header says', async () => {
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
	listed('/jobs/7/files', [
		{ id: 1, fileName: 'logo.svg', clipped: [{ imageId: 1, real: at('/1') }] },
	]);
	listed('/jobs/7/filesforreview', []);
	stored('/1', svg, 'text/html');
	const [{ binary }] = await download();
	expect(binary?.data.fileName).toBe('logo.svg');
	expect((await contentOf(binary?.data)).equals(svg)).toBe(true);
});
