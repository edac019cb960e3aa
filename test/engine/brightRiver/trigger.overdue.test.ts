import type { Sandbox } from '../../../sandbox/index';
import { startSandbox } from '../../../sandbox/index';
import { brightRiver, credentialFor } from '../support/brightRiver';
import { passHours, startClock, stopClock } from '../support/clock';
import { PolledTrigger } from '../support/poll';

const START = Date.parse('2026-03-02T08:00:00Z');

let sandbox: Sandbox;
beforeEach(async () => {
	stopClock(START);
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => {
	startClock();
	await sandbox.stop();
});

/** A trigger for jobs that wait for acceptance for more than a day. */
function trigger(parameters = {}): PolledTrigger {
	return new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: {
			event: 'jobOverdue',
			watch: 'allJobs',
			afterHours: 24,
			statusGroups: ['needsAcceptance'],
			...parameters,
		},
		credentials: credentialFor(sandbox),
	});
}

/** Puts a job into a status, in the index too unless that lags. */
function set(job: number, status: string, { indexed = true } = {}) {
	sandbox.brightRiver.setStatus(job, status);
	if (indexed) sandbox.brightRiver.refreshIndex();
}

function newJobs(count: number, status: string): number[] {
	const jobs = sandbox.brightRiver.createJobs(count, status);
	sandbox.brightRiver.refreshIndex();
	return jobs;
}

/** Polls once in the given number of hours, so many times. */
async function pollEvery(watch: PolledTrigger, hours: number, times: number) {
	const told = [];
	for (let time = 0; time < times; time++) {
		passHours(hours);
		told.push(...(await watch.poll()));
	}
	return told;
}

