/** What concerns one job, one answer or one poll stops nothing else, and is not told twice. */
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => await sandbox.stop());

function trigger(parameters = {}, n8n = {}): PolledTrigger {
	return new PolledTrigger(
		{
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs', ...parameters },
			credentials: credentialFor(sandbox),
		},
		n8n,
	);
}

function newJobs(count: number, status = 'CJ_NEW'): number[] {
	const jobs = sandbox.brightRiver.createJobs(count, status);
	sandbox.brightRiver.refreshIndex();
	return jobs;
}

function set(job: number, status: string, { indexed = true } = {}) {
	sandbox.brightRiver.setStatus(job, status);
	if (indexed) sandbox.brightRiver.refreshIndex();
}

/** Lets an address answer with a status until the result is removed. */
const fail = (path: string, status: number) =>
	sandbox.brightRiver.faults.add({
		path: new RegExp(`^${path}$`),
		kind: 'status',
		status,
		times: Infinity,
	});

/** Lets the search answer with these rows, once. */
const search = (jobs: object[], totalJobs: unknown = jobs.length, times = 1) =>
	sandbox.brightRiver.faults.add({
		path: '/search',
		kind: 'body',
		contentType: 'application/json',
		body: JSON.stringify({ totalJobs, jobs }),
		times,
	});

const ids = (events: Array<{ jobId?: unknown }>) => events.map(({ jobId }) => jobId);

describe.each([403, 404, 410])('a job that answers %i', (status) => {
	it('stops no other job, and is told when it can be asked about again', async () => {
		const [one, other] = newJobs(2);
		const watch = trigger();
		await watch.poll();
		const fault = fail(`/jobs/${one}/status`, status);
		set(one, 'CJ_ACCEPT');
		set(other, 'CJ_ACCEPT');
		expect(ids(await watch.poll())).toEqual([other]);
		expect(await watch.poll()).toEqual([]);
		fault.remove();
		expect(await watch.poll()).toMatchObject([{ jobId: one, previousStatus: 'CJ_NEW' }]);
		expect(await watch.poll()).toEqual([]);
	});

	it('is told without its details, if it is the details that it does not give', async () => {
		const [one, other] = newJobs(2);
		const watch = trigger();
		await watch.poll();
		fail(`/jobs/${one}`, status);
		set(one, 'CJ_ACCEPT');
		set(other, 'CJ_ACCEPT');
		expect(ids(await watch.poll())).toEqual([other]);
		expect(await watch.poll()).toEqual([]);
		const [event] = await watch.poll();
		expect(event).toMatchObject({ jobId: one, status: 'CJ_ACCEPT' });
		expect(event).not.toHaveProperty('job');
		expect(await watch.poll()).toEqual([]);
	});
});

it('a job that is hidden is reported once, when several looks agree', async () => {
	const [job] = newJobs(2);
	const watch = trigger();
	await watch.poll();
	fail(`/jobs/${job}/status`, 403);
	set(job, 'CJ_ACCEPT');
	for (let look = 0; look < 6; look++) expect(await watch.poll()).toEqual([]);
	expect(watch.reported.map(({ message }) => message)).toEqual([
		`Bright River does not show job ${job} to the account of the credential`,
	]);
});

it('many jobs that are hidden at once are one report, not one each', async () => {
	const jobs = newJobs(12);
	const watch = trigger();
	await watch.poll();
	fail('/jobs/\\d+/status', 403);
	for (const job of jobs) set(job, 'CJ_ACCEPT');
	for (let look = 0; look < 6; look++) expect(await watch.poll()).toEqual([]);
	const messages = watch.reported.map(({ message }) => message);
	expect(messages).toEqual([
		expect.stringMatching(/^Bright River does not show jobs .* and 2 more/),
	]);
});

it('one job that cannot be asked about waits for the next poll, the others do not', async () => {
	const [one, other] = newJobs(2);
	const watch = trigger();
	await watch.poll();
	set(one, 'CJ_ACCEPT');
	set(other, 'CJ_ACCEPT');
	const status = fail(`/jobs/${one}/status`, 400);
	expect(ids(await watch.poll())).toEqual([other]);
	status.remove();
	const details = fail(`/jobs/${one}`, 400);
	set(other, 'CJ_WORK_PROGRESS');
	expect(ids(await watch.poll())).toEqual([other]);
	details.remove();
	expect(ids(await watch.poll())).toEqual([one]);
	expect(await watch.poll()).toEqual([]);
});

it('another account is another world: what was remembered of the first is put aside', async () => {
	const [job] = newJobs(1);
	const watch = trigger();
	await watch.poll();
	expect(watch.stored).not.toContain(sandbox.brightRiver.clientToken);
	const second = await startSandbox({ manual: true, indexManual: true });
	try {
		second.brightRiver.createJobs(3, 'CJ_WORK_DONE');
		second.brightRiver.refreshIndex();
		watch.useCredentials(credentialFor(second));
		expect(await watch.poll()).toEqual([]);
		expect(watch.reported).toEqual([]);
		expect(second.brightRiver.requests.map(({ path }) => path)).not.toContain(
			`/jobs/${job}/status`,
		);
	} finally {
		await second.stop();
	}
});

it.each([
	['{"node:Node under test":{"memory":{"version":1}}}'],
	['{"node:Node under test":{"memory":{"version":1,"jobs":{"CJ_NEW":7},"unnumbered":{}}}}'],
	['{"node:Node under test":{"memory":{"version":1,"jobs":{},"unnumbered":{"g":null}}}}'],
	['{"node:Node under test":{"memory":"text"}}'],
	['{"node:Node under test":{"memory":[]}}'],
])('memory that is damaged is started afresh: %s', async (stored) => {
	const [job] = newJobs(1);
	const watch = trigger();
	watch.stored = stored;
	expect(await watch.poll()).toEqual([]);
	set(job, 'CJ_ACCEPT');
	expect(ids(await watch.poll())).toEqual([job]);
});

