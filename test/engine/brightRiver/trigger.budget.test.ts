import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';
import { RequestClock } from '../support/requestClock';

let sandbox: Sandbox;
let clock: RequestClock;

async function start(searchPageSize: number) {
	sandbox = await startSandbox({ manual: true, indexManual: true, searchPageSize });
	clock = new RequestClock(sandbox.brightRiver);
}
beforeEach(async () => await start(5_000));
afterEach(async () => {
	clock.restore();
	await sandbox.stop();
});

/** How long n8n's scheduler lets a poll take here. */
const BUDGET_MS = 60_000;

/** So long each request takes, by the test's own clock. */
const SLOW_MS = 200;

/** The same by the machine's clock, for what waits. */
const WAITING_BUDGET_MS = 4_000;

const trigger = (parameters = {}, budgetMs = BUDGET_MS) =>
	new PolledTrigger(
		{
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs', ...parameters },
			credentials: credentialFor(sandbox),
		},
		{ budgetMs, hasDurableCursors: true },
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

/** How many pages polls read together. */
const pagesRead = () =>
	sandbox.brightRiver.requests.filter(({ path }) => path === '/search').length;

describe('a search with more pages than a poll has the time for', () => {
	const jobCount = 900;

	beforeEach(async () => {
		await sandbox.stop();
		clock.restore();
		await start(3);
	});

	it('takes stock over several polls, and then each change is told once', async () => {
		const jobs = sandbox.brightRiver.createJobs(jobCount);
		sandbox.brightRiver.refreshIndex();
		clock.perRequest(SLOW_MS);
		const watch = trigger({ options: { includeJob: false } });
		await pollUntil(watch, () => !watch.stored.includes('"round"'));
		expect(pagesRead()).toBeGreaterThanOrEqual(jobCount / 3);
		const all = watch.stored;
		expect(sandbox.brightRiver.requests).toHaveLength(pagesRead());
		expect(jobs.filter((job) => !all.includes(String(job)))).toEqual([]);

		const moved = jobs.filter((_, place) => place % 5 === 0);
		for (const job of moved) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
		const [created] = sandbox.brightRiver.createJobs(1);
		sandbox.brightRiver.refreshIndex();
		const told: number[] = [];
		for (let poll = 0; poll < 100 && told.length <= moved.length; poll++) {
			told.push(...(await watch.poll()).map(({ jobId }) => Number(jobId)));
			watch.restart();
		}
		expect(told.sort()).toEqual([...moved, created].sort());
	}, 120_000);

	it('tells of a job that it finds no more only what the service says of it', async () => {
		const jobs = sandbox.brightRiver.createJobs(jobCount);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({ options: { includeJob: false } });
		await watch.poll();
		const [finished] = jobs;
		clock.perRequest(SLOW_MS);
		sandbox.brightRiver.setStatus(finished, 'CJ_FINISHED');
		sandbox.brightRiver.refreshIndex();
		const told: unknown[] = [];
		sandbox.brightRiver.clearRequests();
		for (let poll = 0; poll < 100 && told.length === 0; poll++) {
			told.push(...(await watch.poll()).map(({ jobId, status }) => [jobId, status]));
		}
		expect(told).toEqual([[finished, 'CJ_FINISHED']]);
		// Those on the pages of other polls were not asked about.
		const asked = sandbox.brightRiver.requests.filter(({ path }) => path.endsWith('/status'));
		expect(asked.map(({ path }) => path)).toEqual([`/jobs/${finished}/status`]);
	}, 120_000);

	it('goes on where the service wished to be left alone', async () => {
		const jobs = sandbox.brightRiver.createJobs(jobCount);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({ options: { includeJob: false } });
		await watch.poll();
		// The oldest are on the last pages.
		const moved = jobs.slice(0, 3);
		for (const job of moved) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		const told: unknown[] = [];
		let polls = 0;
		for (; told.length < moved.length && polls < 50; polls++) {
			// So many pages a minute, and no more.
			const limit = sandbox.brightRiver.faults.add({
				...{ path: '/search', kind: 'rateLimit', retryAfter: 90 },
				...{ skip: 100, times: Infinity },
			});
			told.push(...(await watch.poll()).map(({ jobId }) => jobId));
			limit.remove();
		}
		expect(told.sort()).toEqual(moved);
		expect(polls).toBeGreaterThan(1);
	}, 120_000);
});

describe('a poll that has not the time for all', () => {
	it.each([
		['all jobs', {}],
		['jobs in some statuses', { statusGroups: ['readyToDownload'] }],
	])(
		'tells what it has, and the next ones the rest: %s',
		async (_, parameters) => {
			const jobs = sandbox.brightRiver.createJobs(600);
			sandbox.brightRiver.refreshIndex();
			const watch = trigger(parameters);
			await watch.poll();
			for (const job of jobs) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
			sandbox.brightRiver.refreshIndex();
			clock.perRequest(SLOW_MS);
			const polls = await drain(watch);
			expect(polls.length).toBeGreaterThan(2);
			const told = polls.flat();
			expect(told).toHaveLength(jobs.length);
			expect(new Set(told)).toEqual(new Set(jobs));
		},
		120_000,
	);

	it('comes to each of the jobs that were named', async () => {
		const jobs = sandbox.brightRiver.createJobs(400);
		const watch = trigger({ watch: 'namedJobs', jobIds: jobs.join() });
		// Until each of them was seen once.
		await pollUntil(watch, () => jobs.every((job) => watch.stored.includes(String(job))));
		for (const job of jobs) sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
		clock.perRequest(SLOW_MS);
		const told: number[] = [];
		for (let poll = 0; poll < 100 && told.length < jobs.length; poll++) {
			told.push(...(await watch.poll()).map(({ jobId }) => Number(jobId)));
		}
		expect(told.sort()).toEqual(jobs.sort());
	}, 120_000);

	it.each([
		['that would come too late', 30],
		['that would come in time', 1],
	])('counts the waiting for a retry %s', async (_, retryAfter) => {
		const [job, other] = sandbox.brightRiver.createJobs(2);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({}, WAITING_BUDGET_MS);
		await watch.poll();
		for (const one of [job, other]) sandbox.brightRiver.setStatus(one, 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		const path = `/jobs/${job}`;
		const fault = { kind: 'rateLimit', retryAfter, times: Infinity, path } as const;
		sandbox.brightRiver.faults.add(fault);
		const startedAt = Date.now();
		expect(await watch.poll()).toMatchObject([{ jobId: other }]);
		expect(Date.now() - startedAt).toBeLessThan(WAITING_BUDGET_MS);
		sandbox.brightRiver.faults.clear();
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
	});

	it('is not kept by one answer that does not come', async () => {
		const [job, other] = sandbox.brightRiver.createJobs(2);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({}, WAITING_BUDGET_MS);
		await watch.poll();
		for (const one of [job, other]) sandbox.brightRiver.setStatus(one, 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		const path = `/jobs/${job}/status`;
		sandbox.brightRiver.faults.add({ path, kind: 'delay', ms: 20_000, times: 1 });
		const startedAt = Date.now();
		expect(await watch.poll()).toMatchObject([{ jobId: other }]);
		expect(Date.now() - startedAt).toBeLessThan(WAITING_BUDGET_MS);
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
	});

	it('goes on taking stock where it stopped: what only comes into view is no news', async () => {
		const jobs = sandbox.brightRiver.createJobs(400);
		sandbox.brightRiver.refreshIndex();
		const watch = trigger({ statusGroups: ['needsAcceptance'] });
		await watch.poll();
		clock.perRequest(SLOW_MS);
		watch.edit({ statusGroups: [] });
		await pollUntil(watch, () => watch.stored.includes('"watched":"all 0 "'));
		sandbox.brightRiver.setStatus(jobs[0], 'CJ_WORK_DONE');
		sandbox.brightRiver.refreshIndex();
		expect(await watch.poll()).toMatchObject([{ jobId: jobs[0], previousStatus: 'CJ_NEW' }]);
	}, 120_000);
});
