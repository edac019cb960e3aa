import { LoadOptionsContext } from 'n8n-core';
import examples from '../../fixtures/brightRiver/documentExamples.json';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { additionalDataFor, nodeOf, workflowOf } from '../support/engine';
import { itemWithFile } from '../support/photos';
import { PolledTrigger } from '../support/poll';
import { startRecorder, type Recorder } from '../support/recorder';
import { secretsOf } from '../support/secrets';
import { skyfish, skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
let otherPort: Recorder;
let otherHost: Recorder;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	otherPort = await startRecorder();
	otherHost = await startRecorder('127.0.0.2');
});
afterAll(async () => await Promise.all([sandbox, otherPort, otherHost].map((one) => one.stop())));
beforeEach(() => {
	for (const { faults, requests } of [sandbox.brightRiver, sandbox.skyfish]) {
		faults.clear();
		requests.length = 0;
	}
	otherPort.received.length = 0;
	otherHost.received.length = 0;
});

const jobId = byId(353413);
const input = [itemWithFile(Buffer.from('a photo'), 'a.jpg')];
const received = () => [...otherPort.received, ...otherHost.received];

/** Nobody else has got a secret. @param place that must have been asked; an https one only got a hello */
function expectNoSecretOut(place: string): void {
	const secrets = secretsOf(sandbox);
	expect(secrets.length).toBeGreaterThanOrEqual(5);
	expect(received()).not.toEqual([]);
	if (place.startsWith('http:')) expect(received()[0]).toMatch(/^(GET|POST) \//);
	for (const text of received()) {
		for (const secret of secrets) expect(text).not.toContain(secret);
		// A user in the address itself becomes a header of its own.
		expect(text).not.toMatch(
			/x-(?:client|session)-token|cbx-simple-token|authorization\n(?!Basic YXBpOng=\n)/i,
		);
	}
}

/** The places of somebody else, as an answer of a service could name them. */
const foreign: Array<[string, () => string]> = [
	['another port', () => otherPort.url],
	['another host', () => otherHost.url],
	['another scheme', () => otherPort.url.replace('http:', 'https:')],
	['a name for this machine', () => `http://localhost:${otherPort.port}`],
	['the host with a user before it', () => otherPort.url.replace('//', '//api:x@')],
];

describe.each(foreign)('an answer that leads to %s gets no secret out of', (_, place) => {
	/** Makes the service give one answer. */
	function answer(path: string | RegExp, body: object, service = sandbox.brightRiver.faults) {
		const asText = { contentType: 'application/json', body: JSON.stringify(body) };
		service.add({ server: 'api', kind: 'body', path, times: Infinity, ...asText });
	}

	const ended = async (run: Promise<unknown>) => await run.catch(() => undefined);

	it('an upload to Bright River (postUrl)', async () => {
		answer('/jobs/353413', { ...examples.job, upload: { postUrl: `${place()}/up?accountID=1` } });
		await ended(
			brightRiver(
				sandbox,
				{ resource: 'file', operation: 'upload', jobId, binaryPropertyName: 'data' },
				{ input },
			),
		);
		expectNoSecretOut(place());
	});

	it('a download of results (getUrl)', async () => {
		answer('/jobs/353413', { ...examples.job, download: { getUrl: `${place()}/zip` } });
		await ended(
			brightRiver(sandbox, {
				resource: 'job',
				operation: 'downloadResults',
				resultsAs: 'zip',
				jobId,
				binaryPropertyName: 'data',
			}),
		);
		expectNoSecretOut(place());
	});

	it.each(['real', 'preview', 'thumbnail'])('a download of a file (%s)', async (key) => {
		const [file] = examples.files.files;
		const clipped = [{ imageId: 1, [key]: `${place()}/${key}` }];
		answer('/jobs/353413/files', { files: [{ ...file, clipped }] });
		await ended(
			brightRiver(sandbox, {
				resource: 'file',
				operation: 'download',
				jobId,
				fileId: byId(file.id),
				image: 'result',
				size: key === 'real' ? 'full' : key,
				binaryPropertyName: 'data',
			}),
		);
		expectNoSecretOut(place());
	});

	it('a download from Skyfish (url)', async () => {
		answer(/download_location/, { url: `${place()}/media` }, sandbox.skyfish.faults);
		await ended(
			skyfish(sandbox, {
				resource: 'media',
				operation: 'download',
				mediaId: byId(5),
				size: '320px',
				binaryPropertyName: 'data',
				options: { fileName: 'a.jpg' },
			}),
		);
		expectNoSecretOut(place());
	});

	it('a Skyfish folder as ZIP file', async () => {
		answer(/zip-file/, { state: 'DONE', url: `${place()}/zip` }, sandbox.skyfish.faults);
		await ended(
			skyfish(sandbox, {
				resource: 'folder',
				operation: 'download',
				folderId: byId(5),
				binaryPropertyName: 'data',
			}),
		);
		expectNoSecretOut(place());
	});

	const upload = async () =>
		await skyfish(
			sandbox,
			{
				resource: 'media',
				operation: 'upload',
				folderId: byId(sandbox.skyfish.rootFolderId),
				binaryPropertyName: 'data',
			},
			{ input },
		);

	it('an upload to Skyfish (action)', async () => {
		const form = { action: place(), fields: [{ name: 'key', value: 'k' }, { name: 'file' }] };
		answer('/upload/register', form, sandbox.skyfish.faults);
		await ended(upload());
		expectNoSecretOut(place());
	});

	it('the end of an upload to Skyfish (Location)', async () => {
		for (const location of [`${place()}/done`, place().replace(/^\w+:/, '')]) {
			const headers = { location };
			sandbox.skyfish.faults.add({ server: 'storage', kind: 'status', status: 303, headers });
			await expect(upload()).rejects.toThrow();
		}
		expectNoSecretOut(place());
	});
});

/** What asks the services: operations of each method, dropdowns, triggers, the sign-in. */
const asking: Array<[string, () => Promise<unknown>]> = [
	['a GET', () => brightRiver(sandbox, { resource: 'job', operation: 'get', jobId })],
	[
		'a POST',
		() =>
			brightRiver(sandbox, { resource: 'job', operation: 'create', name: 'n', description: 'd' }),
	],
	[
		'a PUT',
		() =>
			brightRiver(sandbox, {
				resource: 'job',
				operation: 'update',
				jobId,
				updateFields: { name: 'n' },
			}),
	],
	['a search', () => brightRiver(sandbox, { resource: 'search', operation: 'jobs' })],
	['a dropdown', async () => await new BrightRiver().methods.listSearch.searchJobs.call(editor())],
	['a trigger', async () => await brightRiverTrigger().poll()],
	['a GET of Skyfish', () => skyfish(sandbox, { resource: 'folder', operation: 'getAll' })],
	[
		'a DELETE',
		() => skyfish(sandbox, { resource: 'folder', operation: 'delete', folderId: byId(5) }),
	],
	[
		'an upload with the token',
		() =>
			skyfish(
				sandbox,
				{
					resource: 'user',
					operation: 'setProfileImage',
					userId: byId(5),
					binaryPropertyName: 'data',
				},
				{ input },
			),
	],
	[
		'a download with the token',
		() =>
			skyfish(sandbox, {
				resource: 'user',
				operation: 'getProfileImage',
				userId: byId(5),
				binaryPropertyName: 'data',
			}),
	],
	[
		'a dropdown of Skyfish',
		async () => await new Skyfish().methods.loadOptions.getFolders.call(editor('skyfish')),
	],
	['a trigger of Skyfish', async () => await skyfishTrigger().poll()],
];

function editor(type = 'brightRiver'): LoadOptionsContext {
	const credentials = type === 'skyfish' ? skyfishCredential(sandbox) : credentialFor(sandbox);
	const node = nodeOf({ type, parameters: {}, credentials });
	return new LoadOptionsContext(workflowOf(node), node, additionalDataFor(credentials), '');
}

function brightRiverTrigger(): PolledTrigger {
	return new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: { event: 'jobStatusChanged', watch: 'allJobs' },
		credentials: credentialFor(sandbox),
	});
}

