import '../../support/shorterWaits';
import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, useBinaryMode } from '../support/engine';
import { itemWithFile, photo } from '../support/photos';
import { givePublicName, type PublicName } from '../support/publicName';
import { skyfish, skyfishCredential } from '../support/skyfish';

/*
 * The sandbox's storage is on this machine. Its APIs get names on the internet here, so that what they
 * name as storage is what an attacker would name: an address that only n8n can reach.
 */

let sandbox: Sandbox;
let names: { brightRiver: PublicName; skyfish: PublicName };
let original: Buffer;
let token: string;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	names = {
		brightRiver: await givePublicName(sandbox.brightRiver.url),
		skyfish: await givePublicName(sandbox.skyfish.url),
	};
	original = await photo(320, 240);
	await useBinaryMode('filesystem');
	const credentials = skyfishCredential(sandbox);
	await skyfish(sandbox, { resource: 'folder', operation: 'getAll' }, { credentials });
	token = credentials.skyfishApi.token;
});
afterAll(async () => {
	await Promise.all([names.brightRiver, names.skyfish, sandbox].map((one) => one.stop()));
	removeBinaryFolder();
});
beforeEach(() => {
	for (const { faults, requests } of [sandbox.brightRiver, sandbox.skyfish]) {
		faults.clear();
		requests.length = 0;
	}
});

const onStorage = () =>
	[...sandbox.brightRiver.requests, ...sandbox.skyfish.requests].filter(
		({ server }) => server === 'storage',
	);

/** Runs an operation with an API on the internet. */
async function run(
	service: 'brightRiver' | 'skyfish',
	parameters: IDataObject,
	allowPrivateStorage?: boolean,
) {
	const { requestOptions, url } = names[service];
	const own = { brightRiver: credentialFor(sandbox), skyfish: skyfishCredential(sandbox) };
	const credentials = {
		brightRiverApi: { ...own.brightRiver.brightRiverApi, baseUrl: url, allowPrivateStorage },
		// Signed in before: the sign-in knows nothing of the node's proxy.
		skyfishApi: { ...own.skyfish.skyfishApi, token, baseUrl: url, allowPrivateStorage },
	};
	const all = { ...parameters, binaryPropertyName: 'data', requestOptions };
	const input = [itemWithFile(original, 'a.jpg')];
	const node = { brightRiver, skyfish }[service];
	return await node(sandbox, all as never, { credentials: credentials as never, input });
}

/** A job whose photo was edited. */
async function editedJob() {
	const [job] = sandbox.brightRiver.createJobs(1);
	const jobId = byId(job);
	const ask = async (resource: string, operation: string) =>
		await brightRiver(
			sandbox,
			{ resource, operation, jobId, binaryPropertyName: 'data' },
			{ input: [itemWithFile(original, 'a.jpg')] },
		);
	await ask('file', 'upload');
	await ask('job', 'requestOffer');
	await sandbox.brightRiver.advanceTo(job, 'CJ_WAIT_ACCEPTANCE');
	await ask('job', 'acceptOffer');
	await sandbox.brightRiver.advanceTo(job, 'CJ_WORK_DONE');
	return { jobId, fileId: byId((await ask('file', 'getAll'))[0].json.id) };
}

const folder = () => byId(sandbox.skyfish.rootFolderId);

/** Every operation that sends a file to a storage host or fetches one. */
const transfers: Array<[string, 'brightRiver' | 'skyfish', () => Promise<IDataObject>]> = [
	[
		'an upload to a job',
		'brightRiver',
		async () => ({
			resource: 'file',
			operation: 'upload',
			jobId: byId(sandbox.brightRiver.createJobs(1)[0]),
		}),
	],
	[
		'the results of a job',
		'brightRiver',
		async () => ({ resource: 'job', operation: 'downloadResults', ...(await editedJob()) }),
	],
	[
		'the ZIP of a job',
		'brightRiver',
		async () => {
			const zip = { resultsAs: 'zip', ...(await editedJob()) };
			return { resource: 'job', operation: 'downloadResults', ...zip };
		},
	],
	[
		'a file of a job',
		'brightRiver',
		async () => {
			const file = await editedJob();
			return { resource: 'file', operation: 'download', ...file, image: 'original' };
		},
	],
	[
		'an upload to a folder',
		'skyfish',
		async () => ({
			resource: 'media',
			operation: 'upload',
			folderId: folder(),
			options: { waitForImport: false },
		}),
	],
	[
		'a media',
		'skyfish',
		async () => ({
			resource: 'media',
			operation: 'download',
			mediaId: byId(await sandbox.skyfish.addMedia()),
			options: { fileName: 'a.jpg' },
		}),
	],
	[
		'a folder as ZIP file',
		'skyfish',
		async () => {
			const zipped = sandbox.skyfish.addFolder('Zip');
			await sandbox.skyfish.addMedia({ folderId: zipped });
			const download = { resource: 'folder', operation: 'download', folderId: byId(zipped) };
			const first = skyfish(sandbox, { ...download, binaryPropertyName: 'data' } as never);
			let isMade = false;
			void first.then(() => (isMade = true));
			while (!isMade) {
				await sandbox.skyfish.finishZips();
				await new Promise((resolve) => setImmediate(resolve));
			}
			return download;
		},
	],
];

