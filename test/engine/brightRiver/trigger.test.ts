import type { Sandbox } from '../../../sandbox/index';
import { startSandbox } from '../../../sandbox/index';
import { brightRiver, credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => await sandbox.stop());

function trigger(parameters = {}): PolledTrigger {
	return new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: { event: 'jobStatusChanged', watch: 'allJobs', ...parameters },
		credentials: credentialFor(sandbox),
	});
}

/** Puts a job into a status, in the index too unless that lags. */
function set(job: number, status: string, { indexed = true } = {}) {
	sandbox.brightRiver.setStatus(job, status);
	if (indexed) sandbox.brightRiver.refreshIndex();
}

function newJobs(count: number, status = 'CJ_NEW'): number[] {
	const jobs = sandbox.brightRiver.createJobs(count, status);
	sandbox.brightRiver.refreshIndex();
	return jobs;
}

describe('all jobs', () => {
	it('takes stock first, then tells every change once', async () => {
		const [job] = newJobs(3);
		const watch = trigger();
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll()).toEqual([]);

		set(job, 'CJ_WORK_DONE');
		expect(await watch.poll()).toEqual([
			{
				jobId: job,
				guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
				name: expect.any(String),
				previousStatus: 'CJ_NEW',
				status: 'CJ_WORK_DONE',
				statusMeaning: 'Job ready, images can be downloaded by client',
				statusGroup: 'Ready to Download',
				detectedAt: expect.any(String),
				job: expect.objectContaining({ id: job, status: 'CJ_WORK_DONE' }),
			},
		]);
		expect(await watch.poll()).toEqual([]);
	});

	it('gives no address out that lets its reader at the files', async () => {
		const [job] = newJobs(1);
		const watch = trigger();
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		const events = JSON.stringify(await watch.poll());
		expect(events).toContain('CJ_WORK_DONE');
		expect(events).not.toMatch(/session|accountID=|https?:/i);
	});

	it('tells of a job that is new', async () => {
		const watch = trigger();
		await watch.poll();
		const [job] = newJobs(1, 'CJ_REVIEWING');
		expect(await watch.poll()).toMatchObject([
			{ jobId: job, previousStatus: null, status: 'CJ_REVIEWING' },
		]);
	});

	it('is not misled by an index that lags, and tells what the service itself says', async () => {
		const [job] = newJobs(1);
		const watch = trigger();
		await watch.poll();
		set(job, 'CJ_WAIT_ACCEPTANCE');
		expect(await watch.poll()).toMatchObject([{ status: 'CJ_WAIT_ACCEPTANCE' }]);
		// The job moved on twice, the index shows the first step only.
		set(job, 'CJ_ACCEPT');
		set(job, 'CJ_WORK_PROGRESS', { indexed: false });
		expect(await watch.poll()).toMatchObject([
			{ previousStatus: 'CJ_WAIT_ACCEPTANCE', status: 'CJ_WORK_PROGRESS' },
		]);
		expect(await watch.poll()).toEqual([]);
		sandbox.brightRiver.refreshIndex();
		expect(await watch.poll()).toEqual([]);
	});

	it('tells the last status of a job that left the search, and forgets it when many looks agree', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger({ statusGroups: ['finished'] });
		await watch.poll();
		expect(watch.stored).toContain(String(job));
		set(job, 'CJ_FINISHED');
		expect(await watch.poll()).toMatchObject([{ jobId: job, status: 'CJ_FINISHED' }]);
		for (let look = 0; look < 20; look++) {
			expect(watch.stored).toContain(String(job));
			expect(await watch.poll()).toEqual([]);
		}
		expect(watch.stored).not.toContain(String(job));
		expect(await watch.poll()).toEqual([]);
	});

	it('loses nothing when the service fails, wherever in the poll', async () => {
		const [job] = newJobs(1);
		const watch = trigger();
		await watch.poll();
		set(job, 'CJ_ACCEPT');
		const before = watch.stored;
		for (const path of ['/search', `/jobs/${job}/status`, `/jobs/${job}`]) {
			sandbox.brightRiver.faults.add({ path, kind: 'status', status: 400, times: 1 });
			await expect(watch.poll()).rejects.toThrow(/Bright River/);
			expect(watch.stored).toBe(before);
			sandbox.brightRiver.faults.clear();
		}
		expect(await watch.poll()).toMatchObject([{ jobId: job, status: 'CJ_ACCEPT' }]);
	});

	it('does not tell twice when polls overlap', async () => {
		const [job] = newJobs(1);
		const watch = trigger();
		await watch.poll();
		set(job, 'CJ_ACCEPT');
		const events = await Promise.all([watch.poll(), watch.poll()]);
		expect(events.flat()).toHaveLength(1);
	});

	it('asks for pages, not for jobs', async () => {
		newJobs(100);
		const watch = trigger();
		await watch.poll();
		sandbox.brightRiver.requests.length = 0;
		await watch.poll();
		expect(sandbox.brightRiver.requests).toHaveLength(10);
	});
});

