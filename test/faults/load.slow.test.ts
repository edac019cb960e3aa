import { startSandbox, type Sandbox } from '../../sandbox/index';
import { brightRiver, byId, credentialFor } from '../engine/support/brightRiver';
import { PolledTrigger } from '../engine/support/poll';
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
