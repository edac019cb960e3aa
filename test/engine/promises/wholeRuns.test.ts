/** What n8n leaves to the package when it hands it all items of a run together. */
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { cancelOnce } from '../support/engine';

let sandbox: Sandbox;
let jobs: number[];
beforeAll(async () => {
	sandbox = await startManualSandbox();
	jobs = sandbox.brightRiver.createJobs(6, 'CJ_NEW');
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
	sandbox.brightRiver.resetStatistics();
});

const itemsOf = (values: unknown[]) => values.map((id) => ({ json: { id } as never }));
const status = { resource: 'job', operation: 'getStatus', jobId: byId('={{ $json.id }}') };
const withOptions = (requestOptions: IDataObject) => ({
	...status,
	requestOptions: requestOptions as never,
});
const batches = (batchSize: number, batchInterval: number) =>
	withOptions({ batching: { batch: { batchSize, batchInterval } } });

it('ends with the error of the first item that failed, once all the others have ended', async () => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 60, times: Infinity });
	const input = itemsOf([jobs[0], 'x1', jobs[1], '', ...jobs.slice(2)]);
	await expect(brightRiver(sandbox, status, { input })).rejects.toMatchObject({
		message: '"Job" is not a valid ID',
		context: { itemIndex: 1 },
	});
	expect(sandbox.brightRiver.requests).toHaveLength(jobs.length);
	expect(sandbox.brightRiver.requests.every(({ endedAt }) => endedAt !== undefined)).toBe(true);
});

it('starts as many items at a time as "Batching" says', async () => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 20, times: Infinity });
	const output = await brightRiver(sandbox, batches(2, 100), { input: itemsOf(jobs) });
	expect(output.map(({ json }) => json.jobId)).toEqual(jobs);
	expect(sandbox.brightRiver.maxInFlight).toBe(2);
});

it.each([
	[2, 0],
	[-1, 100],
])('starts all at once with batches of %s and a pause of %s ms', async (size, pauseMs) => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 100, times: Infinity });
	await brightRiver(sandbox, batches(size, pauseMs), { input: itemsOf(jobs) });
	expect(sandbox.brightRiver.maxInFlight).toBe(jobs.length);
});

it('does not wait for the next batch when the execution is canceled', async () => {
	const { requests } = sandbox.brightRiver;
	const run = {
		type: 'brightRiver',
		parameters: batches(1, 60_000),
		credentials: credentialFor(sandbox),
		input: itemsOf(jobs),
	};
	const { tookMs } = await cancelOnce(run, () => requests.length >= 1);
	expect(tookMs).toBeLessThan(1000);
	expect(requests).toHaveLength(1);
});

describe('what keeps all items from being sent', () => {
	const noProxy = withOptions({ proxy: 'proxy.example.com:3128' });
	const message = '"Proxy" is not valid';

	it('fails the node', async () => {
		const run = brightRiver(sandbox, noProxy, { input: itemsOf(jobs) });
		await expect(run).rejects.toMatchObject({ message });
		expect(sandbox.brightRiver.requests).toEqual([]);
	});

	it('is said of each of them where the node is set to continue', async () => {
		const more = { input: itemsOf(jobs), onError: 'continueErrorOutput' } as const;
		const failed = await brightRiver(sandbox, noProxy, more, 1);
		expect(failed.map(({ json }) => json.error)).toEqual(jobs.map(() => message));
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual(jobs.map((_, item) => ({ item })));
		expect(sandbox.brightRiver.requests).toEqual([]);
	});
});