describe('a job that is overdue', () => {
	it('is told once, after the hours, with since when and who says so', async () => {
		const [job] = newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		expect(await watch.poll()).toEqual([]);
		expect(await pollEvery(watch, 6, 4)).toEqual([]);
		passHours(0.01);
		expect(await watch.poll()).toEqual([
			{
				jobId: job,
				guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
				name: expect.any(String),
				since: '2026-03-02T08:00:00.000Z',
				sinceFrom: 'firstSeen',
				hours: 24,
				status: 'CJ_WAIT_ACCEPTANCE',
				statusMeaning: 'Job waits to be accepted by client user',
				statusGroup: 'Needs Your Acceptance',
				detectedAt: '2026-03-03T08:00:36.000Z',
				job: expect.objectContaining({ id: job, status: 'CJ_WAIT_ACCEPTANCE' }),
			},
		]);
		expect(await pollEvery(watch, 12, 10)).toEqual([]);
		watch.restart();
		expect(await watch.poll()).toEqual([]);
	});

	it('is told again when it left and came back, as long after that', async () => {
		const [job] = newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		expect(await pollEvery(watch, 25, 2)).toHaveLength(1);
		set(job, 'CJ_NEW');
		expect(await pollEvery(watch, 1, 1)).toEqual([]);
		set(job, 'CJ_NEED_ACCEPTANCE');
		expect(await pollEvery(watch, 23, 2)).toEqual([]);
		expect(await pollEvery(watch, 2, 2)).toMatchObject([{ jobId: job, hours: 25 }]);
	});

	it('has not left while its status changes within the group, or pauses', async () => {
		const [job] = newJobs(1, 'CJ_NEED_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		for (const status of ['TIMECAROUSEL', 'CJ_WAIT_ACCEPTANCE', 'CJ_WAIT_ACCEPTANCE2']) {
			set(job, status);
			expect(await pollEvery(watch, 7, 1)).toEqual([]);
		}
		expect(await pollEvery(watch, 4, 1)).toMatchObject([
			{ jobId: job, status: 'CJ_WAIT_ACCEPTANCE2', hours: 25 },
		]);
	});

	it('is one in a single status too, which ends with it', async () => {
		const [job] = newJobs(1, 'CJ_WORK_PROGRESS');
		const watch = trigger({ statusGroups: [], statuses: ['CJ_WORK_PROGRESS'] });
		await watch.poll();
		passHours(20);
		set(job, 'CJ_ZIP_INIT');
		expect(await pollEvery(watch, 5, 1)).toEqual([]);
		set(job, 'CJ_WORK_PROGRESS');
		expect(await pollEvery(watch, 5, 1)).toEqual([]);
		expect(await pollEvery(watch, 25, 1)).toHaveLength(1);
	});

	it('is not told where the index alone still shows it', async () => {
		const [left, stays] = newJobs(2, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		set(left, 'CJ_ACCEPT', { indexed: false });
		expect(await pollEvery(watch, 25, 2)).toMatchObject([{ jobId: stays }]);
	});

	it.each([
		['new', 'CJ_NEW'],
		['inProduction', 'CJ_ACCEPT'],
		['readyToDownload', 'CJ_WORK_DONE'],
	])('is so by the date of the service where it has one: %s', async (group, status) => {
		const [job] = newJobs(1, status);
		passHours(30);
		const watch = trigger({ statusGroups: [group] });
		const told = await pollEvery(watch, 0.1, 3);
		expect(told).toMatchObject([{ jobId: job, since: '2026-03-02T08:00:00.000Z' }]);
		expect(told).toMatchObject([{ sinceFrom: 'service', hours: 30.2 }]);
	});

	it('is not so by a date that is left over from an earlier stay', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger({ statusGroups: ['readyToDownload'], afterHours: 5 });
		await watch.poll();
		set(job, 'CJ_REJECT_INIT');
		expect(await pollEvery(watch, 4, 2)).toEqual([]);
		// Another status of the group, with which the service sets no date.
		set(job, 'CJ_COMPLETED');
		expect(await pollEvery(watch, 2, 3)).toEqual([]);
		expect(await pollEvery(watch, 2, 1)).toMatchObject([{ sinceFrom: 'firstSeen', hours: 6 }]);
	});

	it('is asked about where no search says since when it is there', async () => {
		const [job, other] = newJobs(2, 'CJ_WORK_DONE');
		passHours(30);
		const watch = trigger({
			watch: 'namedJobs',
			jobIds: [job],
			statusGroups: ['readyToDownload'],
		});
		const [event] = await watch.poll();
		expect(event).toMatchObject({ jobId: job, sinceFrom: 'service', hours: 30 });
		watch.edit({ jobIds: `${job}, ${other}` });
		expect(await watch.poll()).toMatchObject([{ jobId: other, sinceFrom: 'service' }]);
		expect(await pollEvery(watch, 30, 3)).toEqual([]);
		expect(sandbox.brightRiver.requests.map(({ path }) => path)).not.toContain('/search');
	});
});

