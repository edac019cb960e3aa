import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { contentDisposition } from '../../../sandbox/server/contentDisposition';
import { harmlessName } from '../../../sandbox/server/disk/zip';
import { bytesOf, clientOf, photo, unzip } from './support';
import type { Client, Json } from './support';

let folder: string;
let sandbox: Sandbox;
let client: Client;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'names-'));
	sandbox = await startSandbox({ manual: true, dataFolder: join(folder, 'data') });
	client = clientOf(sandbox.brightRiver);
});
afterAll(async () => {
	await sandbox.stop();
	await rm(folder, { recursive: true });
});

const hostile = [
	'two words.jpg',
	'100%.jpg',
	'%41%2F.jpg',
	'#1.jpg',
	'a/b.jpg',
	'../../escape.jpg',
	'..\\..\\escape.jpg',
	'/etc/passwd',
	'C:\\windows\\win.ini',
	'日本語 é ü.jpg',
	'🦘.jpg',
	"it's; (a) test?&=+*.jpg",
	'...',
	'semi;colon.jpg',
	`${'long'.repeat(60)}.jpg`,
	'-rf',
	'constructor',
	'__proto__',
];

test('files keep their hostile names and leave the data folder alone', async () => {
	const picture = await photo(30, 30);
	const job = await client.jobWith(Object.fromEntries(hostile.map((name) => [name, picture])));
	const listed = (await client.call('GET', `/jobs/${job.id}/files`)).json.files;
	expect(listed.map(({ fileName }: Json) => fileName)).toEqual(hostile);
	for (const name of hostile) {
		const path = `/jobs/${job.id}/files/${encodeURIComponent(name)}`;
		expect((await client.call('PUT', path, { remark: `about ${name}` })).status).toBe(204);
		const file = (await client.call('GET', path)).json;
		expect(file).toMatchObject({ fileName: name, remarkToProcessor: `about ${name}` });
		const response = await fetch(file.downloadUrl);
		const [, encoded] =
			/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '') ?? [];
		expect(decodeURIComponent(encoded)).toBe(name);
	}
	await sandbox.brightRiver.advanceTo(job.id, 'CJ_ZIP_READY');
	const zipped = [...(await unzip(await bytesOf(job.download.getUrl))).keys()];
	expect(zipped).toHaveLength(hostile.length);
	expect(zipped.filter((name) => /[/\\:]|^\.+$/.test(name))).toEqual([]);
	expect(readdirSync(folder)).toEqual(['data']);
	const data = readdirSync(join(folder, 'data', 'files'));
	expect(data.every((name) => /^[0-9a-f-]{36}$/.test(name))).toBe(true);
	expect(data).toHaveLength(hostile.length * 2);
});

test('a name in a path is decoded exactly once, whatever it is', async () => {
	const { id } = await client.jobWith({ 'first.jpg': Buffer.from('x') });
	const path = (name: string) => `/jobs/${id}/files/${encodeURIComponent(name)}`;
	let current = 'first.jpg';
	const names = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
		// No client can send these two: every URL parser takes them for steps along the path.
		.filter((name) => !/^\.\.?$/.test(name));
	await fc.assert(
		fc.asyncProperty(names, async (name) => {
			await client.call('PUT', path(current), { name });
			current = name;
			const found = await client.call('GET', path(name));
			return found.status === 200 && found.json.fileName === name;
		}),
		{ numRuns: 150 },
	);
});

test('a name inside a zip never is a path, and one in a header never breaks it', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (name) => {
			const inZip = harmlessName(name);
			expect(inZip).not.toMatch(/[/\\]|^\.*$/);
			const header = contentDisposition('attachment', name);
			expect(header).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[\w.%~!-]*$/);
		}),
	);
});
