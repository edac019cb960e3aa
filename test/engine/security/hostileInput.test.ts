import { readdirSync } from 'node:fs';
import { Container } from '@n8n/di';
import fc from 'fast-check';
import { BinaryDataConfig } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import examples from '../../fixtures/brightRiver/documentExamples.json';
import type { Sandbox } from '../../../sandbox/index';
import { hostileText } from '../../support/hostileText';
import { seeded } from '../../support/seeded';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile } from '../support/photos';
import { skyfish, skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
let credentials: ReturnType<typeof skyfishCredential>;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	credentials = skyfishCredential(sandbox);
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);

function answerAlways(body: object, path?: RegExp): void {
	const fault = { kind: 'body' as const, contentType: 'application/json', times: Infinity, path };
	for (const { faults } of [sandbox.brightRiver, sandbox.skyfish]) {
		faults.clear();
		faults.add({ ...fault, body: JSON.stringify(body) });
	}
}

/** n8n takes a text that begins with `=` for an expression: hostile text comes in from another node. */
const fromInput = '={{ $json.text }}';
const runs = 40;

it('a search of Bright River asks for the text alone', async () => {
	answerAlways({ jobs: [], totalJobs: 0 });
	await fc.assert(
		fc.asyncProperty(hostileText, async (text) => {
			sandbox.brightRiver.requests.length = 0;
			const search = { resource: 'search', operation: 'jobs', filters: { query: fromInput } };
			await brightRiver(sandbox, search, { input: [{ json: { text } }] });
			const [{ path, body }] = sandbox.brightRiver.requests;
			expect(path).toBe('/search');
			expect(body).toEqual({ ...(text === '' ? { query: '' } : { query: text }), page: 0 });
		}),
		seeded(runs),
	);
});

it('a search of Skyfish asks for the text alone', async () => {
	answerAlways({ response: { media: [], hits: 0 } }, /^\/search/);
	await fc.assert(
		fc.asyncProperty(hostileText, async (text) => {
			// Skyfish takes a plus sign for a space, and cannot look for one.
			const words = text.replaceAll('+', ' ').trim();
			fc.pre(words !== '' && text.isWellFormed());
			sandbox.skyfish.requests.length = 0;
			const search = { resource: 'search', operation: 'media', q: fromInput };
			await skyfish(sandbox, search, { credentials, input: [{ json: { text } }] });
			const asked = sandbox.skyfish.requests.find(({ path }) => path.startsWith('/search'))!;
			const { pathname, searchParams, hash } = new URL(asked.path, 'http://x');
			expect([pathname, hash]).toEqual(['/search', '']);
			expect(searchParams.getAll('q')).toEqual([words]);
			expect([...searchParams.keys()].sort()).toEqual(
				['media_count', 'media_offset', 'q', 'recursive', 'return_values'].filter((name) =>
					searchParams.has(name),
				),
			);
		}),
		seeded(runs),
	);
});

it('an uploaded file is one part of its form, whatever its name', async () => {
	await fc.assert(
		fc.asyncProperty(hostileText, async (name) => {
			sandbox.brightRiver.faults.clear();
			sandbox.brightRiver.requests.length = 0;
			const parameters = {
				resource: 'file',
				operation: 'upload',
				jobId: byId(sandbox.brightRiver.createJobs(1)[0]),
				binaryPropertyName: 'data',
				requestOptions: { verifyFiles: 'off' },
			};
			// Its name may be refused; the form must be whole all the same.
			const input = [itemWithFile(Buffer.from('content'), name)];
			await brightRiver(sandbox, parameters, { input }).catch(() => undefined);
			const { body } = sandbox.brightRiver.requests.find(({ server }) => server === 'storage')!;
			const { fields, partHeaders } = body as { fields: unknown[]; partHeaders: IDataObject[] };
			expect(fields).toEqual([]);
			expect(partHeaders).toHaveLength(1);
			expect(Object.keys(partHeaders[0]).sort()).toEqual(['content-disposition', 'content-type']);
		}),
		seeded(runs),
	);
});

