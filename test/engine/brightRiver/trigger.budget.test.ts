import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true, searchPageSize: 5_000 });
});
afterEach(async () => await sandbox.stop());

/** How long n8n's scheduler lets a poll take here. */
const BUDGET_MS = 1_500;

const trigger = (parameters = {}) =>
	new PolledTrigger(
		{
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs', ...parameters },
			credentials: credentialFor(sandbox),
		},
		{ budgetMs: BUDGET_MS, hasDurableCursors: true },
	);

/** Polls until nothing is told, with a restart after each. @returns the jobs that were told of, poll by poll */
async function drain(watch: PolledTrigger): Promise<number[][]> {
	const polls: number[][] = [];
	for (;;) {
		const startedAt = Date.now();
		const events = await watch.poll();
		expect(Date.now() - startedAt).toBeLessThan(BUDGET_MS);
		if (events.length === 0) return polls;
		polls.push(events.map(({ jobId }) => Number(jobId)));
		watch.restart();
	}
}

/** Polls that tell nothing, until something is so. */
async function pollUntil(watch: PolledTrigger, isSo: () => boolean): Promise<void> {
	for (let polls = 0; polls === 0 || !isSo(); polls++) {
		expect(await watch.poll()).toEqual([]);
		expect(polls).toBeLessThan(100);
	}
}

describe('a poll that has not the time for all', () => {
	it.each([
		['all jobs', {}],
		['jobs in some statuses', { statusGroups: ['readyToDownload'] }],
	])(
		'tells what it has, and the next ones the rest: %s',
		async (_, parameters) => {
			const jobs = sandbox.brightRiver.createJobs(1_500);
			sandbox.brightRiver.refreshIndex();
			const watch = trigger(parameters);
			await watch.poll();
			for (const job of jobs) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
			sandbox.brightRiver.refreshIndex();
			sandbox.brightRiver.faults.add({ path: '/jobs', kind: 'delay', ms: 30, times: Infinity });
			const polls = await drain(watch);
			expect(polls.length).toBeGreaterThan(2);
			const told = polls.flat();
			expect(told).toHaveLength(jobs.length);
			expect(new Set(told)).toEqual(new Set(jobs));
		},
		120_000,
	);

	it('comes to each of the jobs that were named', async () => {
		const jobs = sandbox.brightRiver.createJobs(1_000);
		const watch = trigger({ watch: 'namedJobs', jobIds: jobs.join() });
		// Until each of them was seen once.
		await pollUntil(watch, () => jobs.every((job) => watch.stored.includes(String(job))));
		for (const job of jobs) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
		sandbox.brightRiver.faults.add({ path: '/jobs', kind: 'delay', ms: 30, times: Infinity });
		const told: number[] = [];
		for (let poll = 0; poll < 100 && told.length < jobs.length; poll++) {
			told.push(...(await watch.poll()).map(({ jobId }) => Number(jobId)));
		}
		expect(told.sort()).toEqual(jobs.sort());
	}, 120_000);

	it('counts its retries', async () => {
		const [job, other] = sandbox.brightRiver.createJobs(2);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger();
		await watch.poll();
		for (const one of [job, other]) sandbox.brightRiver.setStatus(one, 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		const fault = { kind: 'rateLimit', retryAfter: 30, times: Infinity } as const;
		sandbox.brightRiver.faults.add({ ...fault, path: `/jobs/${job}` });
		const startedAt = Date.now();
		expect(await watch.poll()).toMatchObject([{ jobId: other }]);
		expect(Date.now() - startedAt).toBeLessThan(BUDGET_MS);
		sandbox.brightRiver.faults.clear();
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
	});

	it('is not kept by one answer that does not come', async () => {
		const [job, other] = sandbox.brightRiver.createJobs(2);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger();
		await watch.poll();
		for (const one of [job, other]) sandbox.brightRiver.setStatus(one, 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		sandbox.brightRiver.faults.add({
			path: `/jobs/${job}/status`,
			kind: 'delay',
			ms: 5_000,
			times: 1,
		});
		expect(await watch.poll()).toMatchObject([{ jobId: other }]);
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
	});

	it('goes on taking stock where it stopped: what only comes into view is no news', async () => {
		const jobs = sandbox.brightRiver.createJobs(1_000);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({ statusGroups: ['needsAcceptance'] });
		await watch.poll();
		sandbox.brightRiver.faults.add({ path: '/jobs', kind: 'delay', ms: 30, times: Infinity });
		watch.edit({ statusGroups: [] });
		await pollUntil(watch, () => watch.stored.includes('"watched":"all 0 "'));
		sandbox.brightRiver.setStatus(jobs[0], 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		expect(await watch.poll()).toMatchObject([{ jobId: jobs[0], previousStatus: 'CJ_NEW' }]);
	}, 120_000);
});
