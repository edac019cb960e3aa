import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { cancelOnce } from '../support/engine';

let sandbox: Sandbox;
let jobs: number[];
beforeAll(async () => {
	sandbox = await startManualSandbox();
	jobs = sandbox.brightRiver.createJobs(60, 'CJ_NEW');
	sandbox.brightRiver.refreshIndex();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
	sandbox.brightRiver.resetStatistics();
});

const itemsOf = (values: unknown[]) => values.map((id) => ({ json: { id } as never }));
const status = { resource: 'job', operation: 'getStatus', jobId: byId('={{ $json.id }}') };
const search = { resource: 'search', operation: 'jobs' };

it('gives items in the order of the input, each paired with its own', async () => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 150, times: 3 });
	const output = await brightRiver(sandbox, status, { input: itemsOf(jobs) });
	expect(output.map(({ json }) => json.jobId)).toEqual(jobs);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(jobs.map((_, item) => ({ item })));
});

it('does not flood the service', async () => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 10, times: Infinity });
	await brightRiver(sandbox, status, { input: itemsOf(jobs) });
	expect(sandbox.brightRiver.maxInFlight).toBeGreaterThan(1);
	expect(sandbox.brightRiver.maxInFlight).toBeLessThanOrEqual(32);
});

it('sends no more at once than "Parallel Requests" says, in all executions of a node together', async () => {
	sandbox.brightRiver.faults.add({ kind: 'delay', ms: 5, times: Infinity });
	const careful = { ...status, requestOptions: { parallelRequests: 3 } };
	const runs = [1, 2].map(
		async () => await brightRiver(sandbox, careful, { input: itemsOf(jobs), nodeId: 'careful' }),
	);
	for (const output of await Promise.all(runs)) {
		expect(output.map(({ json }) => json.jobId)).toEqual(jobs);
	}
	expect(sandbox.brightRiver.maxInFlight).toBe(3);
});

it.each([0, -1, 'many', null])('takes the default for "Parallel Requests" %p', async (value) => {
	const parameters = { ...status, requestOptions: { parallelRequests: value } };
	const output = await brightRiver(sandbox, parameters, { input: itemsOf(jobs.slice(0, 3)) });
	expect(output).toHaveLength(3);
});

it('ends within a second when the execution is cancelled, and sends nothing more', async () => {
	sandbox.brightRiver.faults.add({ kind: 'hang', times: Infinity });
	const { requests } = sandbox.brightRiver;
	const run = {
		type: 'brightRiver',
		parameters: { ...status, requestOptions: { parallelRequests: 5 } },
		credentials: credentialFor(sandbox),
		input: itemsOf(jobs),
	};
	const { tookMs } = await cancelOnce(run, () => requests.length >= 5);
	expect(tookMs).toBeLessThan(1000);
	expect(requests).toHaveLength(5);

	// Nothing is left that would keep the next execution waiting.
	sandbox.brightRiver.faults.clear();
	expect(await brightRiver(sandbox, status, { input: itemsOf(jobs.slice(0, 6)) })).toHaveLength(6);
});

it('pairs every item of a list with the item it came from', async () => {
	const output = await brightRiver(sandbox, { ...search, limit: 3 }, { input: itemsOf([1, 2]) });
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 0, 0, 1, 1, 1].map((item) => ({ item })),
	);
});

describe('reads the pages of a search', () => {
	it('until the limit', async () => {
		expect(await brightRiver(sandbox, { ...search, limit: 25 })).toHaveLength(25);
		expect(sandbox.brightRiver.requests.map(({ body }) => body)).toEqual([
			{ page: 0 },
			{ page: 1 },
			{ page: 2 },
		]);
	});

	it('or all of them', async () => {
		const output = await brightRiver(sandbox, { ...search, returnAll: true });
		expect(output.map(({ json }) => json.id).sort()).toEqual([...jobs].sort());
		expect(sandbox.brightRiver.requests).toHaveLength(6);
	});

	it('again after one failed', async () => {
		sandbox.brightRiver.faults.add({ kind: 'status', status: 502, times: 1 });
		expect(await brightRiver(sandbox, { ...search, limit: 1 })).toHaveLength(1);
	});
});

describe('an item that fails', () => {
	const inputOf = () => itemsOf([jobs[0], 999_999_999, 'x1', '']);

	it('goes to the error output with its own message, the others go on', async () => {
		const more = { input: inputOf(), onError: 'continueErrorOutput' } as const;
		const failed = await brightRiver(sandbox, status, more, 1);
		expect(failed.map(({ json }) => json.error)).toEqual([
			'Bright River has no job 999999999',
			'"Job" is not a valid ID',
			'"Job" is empty',
		]);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 1 },
			{ item: 2 },
			{ item: 3 },
		]);
		const passed = await brightRiver(sandbox, status, more, 0);
		expect(passed.map(({ json }) => json.jobId)).toEqual([jobs[0]]);
	});

	it('keeps its place where the node continues with its regular output', async () => {
		const more = { input: inputOf(), onError: 'continueRegularOutput' } as const;
		const output = await brightRiver(sandbox, status, more);
		expect(output.map(({ json }) => json.error ?? json.jobId)).toEqual([
			jobs[0],
			'Bright River has no job 999999999',
			'"Job" is not a valid ID',
			'"Job" is empty',
		]);
	});

	it('is paired with its own input also where a list gives more items than went in', async () => {
		const output = await brightRiver(
			sandbox,
			{ resource: 'file', operation: 'getAll', jobId: byId('={{ $json.id }}') },
			{ input: itemsOf(['x1', jobs[0], 'x2']), onError: 'continueRegularOutput' },
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});
});

it('sends nothing where an expression chooses the resource, which n8n drops the operation for', async () => {
	const parameters = {
		resource: '={{ $json.resource }}',
		operation: 'get',
		jobId: byId('={{ $json.id }}'),
	};
	const input = [{ json: { resource: 'job', id: jobs[0] } }];
	await expect(brightRiver(sandbox, parameters, { input })).rejects.toThrow('"operation"');
	expect(sandbox.brightRiver.requests).toEqual([]);
});

it('stops soon when the execution is cancelled, and sends nothing more', async () => {
	sandbox.brightRiver.faults.add({ kind: 'hang', times: Infinity });
	const { requests } = sandbox.brightRiver;
	const run = {
		type: 'brightRiver',
		parameters: status,
		credentials: credentialFor(sandbox),
		input: itemsOf(jobs),
	};
	const { tookMs } = await cancelOnce(run, () => requests.length >= 16);
	expect(tookMs).toBeLessThan(1000);
	expect(requests).toHaveLength(16);
});
