import '../../support/shorterWaits';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type {
	IBinaryData,
	IDataObject,
	INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { byId } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { photo } from '../support/photos';
import { startRawServer, type RawServer } from '../support/rawServer';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
let content: Buffer;
let website: RawServer;
let answerWith: (response: ServerResponse) => void;
beforeAll(async () => {
	sandbox = await startSandbox({ manual: false, skyfishImportMs: 20 });
	content = await photo();
	website = await startRawServer((_, response) => answerWith(response));
	await useBinaryMode('filesystem');
});
afterAll(async () => {
	await Promise.all([sandbox.stop(), website.stop()]);
	removeBinaryFolder();
});
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.requests.length = 0;
	website.requests.length = 0;
});

const file = (fileName?: string, mimeType = 'image/jpeg'): IBinaryData => ({
	data: content.toString('base64'),
	mimeType,
	...(fileName === undefined ? {} : { fileName }),
});

async function upload(
	folder: number,
	parameters: IDataObject,
	input: INodeExecutionData[] = [{ json: {} }],
): Promise<IDataObject[]> {
	const own = { resource: 'media', operation: 'upload', folderId: byId(folder) };
	const items = await skyfish(sandbox, { ...own, ...parameters } as never, { input });
	return items.map(({ json }) => json);
}

async function refusal(work: Promise<unknown>): Promise<NodeOperationError> {
	return (await work.then(
		() => new Error('It went well'),
		(error: Error) => error,
	)) as NodeOperationError;
}

/** What is in a folder, by name. */
async function namesIn(folder: number): Promise<string[]> {
	sandbox.skyfish.refreshIndex();
	const query = { resource: 'media', operation: 'getMany', folder_ids: [folder], returnAll: true };
	const found = await skyfish(sandbox, query as never);
	return found.map(({ json }) => String(json.filename)).sort();
}

const newFolder = () => sandbox.skyfish.addFolder('Uploads');

describe('of an item with several files', () => {
	const form = () => ({ Photos_0: file('a.jpg'), Photos_1: file('b.jpg'), Logo: file('c.jpg') });

	it('sends all of them, and gives an item for each', async () => {
		const folder = newFolder();
		const input = [
			{ json: {}, binary: form() },
			{ json: {}, binary: { data: file('d.jpg') } },
		];
		const options = { title: 'Shoe', keywords: ['red'] };
		const items = await upload(folder, { options }, input);
		expect(items.map(({ fileName }) => fileName)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
		for (const item of items) {
			expect(item).toMatchObject({ folderId: folder, title: 'Shoe', verified: true });
		}
		expect(new Set(items.map(({ mediaId }) => mediaId)).size).toBe(4);
		expect(await namesIn(folder)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
	});

	it('sends those that are named', async () => {
		const items = await upload(newFolder(), { binaryPropertyName: 'Photos' }, [
			{ json: {}, binary: form() },
		]);
		expect(items.map(({ fileName }) => fileName)).toEqual(['a.jpg', 'b.jpg']);
	});

	it('numbers files that have no name', async () => {
		const binary = { one: file(), two: file(), three: file(undefined, 'application/pdf') };
		const items = await upload(newFolder(), {}, [{ json: {}, binary }]);
		expect(items.map(({ fileName }) => fileName)).toEqual([
			'photo-1.jpg',
			'photo-2.jpg',
			'file-3.pdf',
		]);
	});

	it('says which ones are missing, and that the others are there', async () => {
		const folder = newFolder();
		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 403 });
		const { message, description } = await refusal(
			upload(folder, {}, [{ json: {}, binary: form() }]),
		);
		expect(message).toMatch(/^1 of 3 files were not uploaded: "[abc]\.jpg"$/);
		expect(description).toMatch(/In the folder: "[abc]\.jpg" \(\d+\) and "[abc]\.jpg" \(\d+\)\./);
		expect(await namesIn(folder)).toHaveLength(2);
	});
});