describe('filters', () => {
	it('a group counts once, when a job enters it', async () => {
		const [job] = newJobs(1, 'CJ_REVIEWED2');
		const watch = trigger({ statusGroups: ['needsAcceptance'] });
		await watch.poll();
		set(job, 'CJ_NEED_ACCEPTANCE');
		expect(await watch.poll()).toMatchObject([{ status: 'CJ_NEED_ACCEPTANCE' }]);
		set(job, 'CJ_WAIT_ACCEPTANCE');
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_ACCEPT');
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_WAIT_ACCEPTANCE');
		expect(await watch.poll()).toHaveLength(1);
	});

	it('a single status counts each time', async () => {
		const [job] = newJobs(1);
		const watch = trigger({ statuses: ['CJ_WAIT_ACCEPTANCE2'] });
		await watch.poll();
		set(job, 'CJ_WAIT_ACCEPTANCE');
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_WAIT_ACCEPTANCE2');
		expect(await watch.poll()).toHaveLength(1);
	});
});

describe('named jobs', () => {
	it('are watched alone, also after they finished', async () => {
		const [one, two] = newJobs(2);
		const watch = trigger({ watch: 'namedJobs', jobIds: ` ${one} , ` });
		await watch.poll();
		set(one, 'CJ_FINISHED');
		set(two, 'CJ_FINISHED');
		expect(await watch.poll()).toMatchObject([
			{ jobId: one, name: expect.any(String), status: 'CJ_FINISHED' },
		]);
		expect(await watch.poll()).toEqual([]);
		expect(sandbox.brightRiver.requests.map(({ path }) => path)).not.toContain('/search');
	});

	it.each([
		['', '"Job Names or IDs" is empty'],
		[' , ', '"Job Names or IDs" is empty'],
		['12, abc', '"abc" in "Job Names or IDs" is not a valid ID'],
		['-1', '"-1" in "Job Names or IDs" is not a valid ID'],
	])('refuses %j', async (jobIds, message) => {
		await expect(trigger({ watch: 'namedJobs', jobIds }).poll()).rejects.toThrow(message);
		expect(sandbox.brightRiver.requests).toEqual([]);
	});
});

describe('what is not asked for', () => {
	it('a change from another status', async () => {
		const [one, two] = [...newJobs(1, 'CJ_WORK_PROGRESS'), ...newJobs(1, 'CJ_NEW')];
		const watch = trigger({ options: { fromStatusGroups: ['inProduction'] } });
		await watch.poll();
		set(one, 'CJ_ERROR');
		set(two, 'CJ_ERROR');
		expect(await watch.poll()).toMatchObject([{ jobId: one, previousStatus: 'CJ_WORK_PROGRESS' }]);
	});

	it.each([
		['only', true],
		['none', false],
	])('test jobs: %s', async (testJobs, isTest) => {
		const watch = trigger({ options: { testJobs, includeJob: false } });
		await watch.poll();
		const ids: number[] = [];
		for (const test of [true, false]) {
			const [{ json }] = await brightRiver(sandbox, {
				resource: 'job',
				operation: 'create',
				name: `test ${test}`,
				description: 'd',
				additionalFields: { isTest: test },
			});
			ids.push(Number(json.id));
		}
		sandbox.brightRiver.refreshIndex();
		const events = await watch.poll();
		expect(events.map(({ jobId }) => jobId)).toEqual([isTest ? ids[0] : ids[1]]);
		expect(events[0]).not.toHaveProperty('job');
	});

	it('an age below 0 days', async () => {
		const watch = trigger({ options: { createdWithinDays: -1 } });
		await expect(watch.poll()).rejects.toThrow('"Created Within Days" must be 0 or more');
	});

	it('filters that can never match', async () => {
		const watch = trigger({
			statuses: ['CJ_NEW'],
			options: { fromStatuses: ['CJ_NEW'] },
		});
		await expect(watch.poll()).rejects.toThrow('No change of status can ever pass the filters');
	});
});