describe.each(transfers)('%s', (_, service, parametersOf) => {
	it('is refused where an API on the internet names a storage in n8n’s own network', async () => {
		const parameters = await parametersOf();
		sandbox[service].requests.length = 0;
		const error = await run(service, parameters).then(
			() => undefined,
			(one: NodeOperationError) => one,
		);
		expect(error?.message).toMatch(/named a storage in a private network, which is not used$/);
		expect(error?.description).toContain('"127.0.0.1"');
		expect(error?.description).toContain('"Allow Private Storage"');
		expect(error?.context.itemIndex).toBe(0);
		expect(onStorage()).toEqual([]);
	});

	it('works where the credential allows it', async () => {
		const parameters = await parametersOf();
		sandbox[service].requests.length = 0;
		expect(await run(service, parameters, true)).toHaveLength(1);
		expect(onStorage().length).toBeGreaterThan(0);
		expect(names[service].asked).toContainEqual(expect.stringMatching(/^http:\/\/127\.0\.0\.1/));
	});
});

it.each([
	'http://localhost/x',
	'http://0x7f.1/x',
	'https://[::ffff:10.0.0.1]/x',
	'http://metadata.google.internal/x',
	'http://169.254.169.254/latest/meta-data/',
])('%s is not asked for', async (address) => {
	names.brightRiver.asked.length = 0;
	const body = JSON.stringify({ id: 5, upload: { postUrl: `${address}?accountID=secret-part` } });
	sandbox.brightRiver.faults.add({ kind: 'body', contentType: 'application/json', body });
	const upload = { resource: 'file', operation: 'upload', jobId: byId(5) };
	const error = (await run('brightRiver', upload).catch((one: Error) => one)) as NodeOperationError;
	expect(error.message).toContain('named a storage in a private network');
	expect(error.description).not.toContain('secret-part');
	expect(names.brightRiver.asked).toEqual(['https://api.example.com/jobs/5']);
});

it.each(['ftp://files.example.com/x', 'data:text/plain,x', 'file:///etc/passwd', 'nonsense'])(
	'%s is no address for a file',
	async (url) => {
		const body = JSON.stringify({ url });
		sandbox.skyfish.faults.add({ kind: 'body', contentType: 'application/json', body });
		const parameters = {
			resource: 'media',
			operation: 'download',
			mediaId: byId(5),
			options: { fileName: 'a.jpg' },
		};
		await expect(run('skyfish', parameters)).rejects.toThrow(
			'Skyfish gave no address for the file',
		);
	},
);

it.each([
	['the storage', 'http://169.254.169.254/upload/done', []],
	['a redirect', '/upload/done', ['https://api.example.com/upload/done']],
])('an upload is not finished where %s leads into n8n’s own network', async (_, first, asked) => {
	const { url } = names.skyfish;
	const { faults } = sandbox.skyfish;
	const form = { action: `${url}/bucket`, fields: [{ name: 'file', type: 'file' }] };
	const body = JSON.stringify(form);
	const answer = { contentType: 'application/json', body };
	faults.add({ kind: 'body', path: '/upload/register', ...answer });
	const leadsTo = (path: string, location: string) =>
		faults.add({ kind: 'status', path, status: 303, headers: { location } });
	leadsTo('/bucket', first);
	leadsTo('/upload/done', 'http://169.254.169.254/upload/done');
	names.skyfish.asked.length = 0;
	const upload = { resource: 'media', operation: 'upload', folderId: folder() };
	await expect(run('skyfish', upload)).rejects.toThrow('named a storage in a private network');
	expect(names.skyfish.asked).toEqual([`${url}/upload/register`, `${url}/bucket`, ...asked]);
});

it.each([
	['http://localhost:5678/rest/settings?key=secret-part', []],
	['http://169.254.169.254/latest/meta-data/', []],
	['http://[::1]/x', []],
	['https://api.example.com/photo.jpg', ['https://api.example.com/photo.jpg']],
])(
	'a file from the URL %s that leads into n8n’s own network is not fetched',
	async (url, asked) => {
		const headers = { location: 'https://169.254.169.254/latest/meta-data/' };
		sandbox.skyfish.faults.add({ kind: 'status', path: '/photo.jpg', status: 302, headers });
		names.skyfish.asked.length = 0;
		const parameters = { resource: 'media', operation: 'upload', folderId: folder() };
		const upload = run('skyfish', { ...parameters, fileSource: 'url', url });
		const error = (await upload.catch((one: Error) => one)) as NodeOperationError;
		expect(error.message).toBe(
			'The address in "URL" leads to a private network, which is not used',
		);
		expect(error.description).toContain('"Allow Private Storage"');
		expect(error.description).not.toContain('secret-part');
		expect(names.skyfish.asked).toEqual(asked);
	},
);