describe('what it costs', () => {
	it('is what may be overdue, not what is open', async () => {
		newJobs(1_000, 'CJ_NEW');
		newJobs(5, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		sandbox.brightRiver.requests.length = 0;
		await watch.poll();
		expect(sandbox.brightRiver.requests.map(({ path }) => path)).toEqual(['/search', '/search']);
		expect(watch.stored.length).toBeLessThan(600);
	});
});

describe('nothing is lost and nothing repeated', () => {
	it('where the service fails, wherever in the poll', async () => {
		const [job] = newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		passHours(25);
		for (const path of ['/search', `/jobs/${job}/status`, `/jobs/${job}`]) {
			const before = watch.stored;
			sandbox.brightRiver.faults.add({ path, kind: 'status', status: 400, times: 1 });
			await expect(watch.poll()).rejects.toThrow(/Bright River/);
			expect(watch.stored).toBe(before);
			sandbox.brightRiver.faults.clear();
		}
		expect(await watch.poll()).toHaveLength(1);
		expect(await watch.poll()).toEqual([]);
	});

	it('where polls overlap', async () => {
		newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		passHours(25);
		const events = await Promise.all([watch.poll(), watch.poll()]);
		expect(events.flat()).toHaveLength(1);
	});

	it('where the hours or the groups are changed meanwhile', async () => {
		const [waiting, done] = [...newJobs(1, 'CJ_WAIT_ACCEPTANCE'), ...newJobs(1, 'CJ_WORK_DONE')];
		const watch = trigger();
		await watch.poll();
		expect(await pollEvery(watch, 10, 1)).toEqual([]);
		watch.edit({ afterHours: 8 });
		expect(await pollEvery(watch, 1, 2)).toMatchObject([{ jobId: waiting }]);
		watch.edit({ afterHours: 30, statusGroups: ['needsAcceptance', 'readyToDownload'] });
		expect(await pollEvery(watch, 10, 1)).toEqual([]);
		expect(await pollEvery(watch, 10, 2)).toMatchObject([{ jobId: done, sinceFrom: 'service' }]);
		watch.edit({ afterHours: 1 });
		expect(await pollEvery(watch, 10, 2)).toEqual([]);
	});

	it('where several are overdue at once', async () => {
		const jobs = newJobs(40, 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger();
		await watch.poll();
		const told = await pollEvery(watch, 25, 2);
		expect(told.map(({ jobId }) => jobId).sort()).toEqual(jobs);
	});

	it('by a test job, which is not asked about again and again', async () => {
		const [{ json }] = await brightRiver(sandbox, {
			resource: 'job',
			operation: 'create',
			name: 'A test',
			description: 'd',
			additionalFields: { isTest: true },
		});
		set(Number(json.id), 'CJ_WAIT_ACCEPTANCE');
		const watch = trigger({ options: { testJobs: 'none' } });
		await watch.poll();
		expect(await pollEvery(watch, 25, 1)).toEqual([]);
		sandbox.brightRiver.requests.length = 0;
		expect(await pollEvery(watch, 1, 1)).toEqual([]);
		expect(sandbox.brightRiver.requests.map(({ path }) => path)).toEqual(['/search', '/search']);
	});
});

describe('settings that cannot work', () => {
	it.each([
		[{ afterHours: 0 }, '"Overdue After (Hours)" is not valid'],
		[{ afterHours: -1 }, '"Overdue After (Hours)" is not valid'],
		[{ afterHours: 'a day' }, '"Overdue After (Hours)" is not valid'],
		[{ afterHours: '' }, '"Overdue After (Hours)" is not valid'],
		[{ afterHours: 9_000 }, '"Overdue After (Hours)" is not valid'],
		[{ statusGroups: [] }, '"Status Groups" and "Statuses" are both empty'],
		[{ statusGroups: ['finished'] }, 'A job in Finished is over, and cannot be overdue'],
		[{ statuses: ['CJ_ARCHIVED'] }, 'A job in CJ_ARCHIVED is over, and cannot be overdue'],
	])('are refused before anything is sent: %j', async (parameters, message) => {
		await expect(trigger(parameters).poll()).rejects.toThrow(message);
		expect(sandbox.brightRiver.requests).toEqual([]);
	});

	it('are not those that another event left behind', async () => {
		const [job] = newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		const options = { fromStatuses: ['CJ_ERROR'], knowPreviousStatus: true };
		const watch = trigger({ options });
		await watch.poll();
		expect(await pollEvery(watch, 25, 1)).toMatchObject([{ jobId: job }]);
	});
});

describe('"Fetch Test Event"', () => {
	it('shows a job as it would be told, and says that it is a test', async () => {
		const [job] = newJobs(1, 'CJ_WAIT_ACCEPTANCE');
		newJobs(3, 'CJ_NEW');
		expect(await trigger().fetchTestEvent()).toMatchObject([
			{ jobId: job, hours: 24, sinceFrom: 'firstSeen', isTestEvent: true },
		]);
	});

	it('takes the date of the service where the job is overdue by it', async () => {
		newJobs(1, 'CJ_WORK_DONE');
		passHours(50);
		const watch = trigger({ statusGroups: ['readyToDownload'] });
		expect(await watch.fetchTestEvent()).toMatchObject([
			{ since: '2026-03-02T08:00:00.000Z', sinceFrom: 'service', hours: 50 },
		]);
	});
});
