import sharp from 'sharp';
import { startSandbox } from '../../../../sandbox/index';
import type { Sandbox, SkyfishSandbox } from '../../../../sandbox/index';
import { until } from '../support';
import type { Json } from '../support';
import { clientOf, jpeg, withIptc, xmp } from './support';
import type { SkyfishClient } from './support';

let sandbox: Sandbox;
let skyfish: SkyfishSandbox;
let client: SkyfishClient;

beforeAll(async () => {
	sandbox = await startSandbox({ manual: true });
	skyfish = sandbox.skyfish;
	client = await clientOf(skyfish);
});
afterAll(async () => await sandbox.stop());

/** What the API tells about a file once it is imported. */
const imported = async (fileName: string, content: Uint8Array): Promise<Json> => {
	const id = await client.upload(skyfish.rootFolderId, fileName, content);
	await skyfish.finishImports();
	return await client.get(`/media/${id}`);
};

test('202 and a progress in percent, until the import is done', async () => {
	const picture = await jpeg();
	const id = await client.upload(skyfish.rootFolderId, 'koala.jpg', picture);
	const state = async (path = `/media/${id}`) => {
		const { status, json } = await client.call('GET', path);
		return [status, json];
	};
	expect(await state()).toEqual([202, { progress: 0 }]);
	skyfish.setImportProgress(id, 60);
	for (const path of ['', '/', '/metadata', '/version', '/tags', '/download_location']) {
		expect(await state(`/media/${id}${path}`)).toEqual([202, { progress: 60 }]);
	}
	const change = await client.call('POST', `/media/${id}/metadata/title`, { en: 'New' });
	expect(change.status).toBe(409);
	expect(await client.found(`unique_media_id=${id}`)).toEqual([]);

	await skyfish.finishImports();
	const [status, media] = await state();
	expect(status).toBe(200);
	expect(media).toMatchObject({
		id: String(id),
		created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		type: 'stock',
		filename: 'koala.jpg',
		file_md5: skyfish.media(id)?.md5,
		uploaded_by: skyfish.userId,
	});
	expect(await client.get(`/media/${id}/version`)).toEqual({ version: 1 });
	expect(await client.found(`unique_media_id=${id}`)).toEqual([id]);
});

test('an import takes its time and comes to its end', async () => {
	let clock = Date.now();
	const now = () => clock;
	const timed = await startSandbox({ skyfishImportMs: 50, indexLagMs: 0, now });
	try {
		const other = await clientOf(timed.skyfish);
		const id = await other.upload(timed.skyfish.rootFolderId, 'koala.jpg', await jpeg());
		const progress = async () => (await other.call('GET', `/media/${id}`)).json.progress;
		expect(await progress()).toBe(0);
		clock += 20;
		expect(await progress()).toBe(40);
		clock += 29;
		expect(await progress()).toBe(98);
		clock += 1;
		await until(() => timed.skyfish.media(id)?.progress === null);
		expect((await other.get(`/media/${id}`)).filename).toBe('koala.jpg');
	} finally {
		await timed.stop();
	}
});