describe('from a URL', () => {
	const fromUrl = (path: string, options = {}) => ({
		fileSource: 'url',
		url: website.url + path,
		options,
	});
	const sized =
		(headers = {}) =>
		(response: ServerResponse) =>
			response
				.writeHead(200, {
					'content-type': 'image/jpeg',
					'content-length': content.length,
					...headers,
				})
				.end(content);
	const md5 = () => createHash('md5').update(content).digest('hex');

	it('streams the file through', async () => {
		answerWith = sized();
		const [item] = await upload(
			newFolder(),
			fromUrl('/photos/Schuh%20%C3%9F.jpg?signature=secret'),
		);
		expect(item).toMatchObject({ fileName: 'Schuh ß.jpg', md5: md5(), verified: true });
		expect(website.requests.map(({ call }) => call)).toEqual(['GET /photos/Schuh%20%C3%9F.jpg']);
		expect(website.requests[0].headers).not.toHaveProperty('authorization');
	});

	it.each([
		[
			'the name in its header',
			'/download',
			{ 'content-disposition': 'filename="b.jpg"' },
			{},
			'b.jpg',
		],
		['an ending by what it is', '/download', {}, {}, 'download.jpg'],
		['the name that is set', '/download', {}, { fileName: 'c.jpg' }, 'c.jpg'],
	])('gives it %s', async (_, path, headers, options, name) => {
		answerWith = sized(headers);
		const [{ fileName }] = await upload(newFolder(), fromUrl(path, options));
		expect(fileName).toBe(name);
	});

	it('takes one of unknown size, too', async () => {
		answerWith = (response) => {
			response.writeHead(200, { 'content-type': 'image/jpeg' });
			response.write(content.subarray(0, 1000));
			response.end(content.subarray(1000));
		};
		const [item] = await upload(newFolder(), fromUrl('/a.jpg'));
		expect(item).toMatchObject({ fileName: 'a.jpg', fileSize: content.length, md5: md5() });
	});

	it('follows redirects', async () => {
		answerWith = (response) => {
			if (website.requests.length > 1) return sized()(response);
			return response.writeHead(302, { location: '/there/a.jpg' }).end();
		};
		const [item] = await upload(newFolder(), fromUrl('/a.jpg'));
		expect(item.md5).toBe(md5());
	});

	it('fetches it again where the storage has it sent again', async () => {
		answerWith = sized();
		const headers = { 'retry-after': '0' };
		sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 503, headers });
		const [item] = await upload(newFolder(), fromUrl('/a.jpg'));
		expect(item.md5).toBe(md5());
		expect(website.requests).toHaveLength(2);
	});

	it.each<[string, (response: ServerResponse) => void, RegExp]>([
		[
			'a page',
			(response) => response.setHeader('content-type', 'text/html').end('<html>Sign in</html>'),
			/^The address in "URL" gave a web page instead of a file$/,
		],
		['nothing', (response) => response.end(), /gave nothing instead of a file$/],
		[
			'no file',
			(response) => response.writeHead(404).end(),
			/^127\.0\.0\.1:\d+ did not give the file in "URL" \(status 404\)$/,
		],
		[
			'an address that is denied',
			(response) => response.writeHead(403).end(),
			/did not give the file in "URL" \(status 403\)$/,
		],
		[
			'a part of it',
			(response) => {
				response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': content.length });
				response.write(content.subarray(0, 1000), () => response.destroy());
			},
			/^The file from 127\.0\.0\.1:\d+ stopped arriving$/,
		],
		[
			'redirects without an end',
			(response) => response.writeHead(302, { location: '/again' }).end(),
			/redirects the file too often$/,
		],
	])('that gives %s is told in words about the address', async (_, answer, words) => {
		answerWith = answer;
		const folder = newFolder();
		const { message, description } = await refusal(upload(folder, fromUrl('/a.jpg?key=secret')));
		expect(message).toMatch(words);
		expect(`${message} ${description}`).not.toContain('secret');
		expect(await namesIn(folder)).toEqual([]);
	});

	it.each(['status', 'reset'] as const)(
		'is not blamed for what the storage does (%s)',
		async (kind) => {
			answerWith = sized();
			const status = kind === 'status' ? { status: 403 } : {};
			sandbox.skyfish.faults.add({ server: 'storage', kind, times: Infinity, ...status } as never);
			const { message } = await refusal(upload(newFolder(), fromUrl('/a.jpg')));
			expect(message).toContain('Skyfish');
			expect(message).not.toContain('127.0.0.1');
		},
	);

	it.each([
		['={{ "" }}', '"URL" is empty'],
		['ftp://example.com/a.jpg', '"URL" must start with https://'],
		['example.com/a.jpg', '"URL" must start with https://'],
	])('that is %p is stopped before anything is sent', async (url, words) => {
		const { message } = await refusal(upload(1, { fileSource: 'url', url }));
		expect(message).toBe(words);
		expect(sandbox.skyfish.requests).toEqual([]);
	});
});