it('the work is bounded, whatever the search says of its size', async () => {
	const rows = Array.from({ length: 10 }, (_, index) => ({
		id: index + 1,
		guid: `guid-${index}`,
		name: 'Shoes',
		status: 'CJ_NEW',
	}));
	search(rows, 20_000_000, Infinity);
	const watch = trigger();
	await watch.poll();
	expect(sandbox.brightRiver.requests.length).toBeLessThan(200);
});

it.each([[3], [null], ['many']])('a total of %j does not hide jobs', async (total) => {
	const jobs = newJobs(25);
	const rows = jobs.map((id) => ({ id, guid: `guid-${id}`, name: 'Shoes', status: 'CJ_NEW' }));
	for (const start of [0, 10, 20]) search(rows.slice(start, start + 10), total);
	search([], total, Infinity);
	const watch = trigger({ options: { emitCurrentStatus: true, includeJob: false } });
	expect(ids(await watch.poll()).sort()).toEqual(jobs.sort());
});

describe('a job that is over', () => {
	it('is told once, however long the index shows it as open', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger();
		await watch.poll();
		set(job, 'CJ_FINISHED', { indexed: false });
		search([{ id: job, guid: 'g', name: 'Shoes', status: 'CJ_NOTIFIED_WORK_DN' }], 1, 30);
		expect(ids(await watch.poll())).toEqual([job]);
		for (let look = 0; look < 29; look++) expect(await watch.poll()).toEqual([]);
	});

	it('costs no call when it has left the search, and nobody wants to hear what follows', async () => {
		const [job] = newJobs(1, 'CJ_WORK_DONE');
		const watch = trigger({ statusGroups: ['finished'] });
		await watch.poll();
		set(job, 'CJ_FINISHED');
		await watch.poll();
		sandbox.brightRiver.requests.length = 0;
		await watch.poll();
		expect(sandbox.brightRiver.requests.map(({ path }) => path)).toEqual(['/search']);
	});
});

describe('a 404 that passes', () => {
	it('makes neither stock of what is news nor a group count twice', async () => {
		const [job] = newJobs(1);
		const watch = trigger({
			watch: 'namedJobs',
			jobIds: String(job),
			statusGroups: ['needsAcceptance'],
		});
		await watch.poll();
		const lose = async () => {
			const fault = fail(`/jobs/${job}/status`, 404);
			expect(await watch.poll()).toEqual([]);
			fault.remove();
		};
		await lose();
		set(job, 'CJ_NEED_ACCEPTANCE');
		expect(await watch.poll()).toMatchObject([{ jobId: job, previousStatus: 'CJ_NEW' }]);
		await lose();
		set(job, 'CJ_WAIT_ACCEPTANCE');
		expect(await watch.poll()).toEqual([]);
		expect(watch.reported).toEqual([]);
	});
});

it('a job without a number is told once, also when a page leaves it out for a while', async () => {
	const row = { id: 0, guid: 'guid-1', name: 'Rejected pictures', status: 'CJ_INIT_REJECT' };
	const watch = trigger();
	search([]);
	await watch.poll();
	search([row]);
	expect(await watch.poll()).toMatchObject([{ guid: 'guid-1' }]);
	for (let look = 0; look < 5; look++) {
		search([]);
		expect(await watch.poll()).toEqual([]);
		search([row]);
		expect(await watch.poll()).toEqual([]);
	}
});

describe('a workflow that is saved', () => {
	it.each([true, false])(
		'while a poll goes on tells its events once (n8n 1: %s)',
		async (isN8n1) => {
			const [job] = newJobs(1);
			const watch = trigger({}, { isN8n1 });
			await watch.poll();
			set(job, 'CJ_ACCEPT');
			const slow = sandbox.brightRiver.faults.add({ path: '/search', kind: 'delay', ms: 300 });
			// n8n 1 emits what the poll of the old version gives, and goes on from what was saved before it.
			const old = watch.poll();
			watch.edit({});
			const first = await watch.poll();
			const events = [...(await old), ...first];
			slow.remove();
			events.push(...(await watch.poll()), ...(await watch.poll()));
			expect(ids(events)).toEqual([job]);
		},
	);

	it('with other settings still tells of a job that came since the last poll', async () => {
		newJobs(1);
		const watch = trigger();
		await watch.poll();
		const [created] = newJobs(1);
		watch.edit({ options: { createdWithinDays: 30 } });
		expect(ids(await watch.poll())).toEqual([created]);
	});
});

describe('after a restart', () => {
	// n8n writes what a trigger remembers only when it emits: see the README.
	it('only what was emitted last is remembered', async () => {
		const [job] = newJobs(1);
		const watch = trigger({ statusGroups: ['readyToDownload'] });
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		expect(ids(await watch.poll())).toEqual([job]);
		set(job, 'CJ_REJECT_INIT');
		expect(await watch.poll()).toEqual([]);
		watch.restart();
		set(job, 'CJ_WORK_DONE');
		expect(await watch.poll()).toEqual([]);
	});

	it('with durable cursors everything is', async () => {
		const [job] = newJobs(1);
		const watch = trigger({ statusGroups: ['readyToDownload'] }, { hasDurableCursors: true });
		await watch.poll();
		set(job, 'CJ_WORK_DONE');
		expect(ids(await watch.poll())).toEqual([job]);
		set(job, 'CJ_REJECT_INIT');
		await watch.poll();
		watch.restart();
		set(job, 'CJ_WORK_DONE');
		expect(ids(await watch.poll())).toEqual([job]);
	});
});
