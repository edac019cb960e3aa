import '../support/shorterWaits';
import type { INodeExecutionData } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { brightRiver, byId, credentialFor } from '../engine/support/brightRiver';
import { PolledTrigger } from '../engine/support/poll';
import { itemWithFile } from '../engine/support/photos';
import { heapInUse } from './support/heap';

/** More than this is growth, in megabytes; the engine's own caches come and go. */
const GROWTH_MB = 12;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.clearRequests();
	sandbox.brightRiver.resetStatistics();
});

const tell = (line: string) => process.stdout.write(`Load: ${line}\n`);
const mb = (size: number) => `${size.toFixed(1)} MB`;

const getStatus = { resource: 'job', operation: 'getStatus', jobId: byId('={{ $json.id }}') };

/** The status of each of the jobs, all in one execution. */
async function statusOf(jobs: number[]): Promise<void> {
	const input = jobs.map((id) => ({ json: { id } }));
	const output = await brightRiver(sandbox, getStatus, { input });
	expect(output.map(({ json }) => json.jobId)).toEqual(jobs);
	expect(output.every(({ pairedItem }, item) => Object(pairedItem).item === item)).toBe(true);
}

it('10,000 items pass one node in their order, and their memory is given back', async () => {
	const jobs = sandbox.brightRiver.createJobs(10_000);
	await statusOf(jobs.slice(0, 1_000));
	sandbox.brightRiver.clearRequests();
	const before = await heapInUse();
	const start = Date.now();
	await statusOf(jobs);
	const seconds = (Date.now() - start) / 1000;
	const { length } = sandbox.brightRiver.requests;
	const most = sandbox.brightRiver.maxInFlight;
	sandbox.brightRiver.clearRequests();
	const after = await heapInUse();
	tell(
		`10,000 items in ${seconds.toFixed(1)} s, at most ${most} requests at once, ` +
			`heap ${mb(before)} before and ${mb(after)} after`,
	);
	expect(length).toBe(10_000);
	expect(most).toBeLessThanOrEqual(32);
	expect(after - before).toBeLessThan(GROWTH_MB);
}, 900_000);

it('50 executions at once share the limit, and lose nothing', async () => {
	const jobs = sandbox.brightRiver.createJobs(1_000);
	const executions = Array.from({ length: 50 }, (_, place) =>
		jobs.slice(place * 20, (place + 1) * 20),
	);
	await Promise.all(executions.map(statusOf));
	sandbox.brightRiver.clearRequests();
	// As far away as a service is; without it, each is answered before the next one is sent.
	const slow = sandbox.brightRiver.faults.add({ kind: 'delay', ms: 50, times: Infinity });
	const before = await heapInUse();
	await Promise.all(executions.map(statusOf));
	const { length } = sandbox.brightRiver.requests;
	const most = sandbox.brightRiver.maxInFlight;
	slow.remove();
	sandbox.brightRiver.clearRequests();
	const after = await heapInUse();
	tell(
		`50 executions of 20 items at once, at most ${most} requests at once, ` +
			`heap ${mb(before)} before and ${mb(after)} after`,
	);
	expect(length).toBe(1_000);
	expect(most).toBe(32);
	expect(after - before).toBeLessThan(GROWTH_MB);
}, 300_000);

describe('with a gateway that says 503 after a third of what was done, whatever is sent', () => {
	const items = 200;
	const numbers = Array.from({ length: items }, (_, number) => number);
	const made = (status: string, jobs: number[]) =>
		jobs.flatMap((job) => sandbox.brightRiver.history(job)).filter((one) => one.status === status);

	/** Runs it on all items at once. @returns what tells how often it was sent, said to be done and failed */
	async function underGateway(
		at: { server: string; path: RegExp },
		parameters: object,
		input: INodeExecutionData[],
	) {
		const match = { method: 'POST', ...at, times: Infinity, probability: 1 / 3 };
		const gateway = sandbox.brightRiver.faults.add({ kind: 'statusAfter', status: 503, ...match });
		const more = { input, onError: 'continueRegularOutput' as const };
		const output = await brightRiver(sandbox, parameters as never, more);
		gateway.remove();
		const failed = output.filter(({ json }) => json.error !== undefined).length;
		expect(gateway.hits).toBeGreaterThan(items / 5);
		expect(failed).toBe(gateway.hits);
		expect(output).toHaveLength(items);
		return sandbox.brightRiver.requests.filter(
			({ server, method, path }) => server === at.server && method === 'POST' && at.path.test(path),
		).length;
	}

	it('makes each job once', async () => {
		const before = sandbox.brightRiver.jobs().length;
		const create = { resource: 'job', operation: 'create', name: 'n', description: 'd' };
		const input = numbers.map(() => ({ json: {} }));
		const sent = await underGateway({ server: 'api', path: /^\/jobs$/ }, create, input);
		expect(sent).toBe(items);
		expect(sandbox.brightRiver.jobs().length).toBe(before + items);
	}, 120_000);

	it('accepts each offer once', async () => {
		const jobs = sandbox.brightRiver.createJobs(items, 'CJ_WAIT_ACCEPTANCE');
		const accept = { resource: 'job', operation: 'acceptOffer', jobId: byId('={{ $json.id }}') };
		const input = jobs.map((id) => ({ json: { id } }));
		const sent = await underGateway({ server: 'api', path: /acceptoffer$/ }, accept, input);
		expect(sent).toBe(items);
		expect(made('CJ_ACCEPT', jobs)).toHaveLength(items);
	}, 120_000);

	it('takes each photo once', async () => {
		const [job] = sandbox.brightRiver.createJobs(1);
		const upload = {
			resource: 'file',
			operation: 'upload',
			jobId: byId(job),
			binaryPropertyName: 'data',
		};
		const input = numbers.map((number) =>
			itemWithFile(Buffer.from(`photo ${number}`), `${number}.jpg`),
		);
		const sent = await underGateway({ server: 'storage', path: /^\/upload/ }, upload, input);
		expect(sent).toBe(items);
		const { fileCount } = sandbox.brightRiver.jobs().find(({ id }) => id === job)!;
		expect(fileCount).toBe(items);
	}, 120_000);
});

it('an hour of polls every ten seconds tells every change once, and keeps no memory', async () => {
	const own = await startSandbox({ manual: true, indexManual: true });
	const start = Date.now();
	let now = start;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
	try {
		const jobs = own.brightRiver.createJobs(100);
		own.brightRiver.refreshIndex();
		const trigger = new PolledTrigger({
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs', options: { includeJob: false } },
			credentials: credentialFor(own),
		});
		await trigger.poll();
		let events = 0;
		let before = 0;
		const polls = 360;
		for (let poll = 1; poll <= polls; poll++) {
			now += 10_000;
			const job = jobs[poll % jobs.length];
			own.brightRiver.setStatus(job, poll % 200 < 100 ? 'CJ_REVIEWING' : 'CJ_WORK_PROGRESS');
			own.brightRiver.refreshIndex();
			const told = await trigger.poll();
			expect(told.map(({ jobId }) => jobId)).toEqual([job]);
			events += told.length;
			own.brightRiver.clearRequests();
			if (poll === 60) before = await heapInUse();
		}
		const after = await heapInUse();
		tell(
			`${polls} polls in an hour of its own time, ${events} events of ${polls} changes, ` +
				`heap ${mb(before)} after ten minutes and ${mb(after)} after sixty`,
		);
		expect(now - start).toBe(3_600_000);
		expect(after - before).toBeLessThan(GROWTH_MB);
	} finally {
		clock.mockRestore();
		await own.stop();
	}
}, 300_000);
