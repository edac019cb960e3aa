import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { everySeconds } from '../../tools/examples/workflowFiles.ts';
import { nodeType } from '../../tools/checkout/packages.ts';
import type { Workflow, WorkflowNode } from '../../tools/n8n-host/n8nTypes.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { byId } from './support/operations.ts';
import { NodeFailedError, runNode, startNode, type RunNodeOptions } from './support/runNode.ts';
import { skyfishCredentialData } from '../../tools/world/skyfishCredential.ts';

let world: HostWorld;
let photo: Buffer;
let skyfishCredential: { id: string; name: string };
const elsewhere = { received: [] as string[], url: '', stop: async () => undefined as void };

beforeAll(async () => {
	world = await startHostWorld({
		sandbox: { manual: false, stageMs: 50, skyfishImportMs: 50, indexLagMs: 0 },
		env: { N8N_LOG_LEVEL: 'debug' },
	});
	const data = skyfishCredentialData(world.sandbox);
	skyfishCredential = await world.rest.createCredential({
		name: 'Skyfish',
		type: 'skyfishApi',
		data,
	});
	const [sample] = await makeSamplePhotos(join(world.folder, 'originals'));
	photo = readFileSync(sample.path);
	const server = createServer((request, response) => {
		elsewhere.received.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	elsewhere.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	elsewhere.stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
}, startingMs);

afterAll(async () => {
	await elsewhere.stop();
	await world?.stop();
});

const input = () => [
	{ files: { data: { fileName: 'a.jpg', mimeType: 'image/jpeg', content: photo } } },
];

const onSkyfish = () => ({
	type: 'skyfish',
	credentials: { skyfishApi: skyfishCredential },
});

/** What was entered, what signed in with it, and what signs the addresses of both storages. */
function secrets(): string[] {
	const { brightRiver, skyfish } = world.sandbox;
	const requests = [...brightRiver.requests, ...skyfish.requests];
	const inQueries = requests
		.filter(({ server }) => server === 'storage')
		.flatMap(({ path }) => [...new URL(path, 'http://x').searchParams])
		.filter(([name]) => /^(session|account)id$|^signature$/i.test(name))
		.map(([, value]) => value);
	const tokens = requests.map(
		({ headers }) => /Token=(\w+)/.exec(String(headers.authorization))?.[1] ?? '',
	);
	const hmacs = requests
		.filter(({ path }) => path.endsWith('/userpasshmac'))
		.map(({ body }) => String((body as { hmac?: string }).hmac));
	const { clientToken, sessionToken } = brightRiver;
	const { password, apiKey, apiSecret } = skyfish;
	const entered = [clientToken, sessionToken, password, apiKey, apiSecret, 'a-wrong-password-4711'];
	return [...new Set([...entered, ...inQueries, ...tokens, ...hmacs])].filter(Boolean);
}

/** Everything that n8n wrote (databases, settings, logs, files), without the code of it and its editor. */
function storedByN8n(): Array<{ path: string; text: string }> {
	const folder = world.n8n.userFolder;
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/node_modules|\/\.cache\//.test(entry.parentPath))
		.map(({ parentPath, name }) => join(parentPath, name))
		.map((path) => ({ path, text: readFileSync(path, 'latin1') }));
}

/** Executions as the editor gets them, word for word. */
async function executionTexts(): Promise<string[]> {
	const executions = await world.rest.listExecutions();
	return await Promise.all(
		executions.map(async ({ id }) =>
			JSON.stringify(await world.rest.call('GET', `/rest/executions/${id}`)),
		),
	);
}

async function failure(parameters: object, options: RunNodeOptions = {}): Promise<string> {
	const error = await runNode(world, { ...parameters }, options).then(
		// Only the regular output is seen here: a failed item goes to the other one.
		(items) => options.settings?.onError && items.length === 0 && new Error('on the error output'),
		(one: unknown) => one,
	);
	if (!(error instanceof Error)) throw new Error(`It did not fail: ${JSON.stringify(parameters)}`);
	return error instanceof NodeFailedError ? JSON.stringify(error.error) : error.message;
}

const inField = { binaryPropertyName: 'data' };

test('what goes well leaves no secret behind', async () => {
	const { brightRiver, skyfish } = world.sandbox;
	const create = { resource: 'job', operation: 'create', name: 'Shoes', description: 'Clip' };
	const [{ json }] = await runNode(world, create);
	const jobId = byId(json.id);
	await runNode(
		world,
		{ resource: 'file', operation: 'upload', jobId, ...inField },
		{ input: input() },
	);
	await runNode(world, { resource: 'job', operation: 'requestOffer', jobId });
	await brightRiver.advanceTo(Number(json.id), 'CJ_WAIT_ACCEPTANCE');
	await runNode(world, { resource: 'job', operation: 'acceptOffer', jobId });
	await brightRiver.advanceTo(Number(json.id), 'CJ_WORK_DONE');
	await runNode(world, { resource: 'job', operation: 'get', jobId });
	await runNode(world, { resource: 'job', operation: 'downloadResults', jobId, ...inField });
	const [file] = await runNode(world, { resource: 'file', operation: 'getAll', jobId });
	const fileId = byId(file.json.id);
	await runNode(world, { resource: 'file', operation: 'download', jobId, fileId, ...inField });
	await runNode(world, { resource: 'review', operation: 'getFiles', jobId });
	await runNode(world, { resource: 'search', operation: 'jobs' });

	const folderId = byId(skyfish.rootFolderId);
	const upload = { resource: 'media', operation: 'upload', folderId, ...inField };
	const [media] = await runNode(world, upload, { ...onSkyfish(), input: input() });
	const mediaId = byId(media.json.mediaId);
	for (const operation of ['get', 'getMetadata', 'download']) {
		await runNode(world, { resource: 'media', operation, mediaId, ...inField }, onSkyfish());
	}
	const companyId = byId(skyfish.companyId);
	for (const operation of ['getUsers', 'getApiEndpoint']) {
		await runNode(world, { resource: 'company', operation, companyId }, onSkyfish());
	}
}, 180_000);

test('what fails leaves no secret behind, not even where the service repeats it', async () => {
	const { brightRiver, skyfish } = world.sandbox;
	const { clientToken, sessionToken } = brightRiver;
	const { password, apiKey, apiSecret } = skyfish;
	const jobId = byId(353413);
	const quoting = (words: string[]) => {
		const all = words.join(' ');
		const address = 'https://storage.example.com/x?sessionid=signed-part';
		return { code: `no ${all}`, message: `Nobody knows ${all}, see ${address}` };
	};
	for (const status of [400, 403]) {
		const always = { kind: 'status' as const, status, times: Infinity };
		brightRiver.faults.add({ ...always, body: quoting([clientToken, sessionToken]) });
		const path = /^\/(?!authenticate\/userpasshmac)/;
		skyfish.faults.add({ ...always, path, body: quoting([password, apiKey, apiSecret]) });
		for (const settings of [{}, { onError: 'continueErrorOutput' }]) {
			const run = async (parameters: object, options: RunNodeOptions = {}) =>
				await failure(parameters, { settings, ...options });
			await run({ resource: 'job', operation: 'get', jobId });
			await run({ resource: 'job', operation: 'create', name: 'n', description: 'd' });
			await run(
				{ resource: 'file', operation: 'upload', jobId, ...inField },
				{ settings, input: input() },
			);
			await run({ resource: 'media', operation: 'get', mediaId: byId(5) }, onSkyfish());
		}
		brightRiver.faults.clear();
		skyfish.faults.clear();
	}

	const [job] = brightRiver.createJobs(1, 'CJ_WORK_DONE');
	brightRiver.faults.add({ server: 'storage', kind: 'status', status: 403, times: Infinity });
	skyfish.faults.add({ server: 'storage', kind: 'status', status: 403, times: Infinity });
	const zip = { resource: 'job', operation: 'downloadResults', resultsAs: 'zip' };
	await failure({ ...zip, jobId: byId(job), ...inField });
	const mediaId = byId(await skyfish.addMedia());
	const download = { resource: 'media', operation: 'download', mediaId, ...inField };
	await failure(download, onSkyfish());
	brightRiver.faults.clear();
	skyfish.faults.clear();

	const wrong = { ...skyfishCredentialData(world.sandbox), password: 'a-wrong-password-4711' };
	const credential = { name: 'Wrong', type: 'skyfishApi', data: wrong };
	const { id, name } = await world.rest.createCredential(credential);
	const test = await world.rest.saveAndTestCredential(credential);
	expect(test.status).toBe('Error');
	const folders = { resource: 'folder', operation: 'getAll' };
	const error = await failure(folders, {
		type: 'skyfish',
		credentials: { skyfishApi: { id, name } },
	});
	expect(error).toContain('Skyfish did not accept the sign-in');
}, 180_000);

test('a trigger that cannot look leaves no secret behind', async () => {
	const { brightRiver } = world.sandbox;
	const trigger: WorkflowNode = {
		id: 'trigger',
		name: 'Trigger',
		type: nodeType('brightRiverTrigger'),
		typeVersion: 1,
		position: [0, 0],
		parameters: { event: 'jobStatusChanged', watch: 'allJobs', pollTimes: everySeconds(1) },
		credentials: { brightRiverApi: world.credential },
	};
	const workflow: Workflow = {
		name: 'Watch',
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
	const saved = await world.rest.createWorkflow(workflow);
	await world.rest.activateWorkflow(saved);
	const { clientToken, sessionToken } = brightRiver;
	const body = { message: `Nobody knows ${clientToken} and ${sessionToken}` };
	brightRiver.faults.add({ kind: 'status', status: 400, times: Infinity, body });
	await waitUntil(
		'a failed poll in the executions',
		async () =>
			(await world.rest.listExecutions(saved.id)).some(({ status }) => status === 'error'),
		{ timeoutMs: 30_000 },
	);
	await world.rest.deactivateWorkflow(saved.id);
	brightRiver.faults.clear();
}, 90_000);

test('the HTTP Request node sends a credential to its own origin only', async () => {
	const ask = async (url: string) => {
		const request: WorkflowNode = {
			id: 'request',
			name: 'Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [200, 0],
			parameters: {
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'brightRiverApi',
				options: {},
			},
			credentials: { brightRiverApi: world.credential },
		};
		const saved = await world.rest.createWorkflow({
			name: `Ask ${url}`,
			nodes: [startNode, request],
			connections: { [startNode.name]: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		return await world.rest.waitForExecution(
			await world.rest.runWorkflow(saved.id, startNode.name),
		);
	};
	const { brightRiver } = world.sandbox;
	expect((await ask(`${brightRiver.url}/search/fields`)).status).toBe('success');
	await ask(`${elsewhere.url}/search/fields`);
	expect(elsewhere.received).toHaveLength(1);
	brightRiver.faults.add({
		kind: 'status',
		status: 302,
		headers: { location: `${elsewhere.url}/redirected` },
	});
	await ask(`${brightRiver.url}/search/fields`);
	expect(elsewhere.received).toHaveLength(1);
	for (const secret of secrets()) expect(elsewhere.received[0]).not.toContain(secret);
	expect(elsewhere.received[0]).not.toMatch(/x-(client|session)-token/i);
}, 90_000);

test('no secret is in what n8n stored, logged or shows of all this', async () => {
	const looked = secrets();
	expect(looked.length).toBeGreaterThanOrEqual(10);
	const executions = await executionTexts();
	expect(executions.length).toBeGreaterThan(30);
	const places = [
		...storedByN8n(),
		...executions.map((text, index) => ({ path: `execution ${index}`, text })),
		{ path: 'log', text: world.n8n.log() },
	];
	expect(places.some(({ path }) => path.endsWith('database.sqlite'))).toBe(true);
	// What is there can be found: the search itself works.
	expect(places.some(({ text }) => text.includes('Nobody knows ********'))).toBe(true);
	const found = places.flatMap(({ path, text }) =>
		[...looked, 'signed-part']
			.map((secret) => ({ path, secret, at: text.indexOf(secret) }))
			.filter(({ at }) => at !== -1)
			.map(({ secret, at }) => ({
				path,
				secret,
				around: text.slice(Math.max(0, at - 150), at + 20),
			})),
	);
	expect(found).toEqual([]);
});
