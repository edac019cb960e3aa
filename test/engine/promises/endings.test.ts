/** Every request has an end, and a canceled execution is canceled. */
import {
	cancelOnce,
	execute,
	removeBinaryFolder,
	runNode,
	until,
	useBinaryMode,
} from '../support/engine';
import { byId } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';
import { json, startRawServer, type RawServer } from '../support/rawServer';

jest.mock('../../../nodes/shared/client/timeLimit', () => {
	const actual = jest.requireActual<typeof import('../../../nodes/shared/client/timeLimit')>(
		'../../../nodes/shared/client/timeLimit',
	);
	return { ...actual, ANSWER_TIMEOUT_MS: 600, STALLED_FILE_MS: 600 };
});

let server: RawServer;
/** What the storage and the status do. */
let mode: 'well' | 'stalls' | 'drips' | 'hangs' | 'busy' = 'well';
const drips = new Set<NodeJS.Timeout>();

beforeAll(async () => {
	await useBinaryMode('filesystem');
	server = await startRawServer(({ call }, response) => {
		if (call === 'GET /jobs/7') {
			return json(response, { id: 7, download: { getUrl: `${server.url}/zip` } });
		}
		if (mode === 'hangs') return;
		if (mode === 'busy') return json(response, {}, 429, { 'retry-after': '30' });
		if (call === 'GET /zip') {
			response.writeHead(200, { 'content-type': 'application/zip', 'content-length': '1000' });
			if (mode === 'well') return response.end(Buffer.alloc(1000, 'x'));
			response.write(Buffer.alloc(500, 'x'));
			if (mode === 'drips') drips.add(setInterval(() => response.write('x'), 50));
			return;
		}
		if (mode === 'well') return json(response, { id: 7, status: 'CJ_NEW', jobs: [], totalJobs: 0 });
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write('{');
		if (mode === 'drips') drips.add(setInterval(() => response.write(' '), 50));
	});
});
afterAll(async () => {
	removeBinaryFolder();
	await server.stop();
});
afterEach(() => {
	for (const drip of drips) clearInterval(drip);
	drips.clear();
	mode = 'well';
	server.requests.length = 0;
});

const credentials = () => ({
	brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: server.url },
});
const operation = (parameters: object, more = {}) => ({
	type: 'brightRiver',
	parameters: { resource: 'job', jobId: byId(7), ...parameters } as never,
	credentials: credentials(),
	...more,
});
const download = { operation: 'downloadResults', resultsAs: 'zip', binaryPropertyName: 'data' };

describe('a download that stalls half way', () => {
	it.each(['stalls', 'drips'] as const)(
		'or drips (here: %s) ends, and is tried again',
		async (how) => {
			mode = how;
			const running = runNode(operation(download));
			await until(() => server.requests.filter(({ call }) => call === 'GET /zip').length === 2);
			mode = 'well';
			const [{ json: item }] = await running;
			expect(item).toMatchObject({ jobId: 7, fileSize: 1000 });
		},
		20_000,
	);

	it('holds up nobody for ever', async () => {
		mode = 'stalls';
		const input = Array.from({ length: 8 }, () => ({ json: {} }));
		const stalled = execute(operation(download, { input, onError: 'continueRegularOutput' }));
		const { data } = await stalled;
		const items = Object.values(data.resultData.runData)[0][0].data?.main[0] ?? [];
		expect(items.map(({ json: { error } }) => error)).toEqual(
			Array(8).fill('Bright River took too long to answer'),
		);
		mode = 'well';
		expect(await runNode(operation(download))).toHaveLength(1);
	}, 60_000);
});

it.each(['stalls', 'drips', 'hangs'] as const)(
	'a poll whose answer %s ends',
	async (how) => {
		const trigger = new PolledTrigger({
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs' },
			credentials: credentials(),
		});
		await trigger.poll();
		mode = how;
		await expect(trigger.poll()).rejects.toThrow('Bright River took too long to answer');
		mode = 'well';
		expect(await trigger.poll()).toEqual([]);
	},
	60_000,
);

it('an answer that drips ends at the time-out that the operator set', async () => {
	mode = 'drips';
	const parameters = { operation: 'getStatus', requestOptions: { timeout: 400 } };
	await expect(runNode(operation(parameters))).rejects.toThrow(
		'Bright River took too long to answer',
	);
}, 30_000);

describe('an execution that is canceled', () => {
	it.each([
		['while it waits', { operation: 'waitForStatus', statuses: ['CJ_FINISHED'] }, 'well'],
		['while an answer is due', { operation: 'getStatus' }, 'hangs'],
		['in the pause before a retry', { operation: 'getStatus' }, 'busy'],
		['in the middle of a file', download, 'stalls'],
	] as const)(
		'%s is canceled, not failed',
		async (_, parameters, how) => {
			mode = how;
			const call = parameters === download ? 'GET /zip' : 'GET /jobs/7/status';
			const isAsked = () => server.requests.some((request) => request.call === call);
			const { ended } = await cancelOnce(operation(parameters), isAsked);
			const { status, data } = ended!;
			expect(status).toBe('canceled');
			const [task] = Object.values(data.resultData.runData)[0] ?? [];
			const message = task?.error?.message ?? data.resultData.error?.message ?? 'canceled';
			expect(message).not.toMatch(/Bright River/);
			expect(server.requests.filter((request) => request.call === call)).toHaveLength(1);
		},
		20_000,
	);
});
