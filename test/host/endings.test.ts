import { setInterval } from 'node:timers';
import type { ServerResponse } from 'node:http';
import { nodeType } from '../../tools/checkout/packages.ts';
import type { Execution, Workflow } from '../../tools/n8n-host/n8nTypes.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { json, startRawServer, type RawServer } from '../engine/support/rawServer.ts';
import { executionsOf } from './support/examples.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { byId } from './support/operations.ts';
import { fileIn, runNode } from './support/runNode.ts';
import { logStatuses } from './support/statusLog.ts';

/** Job 7 has a storage that stalls, job 8 one that works; answers about job 9 drip; job 10 is missing. */
let server: RawServer;
let world: HostWorld;
let credential: { id: string; name: string };
let isSearchDripping = false;
const drips = new Set<NodeJS.Timeout>();
const photos = Buffer.alloc(100_000, 'photo');

beforeAll(async () => {
	server = await startRawServer(({ call }, response) => {
		const [, job, rest = ''] = /^GET \/jobs\/(\d+)(.*)/.exec(call) ?? [];
		if (call.startsWith('GET /storage/')) return sendFile(response, call.endsWith('/7'));
		if (call === 'POST /search') {
			return isSearchDripping ? drip(response) : json(response, { jobs: [], totalJobs: 0 });
		}
		if (job === '9') return drip(response);
		if (job === '10') return json(response, {}, 404);
		if (rest === '/status') return json(response, { status: 'CJ_NEW' });
		json(response, { id: Number(job), download: { getUrl: `${server.url}/storage/${job}` } });
	});
	world = await startHostWorld({ sandbox: { manual: true } });
	credential = await world.rest.createCredential({
		name: 'Slow service',
		type: 'brightRiverApi',
		data: { clientToken: 'client', sessionToken: 'session', baseUrl: server.url },
	});
}, startingMs);

afterAll(async () => {
	for (const timer of drips) clearInterval(timer);
	await world?.stop();
	await server?.stop();
});

function sendFile(response: ServerResponse, stalls: boolean): void {
	response.writeHead(200, {
		'content-type': 'application/zip',
		'content-length': String(photos.length),
	});
	if (stalls) response.write(photos.subarray(0, photos.length / 2));
	else response.end(photos);
}

/** What an error workflow was told. */
function failureIn({ runData }: Execution): { executionId: string; message: string } {
	const [item] = runData.Error[0].data?.main[0] ?? [];
	const { execution } = item.json as { execution: { id: string; error: { message: string } } };
	return { executionId: execution.id, message: execution.error.message };
}

/** An answer that never ends, a byte now and then. */
function drip(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.write('{');
	const timer = setInterval(() => response.write(' '), 100);
	drips.add(timer);
	response.on('close', () => clearInterval(timer));
}

const called = (call: string) => server.requests.filter((request) => request.call === call).length;

const run = async (parameters: object, settings: object = {}, count = 1) =>
	await runNode(
		world,
		{ resource: 'job', requestOptions: { timeout: 3000 }, ...parameters },
		{
			credentials: { brightRiverApi: credential },
			settings: { ...settings },
			input: Array.from({ length: count }, () => ({})),
		},
	);

const download = (job: number) => ({
	operation: 'downloadResults',
	resultsAs: 'zip',
	jobId: byId(job),
	binaryPropertyName: 'data',
});

const tookTooLong = 'Bright River took too long to answer';

test('a download that stalls ends with an error, and others from that host go on', async () => {
	// As many as are transferred at once.
	const stalled = run(download(7), { onError: 'continueRegularOutput' }, 8);
	await waitUntil('the downloads to stall', () => called('GET /storage/7') >= 8, {
		timeoutMs: 60_000,
	});
	const [whole] = await run(download(8));
	expect((await fileIn(world, whole)).equals(photos)).toBe(true);
	expect((await stalled).map((item) => item.json.error)).toEqual(Array(8).fill(tookTooLong));
	await expect(run(download(7))).rejects.toThrow(tookTooLong);
}, 180_000);

test('an answer that drips ends at the time-out', async () => {
	const start = Date.now();
	await expect(run({ operation: 'getStatus', jobId: byId(9) })).rejects.toThrow(tookTooLong);
	expect(called('GET /jobs/9/status')).toBe(2);
	expect(Date.now() - start).toBeLessThan(60_000);
}, 180_000);

test('a trigger whose answer drips says in the log that polls are left out', async () => {
	const log = await logStatuses({ ...world, credential });
	isSearchDripping = true;
	await waitUntil(
		'the polls to be left out',
		() => world.n8n.log().includes('the poll before this one is still under way'),
		{ timeoutMs: 60_000 },
	);
	isSearchDripping = false;
	await world.rest.deactivateWorkflow(log.workflowId);
}, 180_000);

describe('an execution that is stopped while it waits for a status', () => {
	/** Waits for a status of the job that the webhook is called with. */
	const waiting = (errorWorkflow: string): Workflow => ({
		name: 'Wait for a status',
		nodes: [
			{
				id: 'call',
				name: 'Call',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: 'wait-for-a-status',
				parameters: { path: 'wait-for-a-status', options: {} },
			},
			{
				id: 'wait',
				name: 'Wait',
				type: nodeType('brightRiver'),
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					resource: 'job',
					operation: 'waitForStatus',
					jobId: { __rl: true, mode: 'id', value: '={{ $json.query.job }}' },
					statuses: ['CJ_WORK_DONE'],
					options: { interval: 1 },
				},
				credentials: { brightRiverApi: credential },
			},
		],
		connections: { Call: { main: [[{ node: 'Wait', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', errorWorkflow },
	});

	test('is canceled, and no error of the node', async () => {
		const { rest, n8n } = world;
		const errors = await rest.createWorkflow({
			name: 'Something went wrong',
			nodes: [
				{
					id: 'error',
					name: 'Error',
					type: 'n8n-nodes-base.errorTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		// n8n 1 has nothing to activate in such a workflow, and starts it all the same.
		if (!n8n.version.startsWith('1.')) await rest.activateWorkflow(errors);
		const workflow = await rest.createWorkflow(waiting(errors.id));
		await rest.activateWorkflow(workflow);
		const startFor = async (job: number) => {
			await fetch(`${n8n.url}/webhook/wait-for-a-status?job=${job}`);
		};

		await startFor(8);
		await waitUntil('the node to look twice', () => called('GET /jobs/8/status') >= 2, {
			timeoutMs: 60_000,
		});
		const [{ id }] = await rest.listExecutions(workflow.id);
		await rest.call('POST', `/rest/executions/${id}/stop`);
		const stopped = await rest.waitForExecution(id);
		expect(stopped.status).toBe('canceled');
		expect(JSON.stringify([stopped.error, stopped.runData.Wait])).not.toContain('Bright River');
		const looks = called('GET /jobs/8/status');

		// One that fails starts it: whatever came of the one before has come by then.
		await startFor(10);
		const failures = await waitUntil(
			'the error workflow',
			async () => {
				const all = (await executionsOf(world, errors.id, 1)).map(failureIn);
				return all.some(({ message }) => message.includes('Bright River')) && all;
			},
			{ timeoutMs: 60_000 },
		);
		// n8n can start it for a stopped execution too, also for its own nodes: at least it is told so.
		for (const { executionId, message } of failures) {
			if (executionId === id) expect(message).toMatch(/^The execution was cancell?ed/);
			else expect(message).toContain('Bright River has no job 10');
		}
		expect(called('GET /jobs/8/status')).toBe(looks);
	}, 180_000);
});
