import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => await sandbox.stop());

function trigger(statusGroups: string[], parameters = {}): PolledTrigger {
	return new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: {
			event: 'jobStatusChanged',
			watch: 'allJobs',
			statusGroups,
			options: { includeJob: false },
			...parameters,
		},
		credentials: credentialFor(sandbox),
	});
}

/** Puts jobs into a status, in the index too unless that lags. */
function set(jobs: number | number[], status: string, { indexed = true } = {}) {
	for (const job of [jobs].flat()) sandbox.brightRiver.setStatus(job, status);
	if (indexed) sandbox.brightRiver.refreshIndex();
}

function newJobs(count: number, status = 'CJ_NEW'): number[] {
	const jobs = sandbox.brightRiver.createJobs(count, status);
	sandbox.brightRiver.refreshIndex();
	return jobs;
}

/** What one poll asks for. */
async function callsOf(watch: PolledTrigger): Promise<string[]> {
	sandbox.brightRiver.requests.length = 0;
	expect(await watch.poll()).toEqual([]);
	return sandbox.brightRiver.requests.map(({ path }) => path);
}

describe('a trigger that waits for some statuses', () => {
	it('costs what it waits for, not what is open', async () => {
		newJobs(1_000);
		newJobs(5, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger(['needsAcceptance']);
		await watch.poll();
		expect(await callsOf(watch)).toEqual(['/search', '/search']);
		// Five numbers, and what it says of itself.
		expect(watch.stored.length).toBeLessThan(400);
	});

	it('tells of a job that comes in, without the status before, and again when it comes back', async () => {
		const [job] = newJobs(3);
		const watch = trigger(['needsAcceptance']);
		await watch.poll();
		for (let time = 0; time < 2; time++) {
			set(job, 'CJ_NEED_ACCEPTANCE');
			expect(await watch.poll()).toMatchObject([
				{ jobId: job, previousStatus: null, status: 'CJ_NEED_ACCEPTANCE' },
			]);
			set(job, 'CJ_WAIT_ACCEPTANCE');
			expect(await watch.poll()).toEqual([]);
			set(job, 'CJ_ACCEPT');
			expect(await watch.poll()).toEqual([]);
			expect(watch.stored).not.toContain(String(job));
		}
	});

	it('believes the service, not the index, about who left and who came', async () => {
		const [stays, comes] = [...newJobs(1, 'CJ_WAIT_ACCEPTANCE'), ...newJobs(1)];
		const watch = trigger(['needsAcceptance']);
		await watch.poll();
		set(stays, 'CJ_ACCEPT');
		set(stays, 'CJ_WAIT_ACCEPTANCE', { indexed: false });
		set(comes, 'CJ_WAIT_ACCEPTANCE');
		set(comes, 'CJ_ACCEPT', { indexed: false });
		expect(await watch.poll()).toEqual([]);
		sandbox.brightRiver.refreshIndex();
		expect(await watch.poll()).toEqual([]);
	});

	it('loses nothing when the service fails, wherever in the poll', async () => {
		const [job] = newJobs(1);
		const watch = trigger(['readyToDownload'], { options: {} });
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		for (const path of ['/search', `/jobs/${job}/status`, `/jobs/${job}`]) {
			sandbox.brightRiver.faults.add({ path, kind: 'status', status: 400, times: 1 });
			await expect(watch.poll()).rejects.toThrow(/Bright River/);
			sandbox.brightRiver.faults.clear();
		}
		expect(await watch.poll()).toHaveLength(1);
		watch.restart();
		expect(await watch.poll()).toEqual([]);
	});

	it('lets a job pause where it is', async () => {
		const [job] = newJobs(1);
		const watch = trigger(['readyToDownload']);
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		expect(await watch.poll()).toHaveLength(1);
		for (const status of ['TIMECAROUSEL', 'CJ_ZIP_INIT', 'TIMECAROUSEL', 'CJ_CLIENT_REVIEWED']) {
			set(job, status);
			expect(await watch.poll()).toEqual([]);
		}
		set(job, 'CJ_PART_REVIEWED');
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_CLIENT_REVIEWED');
		expect(await watch.poll()).toEqual([]);
	});

	it('is not misled by a ZIP that is made late', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger(['inProduction']);
		await watch.poll();
		set(job, 'CJ_ZIP_INIT');
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_ACCEPT');
		expect(await watch.poll()).toMatchObject([{ previousStatus: 'CJ_ZIP_INIT' }]);
	});

	it('looks at every open job where the status before is to be known', async () => {
		const [job] = newJobs(30);
		const watch = trigger(['readyToDownload'], { options: { knowPreviousStatus: true } });
		await watch.poll();
		expect(await callsOf(watch)).toHaveLength(3);
		set(job, 'CJ_WORK_DONE');
		expect(await watch.poll()).toMatchObject([{ previousStatus: 'CJ_NEW' }]);
	});

	it('shows a job in another status as a test event, if there is no other', async () => {
		const [job] = newJobs(1);
		expect(await trigger(['readyToDownload']).fetchTestEvent()).toMatchObject([{ jobId: job }]);
	});
});

describe('with other statuses to wait for', () => {
	it('what was there before is no news, what came since the last look is', async () => {
		newJobs(2, 'CJ_ERROR');
		const [came] = newJobs(1);
		const watch = trigger(['needsAcceptance']);
		await watch.poll();
		set(came, 'CJ_WAIT_ACCEPTANCE');
		watch.edit({ statusGroups: ['needsAcceptance', 'failed'] });
		expect(await watch.poll()).toMatchObject([{ jobId: came }]);
		const [created] = newJobs(1, 'CJ_ERROR');
		watch.edit({ statusGroups: ['failed'] });
		expect(await watch.poll()).toMatchObject([{ jobId: created }]);
		expect(await watch.poll()).toEqual([]);
	});

	it('and nothing is asked about that is of no interest any more', async () => {
		const [job] = newJobs(100);
		const watch = trigger([]);
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		sandbox.brightRiver.requests.length = 0;
		watch.edit({ statusGroups: ['readyToDownload'] });
		expect(await watch.poll()).toMatchObject([{ jobId: job, previousStatus: 'CJ_NEW' }]);
		const asked = sandbox.brightRiver.requests.filter(({ path }) => path !== '/search');
		expect(asked.map(({ path }) => path)).toEqual([`/jobs/${job}/status`]);
		expect(watch.stored.length).toBeLessThan(900);
		watch.edit({ statusGroups: [] });
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_NOTIFIED_WORK_DN');
		expect(await watch.poll()).toMatchObject([{ previousStatus: 'CJ_WORK_DONE' }]);
	});
});