function skyfishTrigger(): PolledTrigger {
	return new PolledTrigger({
		type: 'skyfishTrigger',
		parameters: { event: 'mediaAdded' },
		credentials: skyfishCredential(sandbox),
	});
}

describe.each([301, 302, 303, 307, 308])(
	'a redirect with status %s is not followed by',
	(status) => {
		const redirect = (location: string, path?: RegExp) => {
			const fault = {
				kind: 'status' as const,
				status,
				headers: { location },
				path,
				times: Infinity,
			};
			for (const { faults } of [sandbox.brightRiver, sandbox.skyfish]) faults.add(fault);
		};

		it.each(asking)('%s', async (_, ask) => {
			for (const [, place] of foreign) {
				for (const { faults } of [sandbox.brightRiver, sandbox.skyfish]) faults.clear();
				// The sign-in goes well; what comes after it is redirected.
				redirect(`${place()}/elsewhere`, /^\/(?!authenticate\/userpasshmac)/);
				await expect(ask()).rejects.toThrow(/^(Bright River|Skyfish) redirected the request/);
			}
			expect(received()).toEqual([]);
		});

		it('a sign-in', async () => {
			redirect(`${otherHost.url}/elsewhere`);
			await expect(skyfish(sandbox, { resource: 'clique', operation: 'getAll' })).rejects.toThrow(
				'There is no Skyfish API at the base URL',
			);
			expect(received()).toEqual([]);
		});
	},
);

describe.each([301, 302, 303, 307, 308])('a redirect of a storage with status %s', (status) => {
	const inField = { binaryPropertyName: 'data' };

	beforeEach(() => {
		const headers = { location: `${otherHost.url}/elsewhere?signed=1` };
		const fault = { server: 'storage', kind: 'status' as const, status, headers, times: Infinity };
		for (const { faults } of [sandbox.brightRiver, sandbox.skyfish]) faults.add(fault);
	});

	it('is followed by a download, without a secret', async () => {
		const job = byId(sandbox.brightRiver.createJobs(1, 'CJ_WORK_DONE')[0]);
		const mediaId = byId(await sandbox.skyfish.addMedia());
		const results = { resource: 'job', operation: 'downloadResults', resultsAs: 'zip' };
		const zip = { ...results, jobId: job, ...inField };
		const media = { resource: 'media', operation: 'download', mediaId, ...inField };
		// What answers there is no file.
		const noFile = /sent a page or a message instead of the file/;
		await expect(brightRiver(sandbox, zip)).rejects.toThrow(noFile);
		await expect(skyfish(sandbox, media)).rejects.toThrow(noFile);
		expect(received()).toHaveLength(2);
		expectNoSecretOut(otherHost.url);
	});

	it('is followed by an upload only where it is to be sent again', async () => {
		const job = byId(sandbox.brightRiver.createJobs(1)[0]);
		const parameters = { resource: 'file', operation: 'upload', jobId: job, ...inField };
		const upload = brightRiver(sandbox, parameters, { input });
		if (status < 307) {
			await expect(upload).rejects.toThrow(/redirected the upload, which is not followed/);
			expect(received()).toEqual([]);
		} else {
			await expect(upload).resolves.toMatchObject([{ json: { success: true, verified: false } }]);
			expect(received()).toHaveLength(1);
			expect(received()[0]).toContain('a photo');
			expectNoSecretOut(otherHost.url);
		}
	});
});
