/** Very many changes at once, in a real n8n that gives a poll little time, and in one that gives it enough. */
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { chosenHostVersion } from '../../tools/n8n-host/hostVersions.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { durableCursors } from './support/scheduler.ts';
import { logStatuses, looks, type StatusLog } from './support/statusLog.ts';

const isVersion1 = chosenHostVersion(findProjectFolder()).version.startsWith('1.');
const changes = 1_000;
/** Of each answer about a job, so that a poll with little time cannot ask about all of them. */
const latencyMs = 200;

let world: HostWorld;
let log: StatusLog | undefined;

const start = async (env: Record<string, string> = {}) => {
	world = await startHostWorld({ sandbox: { manual: true, searchPageSize: changes }, env });
};
afterEach(async () => {
	if (log) await world.rest.deactivateWorkflow(log.workflowId);
	log = undefined;
	await world?.stop();
});

/** Moves all jobs at once, and waits until as many events were told. */
async function drain(pollSeconds: number): Promise<StatusLog> {
	const { sandbox } = world;
	const { brightRiver } = sandbox;
	const jobs = brightRiver.createJobs(changes, 'CJ_WORK_PROGRESS');
	const watch = await logStatuses(world, {}, pollSeconds);
	log = watch;
	await looks(sandbox, 1);
	brightRiver.faults.add({ path: '/jobs/', kind: 'delay', ms: latencyMs, times: Infinity });
	for (const job of jobs) brightRiver.setStatus(job, 'CJ_WORK_DONE');
	let told: number[] = [];
	await waitUntil(
		'all changes to be told',
		async () => {
			told = (await watch.events()).map(({ jobId }) => jobId);
			return told.length >= changes;
		},
		{ timeoutMs: 240_000, everyMs: 500, describe: () => `${told.length} were told.` },
	);
	brightRiver.faults.clear();
	await looks(sandbox);
	told = (await watch.events()).map(({ jobId }) => jobId);
	expect(new Set(told)).toEqual(new Set(jobs));
	expect(told).toHaveLength(jobs.length);
	expect(await watch.failed()).toEqual([]);
	return watch;
}

// n8n 1 has no scheduler.
const testFrom2 = isVersion1 ? test.skip : test;

testFrom2(
	'with a scheduler that gives a poll 5 seconds, they are told over several polls, once each',
	async () => {
		await start({ ...durableCursors, N8N_SCHEDULER_POLL_TIMEOUT: '10' });
		expect(world.n8n.log()).not.toContain('durable poll cursors stay disabled');
		const { workflowId } = await drain(5);
		expect((await world.rest.listExecutions(workflowId)).length).toBeGreaterThan(2);
		expect(world.n8n.log()).not.toContain('Poll exceeded its timeout');
	},
	startingMs,
);

test(
	'without it they are told once each',
	async () => {
		await start();
		await drain(1);
	},
	startingMs,
);
