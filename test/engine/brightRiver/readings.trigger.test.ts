import { startSandbox, type Sandbox } from '../../../sandbox/index';
import type { ChosenReadings } from '../../../sandbox/readings/readings';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;

async function start(readings: ChosenReadings) {
	sandbox = await startSandbox({ manual: true, indexManual: true, readings });
}
afterEach(async () => await sandbox.stop());

/** Every status of a job from a first one to the end, with the client's part done. */
async function follow(job: number, statusGroups: string[]): Promise<string[]> {
	const { brightRiver } = sandbox;
	const trigger = new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: { event: 'jobStatusChanged', watch: 'allJobs', statusGroups, options: {} },
		credentials: credentialFor(sandbox),
	});
	const told: string[] = [];
	const poll = async () => {
		brightRiver.refreshIndex();
		const events = await trigger.poll();
		told.push(...events.map(({ status, statusGroup }) => `${statusGroup}: ${status}`));
	};
	await poll();
	for (;;) {
		const moved = await brightRiver.advance(job).catch(() => undefined);
		if (moved === undefined) break;
		await poll();
	}
	await poll();
	return told;
}

const newJob = (status: string) => sandbox.brightRiver.createJobs(1, status)[0];

describe.each(['zip-first', 'zip-after-done', 'zip-last'] as const)('status-order=%s', (order) => {
	it.each(['never', 'between'] as const)('each stay is told once; pauses: %s', async (pauses) => {
		await start({ 'status-order': order, 'time-carousel': pauses });
		const told = await follow(newJob('CJ_WAIT_ACCEPTANCE'), [
			'inProduction',
			'readyToDownload',
			'finished',
		]);
		expect(told).toEqual([
			'In Production: CJ_ACCEPT',
			'Ready to Download: CJ_WORK_DONE',
			...(order === 'zip-last' ? ['Finished: CJ_FINISHED'] : []),
		]);
	});

	it('each stay is told once where only the wanted jobs are looked at', async () => {
		await start({ 'status-order': order, 'time-carousel': 'between' });
		const told = await follow(newJob('CJ_WAIT_ACCEPTANCE'), ['inProduction', 'readyToDownload']);
		expect(told).toEqual(['In Production: CJ_ACCEPT', 'Ready to Download: CJ_WORK_DONE']);
		const ready = await follow(newJob('CJ_WAIT_ACCEPTANCE'), ['readyToDownload']);
		expect(ready).toEqual(['Ready to Download: CJ_WORK_DONE']);
	});

	it('what is rejected and redone is ready again', async () => {
		await start({ 'status-order': order, 'time-carousel': 'between' });
		const told = await follow(newJob('CJ_INIT_REJECT'), ['rejected', 'readyToDownload']);
		expect(told).toEqual(['Ready to Download: CJ_WORK_DONE']);
	});
});

it('time-carousel=between: a pause is told where pauses are asked for', async () => {
	await start({ 'time-carousel': 'between' });
	const told = await follow(newJob('CJ_WORK_DONE'), ['delayed']);
	expect(told).toEqual(['Delayed: TIMECAROUSEL', 'Delayed: TIMECAROUSEL']);
});

describe('after-finished', () => {
	it.each([
		['nothing', []],
		['archived', ['Archived or Deleted: CJ_ARCHIVED']],
		// One stay in one group.
		['deleted', ['Archived or Deleted: CJ_ARCHIVED']],
	] as const)('%s', async (value, expected) => {
		await start({ 'status-order': 'zip-last', 'after-finished': value });
		const told = await follow(newJob('CJ_COMPLETED2'), ['finished', 'archived']);
		expect(told).toEqual(['Finished: CJ_FINISHED', ...expected]);
	});

	it('deleted: both are told where all changes are', async () => {
		await start({ 'status-order': 'zip-last', 'after-finished': 'deleted' });
		const told = await follow(newJob('CJ_COMPLETED2'), []);
		expect(told).toEqual([
			'Finished: CJ_FINISHED',
			'Archived or Deleted: CJ_ARCHIVED',
			'Archived or Deleted: CJ_DELETE',
		]);
	});

	it('costs one call a poll for each 60 jobs that are over, and no failure of theirs counts', async () => {
		await start({ 'after-finished': 'archived' });
		const { brightRiver } = sandbox;
		const jobs = brightRiver.createJobs(100, 'CJ_WORK_DONE');
		brightRiver.refreshIndex();
		const trigger = new PolledTrigger({
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs', options: { includeJob: false } },
			credentials: credentialFor(sandbox),
		});
		await trigger.poll();
		for (const job of jobs) brightRiver.setStatus(job, 'CJ_FINISHED');
		brightRiver.refreshIndex();
		expect(await trigger.poll()).toHaveLength(100);
		brightRiver.requests.length = 0;
		brightRiver.faults.add({ path: /status$/, kind: 'status', status: 400, times: 2 });
		expect(await trigger.poll()).toEqual([]);
		expect(brightRiver.requests).toHaveLength(3);
		brightRiver.setStatus(jobs[50], 'CJ_ARCHIVED');
		brightRiver.refreshIndex();
		const told: unknown[] = [];
		for (let poll = 0; poll < 60; poll++) told.push(...(await trigger.poll()));
		expect(told).toMatchObject([{ jobId: jobs[50], previousStatus: 'CJ_FINISHED' }]);
	});
});