describe('the watched jobs', () => {
	const created = { createdWithinDays: 30 };

	it('can be told with their status when one begins to look', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger({ options: { emitCurrentStatus: true } });
		expect(await watch.poll()).toMatchObject([{ jobId: job, previousStatus: null }]);
		expect(await watch.poll()).toEqual([]);
	});

	it('named ones that are added are no news, those that stay are remembered', async () => {
		const [one, two] = newJobs(2);
		const watch = trigger({ watch: 'namedJobs', jobIds: String(one) });
		await watch.poll();
		set(one, 'CJ_ACCEPT');
		watch.edit({ jobIds: [one, two] as never });
		expect(await watch.poll()).toMatchObject([{ jobId: one, previousStatus: 'CJ_NEW' }]);
		set(two, 'CJ_ACCEPT');
		expect(await watch.poll()).toMatchObject([{ jobId: two, previousStatus: 'CJ_NEW' }]);
	});

	it('a named one that does not exist is reported once, the others go on', async () => {
		const [job] = newJobs(1);
		const watch = trigger({ watch: 'namedJobs', jobIds: `${job}, 999` });
		await watch.poll();
		expect(watch.reported.map(({ message }) => message)).toEqual(['Bright River has no job 999']);
		set(job, 'CJ_ACCEPT');
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
		await watch.poll();
		expect(watch.reported).toHaveLength(1);
	});

	it('found by another query are no news, and the others are let go', async () => {
		const [job] = newJobs(2);
		const watch = trigger();
		await watch.poll();
		watch.edit({ options: { query: 'no such name' } });
		set(job, 'CJ_ACCEPT');
		expect(await watch.poll()).toMatchObject([{ jobId: job }]);
		sandbox.brightRiver.requests.length = 0;
		expect(await watch.poll()).toEqual([]);
		expect(sandbox.brightRiver.requests).toHaveLength(1);
		watch.edit({ options: {} });
		expect(await watch.poll()).toEqual([]);
		set(job, 'CJ_WORK_DONE');
		expect(await watch.poll()).toMatchObject([{ jobId: job, previousStatus: 'CJ_ACCEPT' }]);
	});

	it('that became too old cost no more calls', async () => {
		newJobs(3);
		const watch = trigger({ options: created });
		await watch.poll();
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31 * 24 * 60 * 60 * 1000);
		try {
			expect(await watch.poll()).toEqual([]);
			sandbox.brightRiver.requests.length = 0;
			expect(await watch.poll()).toEqual([]);
			expect(sandbox.brightRiver.requests).toHaveLength(1);
		} finally {
			now.mockRestore();
		}
	});

	it('without a number are followed by their guid', async () => {
		const row = (status: string) => ({
			totalJobs: 1,
			jobs: [{ id: 0, guid: 'guid-1', name: 'Rejected pictures', status }],
		});
		const search = (status: string) =>
			sandbox.brightRiver.faults.add({
				path: '/search',
				kind: 'body',
				contentType: 'application/json',
				body: JSON.stringify(row(status)),
			});
		const watch = trigger();
		search('CJ_INIT_REJECT');
		await watch.poll();
		search('CJ_REJECT_INIT');
		expect(await watch.poll()).toMatchObject([
			{ jobId: 0, guid: 'guid-1', previousStatus: 'CJ_INIT_REJECT', status: 'CJ_REJECT_INIT' },
		]);
		search('CJ_INIT_REJECT');
		expect(await watch.poll()).toEqual([]);
	});
});

describe('"Fetch Test Event"', () => {
	it('shows the newest job and remembers nothing', async () => {
		const jobs = newJobs(3, 'CJ_REVIEWING');
		const watch = trigger();
		const shown = { jobId: Math.max(...jobs), status: 'CJ_REVIEWING', previousStatus: null };
		expect(await watch.fetchTestEvent()).toMatchObject([{ ...shown, isTestEvent: true }]);
		expect(watch.stored).toBe('{}');
	});

	it('prefers one that the settings ask for, newer ones notwithstanding', async () => {
		const [ready] = newJobs(1, 'CJ_WORK_DONE');
		newJobs(30, 'CJ_NEW');
		const watch = trigger({ statusGroups: ['readyToDownload'] });
		expect(await watch.fetchTestEvent()).toMatchObject([{ jobId: ready, status: 'CJ_WORK_DONE' }]);
		const named = trigger({
			watch: 'namedJobs',
			jobIds: [ready + 1, ready],
			statusGroups: ['readyToDownload'],
		});
		expect(await named.fetchTestEvent()).toMatchObject([{ jobId: ready }]);
	});

	it('else shows one as if it had come there', async () => {
		const [job] = newJobs(1, 'CJ_NEW');
		const watch = trigger({
			statusGroups: ['readyToDownload'],
			options: { fromStatuses: ['CJ_ZIP_READY'] },
		});
		expect(await watch.fetchTestEvent()).toMatchObject([
			{
				jobId: job,
				previousStatus: 'CJ_ZIP_READY',
				status: 'CJ_WORK_DONE',
				statusGroup: 'Ready to Download',
				isTestEvent: true,
				job: { id: job, status: 'CJ_NEW' },
			},
		]);
	});

	it.each([
		[{}, 'There is no job in this account yet. Create one, then fetch a test event again.'],
		[
			{ watch: 'namedJobs', jobIds: '999' },
			'Bright River does not show job 999 to this account. Correct "Job Names or IDs", or check the credential.',
		],
		[
			{ options: { query: 'no such name' } },
			'A search for "no such name" finds no job. Change "Query", or create a job that it finds.',
		],
		[
			{ options: { createdWithinDays: 5 } },
			'No job was created within these days. Raise "Created Within Days", or create a job.',
		],
	])('says why no job matches: %j', async (parameters, description) => {
		const fetching = trigger(parameters).fetchTestEvent();
		await expect(fetching).rejects.toMatchObject({
			message: 'No job matches these settings',
			description,
		});
	});

	it('says that there are only test jobs, or none', async () => {
		newJobs(2);
		const only = trigger({ options: { testJobs: 'only' } }).fetchTestEvent();
		await expect(only).rejects.toMatchObject({
			message: 'No job matches these settings',
			description:
				'The 2 jobs that were found are not for testing. Set "Test Jobs" to All Jobs, or create a test job.',
		});
	});
});
