import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { chosenHostVersion } from '../../tools/n8n-host/hostVersions.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { durableCursors } from './support/scheduler.ts';
import { beginsLook, logStatuses, looks, type StatusLog } from './support/statusLog.ts';

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

/**
 * Activates a trigger, and waits until it has taken stock. With durable cursors n8n forgets what the look at
 * the activation saw: only the next one counts.
 */
async function watch(parameters: object = {}, pollSeconds = 1): Promise<StatusLog> {
	const { brightRiver } = world.sandbox;
	brightRiver.clearRequests();
	log = await logStatuses(world, { ...parameters }, pollSeconds);
	const hasTakenStock = () => brightRiver.requests.filter(beginsLook).length > 2;
	await waitUntil('n8n to take stock', hasTakenStock, { timeoutMs: 150_000 });
	return log;
}

/** A job is ready and told so; then it is rejected, which the trigger sees and nobody wants to hear of. */
async function readyThenRejected(pollSeconds?: number): Promise<{ job: number; told: StatusLog }> {
	const [job] = world.sandbox.brightRiver.createJobs(1);
	const told = await watch({ statusGroups: ['readyToDownload'] }, pollSeconds);
	set(job, 'CJ_WORK_DONE');
	await told.waitFor(job, 'CJ_WORK_DONE');
	set(job, 'CJ_REJECT_INIT');
	await looks(world.sandbox, 1);
	return { job, told };
}

describe('a restart of n8n', () => {
	beforeAll(async () => {
		world = await startHostWorld({ sandbox: { manual: true } });
	}, startingMs);
	afterAll(async () => await world?.stop());

	test('repeats nothing, and what changed meanwhile is told once', async () => {
		const { sandbox } = world;
		const [quiet, moved] = sandbox.brightRiver.createJobs(2);
		const told = await watch();
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
	}, 300_000);

	test('a job that is overdue is told once, and once more after it came back', async () => {
		const { sandbox } = world;
		const [job] = sandbox.brightRiver.createJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const afterHours = 0.005;
		const told = await watch({
			event: 'jobOverdue',
			statusGroups: ['needsAcceptance'],
			afterHours,
		});
		await told.waitFor(job, 'CJ_WAIT_ACCEPTANCE');
		await restart();
		await looks(sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WAIT_ACCEPTANCE']);
		set(job, 'CJ_ACCEPT');
		await looks(sandbox);
		set(job, 'CJ_NEED_ACCEPTANCE');
		await told.waitFor(job, 'CJ_NEED_ACCEPTANCE');
		await looks(sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WAIT_ACCEPTANCE', 'CJ_NEED_ACCEPTANCE']);
		expect(await told.failed()).toEqual([]);
	}, 300_000);

	test('a job that left a group before it, and comes back after it, is told again', async () => {
		const { job, told } = await readyThenRejected();
		await restart();
		await looks(world.sandbox, 1);
		set(job, 'CJ_WORK_DONE');
		await looks(world.sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE', 'CJ_WORK_DONE']);
	}, 300_000);

	// n8n writes down what a trigger remembers only when it starts something: that the job left is forgotten.
	test('a job that left a group before it, and comes back during it, is not told again', async () => {
		const { job, told } = await readyThenRejected();
		await restart(() => set(job, 'CJ_WORK_DONE'));
		await looks(world.sandbox);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE']);
	}, 300_000);
});

// n8n 1 has no such thing.
const describeFrom2 = isVersion1 ? describe.skip : describe;

describeFrom2('with durable cursors', () => {
	beforeAll(async () => {
		world = await startHostWorld({ sandbox: { manual: true }, env: durableCursors });
	}, startingMs);
	afterAll(async () => await world?.stop());

	test('a job that left a group before a restart, and comes back during it, is told again', async () => {
		expect(world.n8n.log()).not.toContain('durable poll cursors stay disabled');
		const { job, told } = await readyThenRejected(60);
		await restart(() => set(job, 'CJ_WORK_DONE'));
		await looks(world.sandbox, 1);
		expect(await told.seen(job)).toEqual(['CJ_WORK_DONE', 'CJ_WORK_DONE']);
	}, 600_000);

	// n8n then gives each poll a memory of its own: it is not the workflow that was saved.
	test('polls that overlap lose nothing and repeat nothing', async () => {
		const { sandbox } = world;
		const [job] = sandbox.brightRiver.createJobs(1);
		const told = await watch();
		await looks(sandbox);
		const slow = sandbox.brightRiver.faults.add({
			path: '/search',
			kind: 'delay',
			ms: 4000,
			times: Infinity,
		});
		set(job, 'CJ_ACCEPT');
		await looks(sandbox, 1);
		slow.remove();
		await looks(sandbox);
		expect(await told.seen(job)).toEqual(['CJ_ACCEPT']);
	}, 300_000);
});