describe('where the metadata comes from, first match first', () => {
	const caption: [string, string] = ['2:120', 'Caption'];
	const headline: [string, string] = ['2:105', 'Headline'];
	const objectName: [string, string] = ['2:5', 'Object name'];

	const picture = async (texts: { title?: string; description?: string }, exif?: string) => {
		const plain = sharp(await jpeg()).jpeg();
		if (exif !== undefined) plain.withExif({ IFD0: { ImageDescription: exif } });
		return await plain.withXmp(xmp(texts)).toBuffer();
	};

	test.each<[string, { title?: string }, [string, string][], string]>([
		['XMP:Title', { title: 'XMP title' }, [headline, objectName, caption], 'XMP title'],
		['IPTC:Headline', {}, [caption, objectName, headline], 'Headline'],
		['IPTC:ObjectName', {}, [caption, objectName], 'Object name'],
		['IPTC:Caption-Abstract', {}, [caption], 'Caption'],
		['nothing', {}, [], ''],
	])('the title from %s', async (_name, texts, iptc, expected) => {
		const { metadata } = await imported('a.jpg', withIptc(await picture(texts), iptc));
		expect(metadata.title.en).toBe(expected);
	});

	test.each<[string, { description?: string }, string | undefined, string]>([
		['XMP:Description', { description: 'XMP text' }, 'EXIF text', 'XMP text'],
		['EXIF:ImageDescription', {}, 'EXIF text', 'EXIF text'],
		['IPTC:Caption-Abstract', {}, undefined, 'Caption'],
	])('the description from %s', async (_name, texts, exif, expected) => {
		const { metadata } = await imported('a.jpg', withIptc(await picture(texts, exif), [caption]));
		expect(metadata.description.en).toBe(expected);
	});

	test('keywords, copyright and photographer from IPTC', async () => {
		const content = withIptc(await jpeg(), [
			['1:90', '\x1b%G'],
			['2:0', Buffer.from([0, 4])],
			['2:25', 'blå'],
			['2:25', 'harvester'],
			['2:25', 'blå'],
			['2:80', 'By the sandbox'],
			['2:85', 'Photographer'],
			['2:116', '© Sandbox'],
		]);
		const { metadata, id } = await imported('a.jpg', content);
		expect(metadata.keywords).toEqual({ en: ['blå', 'harvester'] });
		expect(metadata.iptc).toEqual({
			CodedCharacterSet: '\x1b%G',
			ApplicationRecordVersion: 4,
			Keywords: ['blå', 'harvester', 'blå'],
			'By-line': 'By the sandbox',
			'By-lineTitle': 'Photographer',
			CopyrightNotice: '© Sandbox',
		});
		expect(skyfish.media(Number(id))).toMatchObject({
			byline: 'By the sandbox',
			copyright: '© Sandbox',
		});
		const search = `/search?unique_media_id=${id}&return_values=byline+copyright+keywords`;
		expect((await client.get(search)).response.media).toEqual([
			{ byline: 'By the sandbox', copyright: '© Sandbox', keywords: ['blå', 'harvester'] },
		]);
		const titleOnly = withIptc(await jpeg(), [['2:85', 'Photographer']]);
		const other = await imported('a.jpg', titleOnly);
		expect(skyfish.media(Number(other.id))?.byline).toBe('Photographer');
	});

	test('place and time from EXIF', async () => {
		const content = await sharp(await jpeg(60, 40))
			.withExif({
				IFD2: { DateTimeOriginal: '2014:08:05 16:48:45' },
				IFD3: {
					GPSLatitudeRef: 'S',
					GPSLatitude: '52/1 25/1 27/1',
					GPSLongitudeRef: 'E',
					GPSLongitude: '11/1 30/1 22/1',
				},
			})
			.jpeg()
			.toBuffer();
		const { metadata, id } = await imported('a.jpg', content);
		expect(metadata.camera_created).toBe(1407257325);
		expect(metadata.geolocation).toEqual({
			source: '999',
			latitude: '-52.424167',
			longitude: '11.506111',
		});
		const tags = await client.get(`/media/${id}/tags`);
		expect(tags).toMatchObject({
			SourceFile: 'a.jpg',
			File: { FileType: 'JPEG', MIMEType: 'image/jpeg', ImageWidth: 60, ImageHeight: 40 },
			EXIF: { DateTimeOriginal: '2014:08:05 16:48:45', GPSLatitudeRef: 'S' },
		});
	});

	test.each(['png', 'webp', 'tiff', 'avif'] as const)('from XMP in a %s', async (format) => {
		const content = await sharp(await jpeg())
			.withXmp(xmp({ title: 'Its title' }))
			[format]()
			.toBuffer();
		const { metadata, id } = await imported(`a.${format}`, content);
		expect(metadata.title.en).toBe('Its title');
		const { mediaType, width, mimeType } = skyfish.media(Number(id)) as Json;
		expect([mediaType, width, mimeType]).toEqual(['image', 40, `image/${format}`]);
	});
});

test.each([
	['letter.docx', 'generic', 'generic'],
	['noending', 'generic', 'generic'],
	['clip.mp4', 'video', 'video'],
	['logo.eps', 'vector', 'vector'],
	['broken.jpg', 'generic', 'generic'],
])('%s, which is no image, is %s', async (fileName, mediaType, type) => {
	const { id, type: told } = await imported(fileName, Buffer.from(`content of ${fileName}`));
	expect(told).toBe(type);
	expect(skyfish.media(Number(id))).toMatchObject({ mediaType, width: null, progress: null });
});

test('an image that breaks off is imported as far as it goes', async () => {
	const whole = await jpeg(600, 400);
	const { id } = await imported('half.jpg', whole.subarray(0, Math.floor(whole.length / 2)));
	expect(skyfish.media(Number(id))).toMatchObject({ mediaType: 'image', width: 600 });
});

test('a picture on its side is measured as it is looked at', async () => {
	const content = await sharp(await jpeg(80, 40))
		.withMetadata({ orientation: 6 })
		.toBuffer();
	const { id } = await imported('turned.jpg', content);
	const media = skyfish.media(Number(id));
	expect(media).toMatchObject({ width: 40, height: 80 });
	expect(media?.suggestedKeywords).toEqual(['red', 'medium', 'portrait']);
});

test('an SVG is a vector, with a size and a thumbnail', async () => {
	const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="20"/>';
	const { id, type } = await imported('logo.svg', Buffer.from(drawing));
	expect(type).toBe('vector');
	expect(skyfish.media(Number(id))).toMatchObject({ width: 50, mimeType: 'image/svg+xml' });
});