it('a service does not name the file that n8n writes', async () => {
	const folder = Container.get(BinaryDataConfig).localStoragePath;
	const [file] = examples.files.files;
	await fc.assert(
		fc.asyncProperty(hostileText, async (fileName) => {
			const real = `${sandbox.brightRiver.storageUrl}/ajax/x`;
			answerAlways({ files: [{ ...file, clipped: [{ imageId: 1, fileName, real }] }] }, /^\/jobs/);
			sandbox.brightRiver.faults.add({
				server: 'storage',
				kind: 'body',
				body: 'a picture',
				contentType: 'image/jpeg',
				times: Infinity,
			});
			const [{ binary }] = await brightRiver(sandbox, {
				resource: 'file',
				operation: 'download',
				jobId: byId(353413),
				fileId: byId(file.id),
				image: 'result',
				size: 'full',
				binaryPropertyName: 'data',
			});
			const { data } = binary!;
			expect(data.fileName).toMatch(/^[^\\/\u0000-\u001f]+$/);
			expect(['.', '..']).not.toContain(data.fileName);
			expect(data.directory).toBeUndefined();
			expect(data.id).toMatch(/^filesystem-v2:[\w/-]+$/);
			expect(data.fileExtension ?? '').toMatch(/^[^\\/\u0000-\u001f]*$/);
		}),
		seeded(runs),
	);
	const written = readdirSync(folder, { recursive: true }) as string[];
	expect(written.length).toBeGreaterThan(0);
	expect(written.filter((path) => !/^[\w/.-]+$/.test(path))).toEqual([]);
});

/** Values that would lead elsewhere if they went into a path as they are. */
const elsewhere = [
	'1/../2',
	'1?x=1',
	'1#',
	'1%2F..',
	'1e3',
	'-1',
	'NaN',
	'',
	'9'.repeat(30),
	[1, 2],
	{ id: 1 },
	null,
	true,
	-5,
	1.5,
	1e21,
];

it.each<[string, 'brightRiver' | 'skyfish', IDataObject, string]>([
	['a job', 'brightRiver', { resource: 'job', operation: 'get' }, 'jobId'],
	[
		'a file',
		'brightRiver',
		{ resource: 'file', operation: 'get', findBy: 'fileId', jobId: byId(353413) },
		'fileId',
	],
	['a media', 'skyfish', { resource: 'media', operation: 'get' }, 'mediaId'],
	['a folder', 'skyfish', { resource: 'folder', operation: 'delete' }, 'folderId'],
	['a clique', 'skyfish', { resource: 'clique', operation: 'delete' }, 'cliqueId'],
	['a company', 'skyfish', { resource: 'company', operation: 'getUsers' }, 'companyId'],
	['a user', 'skyfish', { resource: 'user', operation: 'getDiskUsage' }, 'userId'],
])('the ID of %s cannot lead elsewhere', async (_, type, parameters, field) => {
	const { requests } = sandbox[type];
	requests.length = 0;
	for (const id of elsewhere) {
		const all = { ...parameters, [field]: byId('={{ $json.id }}') } as never;
		const run = { input: [{ json: { id } as IDataObject }] };
		const outcome =
			type === 'skyfish' ? skyfish(sandbox, all, run) : brightRiver(sandbox, all, run);
		await expect(outcome).rejects.toThrow(/is not a valid ID|is empty/);
	}
	expect(requests).toEqual([]);
});

it.each<[string, IDataObject]>([
	['a media', { resource: 'media', operation: 'download', mediaId: byId(5) }],
	['a profile image', { resource: 'user', operation: 'getProfileImage', userId: byId(5) }],
])('the size of %s cannot lead elsewhere', async (_, parameters) => {
	for (const size of ['../../../company/1/apikeys', 'large?x=1', '..', '%2e%2e', '']) {
		sandbox.skyfish.requests.length = 0;
		sandbox.skyfish.faults.clear();
		const options = { fileName: 'a.jpg' };
		const all = { ...parameters, options, size: fromInput, binaryPropertyName: 'data' } as never;
		const run = { credentials, input: [{ json: { text: size } }] };
		await expect(skyfish(sandbox, all, run)).rejects.toThrow(/^"Size" has no choice/);
		expect(sandbox.skyfish.requests).toEqual([]);
	}
});
