import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { chosenHostVersion } from '../../tools/n8n-host/hostVersions.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { logStatuses, looks, type StatusLog } from './support/statusLog.ts';

/** With these n8n writes down what a trigger remembers after every poll, not only when it starts something. */
const durableCursors = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	// These two only make it quicker: by default a poll is up to 15 s late.
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};

const isVersion1 = chosenHostVersion(findProjectFolder()).version.startsWith('1.');

let world: HostWorld;
let log: StatusLog | undefined;

afterEach(async () => {
	if (log) await world.rest.deactivateWorkflow(log.workflowId);
	log = undefined;
});

/** Stops n8n as a person does who updates it, and starts it again with the same folder. */
async function restart(meanwhile: () => void = () => undefined): Promise<void> {
	await world.n8n.kill('SIGTERM');
	meanwhile();
	await world.n8n.restart();
}

const set = (job: number, status: string) => world.sandbox.brightRiver.setStatus(job, status);

/** A job is ready and told so; then it is rejected, which nobody wants to hear of. */
async function readyThenRejected(): Promise<{ job: number; told: StatusLog }> {
	const { sandbox } = world;
	const [job] = sandbox.brightRiver.createJobs(1);
	const told = await logStatuses(world, { statusGroups: ['readyToDownload'] });
	log = told;
	await looks(sandbox, 1);
	set(job, 'CJ_WORK_DONE');
	await told.waitFor(job, 'CJ_WORK_DONE');
	set(job, 'CJ_REJECT_INIT');
	await looks(sandbox);
	return { job, told };
}

async function changesAreToldOnce(): Promise<void> {
	const { sandbox } = world;
	const [quiet, moved] = sandbox.brightRiver.createJobs(2);
	const told = await logStatuses(world);
	log = told;
	await looks(sandbox, 1);
	for (const job of [quiet, moved]) {
		set(job, 'CJ_ACCEPT');
		await told.waitFor(job, 'CJ_ACCEPT');
	}
	let created = 0;
	await restart(() => {
		set(moved, 'CJ_WORK_PROGRESS');
		[created] = sandbox.brightRiver.createJobs(1);
	});
	await told.waitFor(moved, 'CJ_WORK_PROGRESS');
	await told.waitFor(created, 'CJ_NEW');
	await looks(sandbox);
	expect(await told.seen(quiet)).toEqual(['CJ_ACCEPT']);
	expect(await told.seen(moved)).toEqual(['CJ_ACCEPT', 'CJ_WORK_PROGRESS']);
	expect(await told.seen(created)).toEqual(['CJ_NEW']);
	expect(await told.failed()).toEqual([]);
}

const changesOnce = 'nothing is told twice, and what changed meanwhile once';

describe('a restart of n8n', () => {
	beforeAll(async () => {
		world = await startHostWorld({ sandbox: { manual: true } });
	}, startingMs);
	afterAll(async () => await world?.stop());

	test(changesOnce, changesAreToldOnce, 180_000);

	test('a job that is seen to leave and comes back afterwards is told again', async () => {
		const { job, told } = await readyThenRejected();
		await restart();
		await looks(world.sandbox);
		set(job, 'CJ_WORK_DONE');
		await looks(world.sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE', 'CJ_WORK_DONE']);
	}, 180_000);

	// n8n has forgotten that it left: it writes down what a trigger remembers only when it starts something.
	test('a job that is seen to leave and comes back meanwhile is not told again', async () => {
		const { job, told } = await readyThenRejected();
		await restart(() => set(job, 'CJ_WORK_DONE'));
		await looks(world.sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE']);
	}, 180_000);
});

// n8n 1 has none.
const describeFrom2 = isVersion1 ? describe.skip : describe;

describeFrom2('a restart of n8n with durable cursors', () => {
	beforeAll(async () => {
		world = await startHostWorld({ sandbox: { manual: true }, env: durableCursors });
	}, startingMs);
	afterAll(async () => await world?.stop());

	test('n8n has them', () => {
		expect(world.n8n.log()).not.toContain('durable poll cursors stay disabled');
	});

	test(changesOnce, changesAreToldOnce, 180_000);

	test('a job that is seen to leave and comes back meanwhile is told again', async () => {
		const { job, told } = await readyThenRejected();
		await restart(() => set(job, 'CJ_WORK_DONE'));
		await looks(world.sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE', 'CJ_WORK_DONE']);
	}, 180_000);

	test('a poll that takes longer than the interval loses nothing and repeats nothing', async () => {
		const { sandbox } = world;
		const { faults, requests } = sandbox.brightRiver;
		const [job] = sandbox.brightRiver.createJobs(1);
		const told = await logStatuses(world);
		log = told;
		await looks(sandbox, 1);
		const slow = faults.add({ path: '/search', kind: 'delay', ms: 4000, times: Infinity });
		set(job, 'CJ_ACCEPT');
		await looks(sandbox, 1);
		slow.remove();
		await looks(sandbox);
		expect(requests.length).toBeGreaterThan(0);
		expect(await told.seen(job)).toEqual(['CJ_ACCEPT']);
	}, 180_000);
});
