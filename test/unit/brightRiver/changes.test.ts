import {
	jobsToConfirm,
	keyOf,
	statusChanges,
	type KnownJobs,
	type SeenJob,
} from '../../../nodes/BrightRiver/trigger/changes';
import { readMemory, writeMemory } from '../../../nodes/BrightRiver/trigger/memory';

const job = (id: number, status: string, guid = `guid-${id}`): SeenJob => ({ id, guid, status });
const known = new Map([
	['1', ['CJ_NEW']],
	['2', ['CJ_ACCEPT']],
	['guid-x', ['CJ_INIT_REJECT']],
]);

it('tells a change with the status before it, and knows the new one', () => {
	const { changes, known: now } = statusChanges(known, [
		job(1, 'CJ_REVIEWING'),
		job(2, 'CJ_ACCEPT'),
	]);
	expect(changes).toEqual([
		{
			job: job(1, 'CJ_REVIEWING'),
			previousStatus: 'CJ_NEW',
			previousStation: 'CJ_NEW',
			status: 'CJ_REVIEWING',
		},
	]);
	expect(now.get('1')).toEqual(['CJ_REVIEWING']);
	expect(known.get('1')).toEqual(['CJ_NEW']);
});

it('tells nothing twice', () => {
	const first = statusChanges(known, [job(1, 'CJ_REVIEWING'), job(1, 'CJ_REVIEWING')]);
	expect(first.changes).toHaveLength(1);
	expect(statusChanges(first.known, [job(1, 'CJ_REVIEWING')]).changes).toEqual([]);
});

it('tells of a job that was not known', () => {
	const { changes } = statusChanges(known, [job(3, 'CJ_NEW')]);
	expect(changes).toEqual([
		{ job: job(3, 'CJ_NEW'), previousStatus: null, previousStation: null, status: 'CJ_NEW' },
	]);
});

it('follows a job by its guid until it has a number', () => {
	const numbered = job(9, 'CJ_ACCEPT', 'guid-x');
	const { changes, known: now } = statusChanges(known, [numbered]);
	expect(changes).toEqual([
		{
			job: numbered,
			previousStatus: 'CJ_INIT_REJECT',
			previousStation: 'CJ_INIT_REJECT',
			status: 'CJ_ACCEPT',
		},
	]);
	expect(now.has('guid-x')).toBe(false);
	expect(now.get('9')).toEqual(['CJ_ACCEPT']);
	expect(keyOf(job(0, 'ERROR', 'guid-y'))).toBe('guid-y');
});

it('forgets what is gone, but tells its last change', () => {
	const { changes, known: now } = statusChanges(known, [job(1, 'CJ_FINISHED')], ['1']);
	expect(changes).toHaveLength(1);
	expect(now.has('1')).toBe(false);
});

it('asks only about jobs that look changed, and those that are missing', () => {
	const { changed, missing } = jobsToConfirm(known, [
		job(1, 'CJ_NEW'),
		job(3, 'CJ_NEW'),
		job(3, 'CJ_NEW'),
	]);
	expect(changed).toEqual([job(3, 'CJ_NEW')]);
	expect(missing).toEqual(['2', 'guid-x']);
});

it('takes a status that was told of a job without a number for a stale row', () => {
	const first = statusChanges(known, [job(0, 'CJ_REJECT_INIT', 'guid-x')]);
	expect(first.changes).toMatchObject([{ previousStatus: 'CJ_INIT_REJECT' }]);
	const stale = statusChanges(first.known, [job(0, 'CJ_INIT_REJECT', 'guid-x')]);
	expect(stale.changes).toEqual([]);
	expect(stale.known.get('guid-x')).toEqual(['CJ_INIT_REJECT', 'CJ_REJECT_INIT']);
});

it('stores what is known in little room and reads it back', () => {
	const memory = {
		account: 'a',
		known,
		over: new Map([['2', '2026-01-31']]),
		askedLast: '2',
		watched: 'all',
		absent: new Map([['2', 3]]),
		unreadable: new Map([['1', 1]]),
		leaving: ['2'],
		goOnAfter: '',
		notFound: [7],
		newest: '2026-01-01T00:00:00Z',
		stays: new Map(),
	};
	expect(readMemory(JSON.parse(JSON.stringify(writeMemory(memory))))).toEqual(memory);
	expect(readMemory(undefined)).toBeUndefined();
	expect(readMemory({ version: 99, jobs: {} })).toBeUndefined();

	const many = new Map(
		Array.from({ length: 1000 }, (_, index) => [`${353413 + index}`, ['CJ_NEW']]),
	);
	const stored = JSON.stringify(writeMemory({ ...memory, known: many }));
	expect(stored.length / many.size).toBeLessThan(8);
});

it('does not ask about a job again that was reported under its guid', () => {
	const reported = new Map([['guid-9', ['CJ_NEW']]]);
	expect(jobsToConfirm(reported, [job(9, 'CJ_NEW')])).toEqual({ changed: [], missing: [] });
	expect(jobsToConfirm(reported, [job(9, 'CJ_ACCEPT')])).toEqual({
		changed: [job(9, 'CJ_ACCEPT')],
		missing: [],
	});
});

it('finds no job by a guid that the service did not give', () => {
	const strange = new Map([['undefined', ['CJ_NEW']]]);
	const nameless: SeenJob = { id: 9, status: 'CJ_NEW' };
	expect(jobsToConfirm(strange, [nameless]).missing).toEqual(['undefined']);
	expect(statusChanges(strange, [nameless]).known.has('undefined')).toBe(true);
});

it('knows a job without a number from the first time on', () => {
	const { changes, known: now } = statusChanges(new Map(), [job(0, 'ERROR', 'guid-y')]);
	expect(changes).toMatchObject([{ previousStatus: null, status: 'ERROR' }]);
	expect(now).toEqual(new Map([['guid-y', ['ERROR']]]));
	expect(keyOf({ id: -1, guid: 'guid-z' })).toBe('guid-z');
});

it('knows the last status of a job with a number alone', () => {
	const many = new Map([['1', ['CJ_ACCEPT']]]);
	const { changes, known: now } = statusChanges(many, [job(1, 'CJ_NEW')]);
	expect(changes).toMatchObject([{ previousStatus: 'CJ_ACCEPT', status: 'CJ_NEW' }]);
	expect(now.get('1')).toEqual(['CJ_NEW']);
});

it('knows the station of a job that pauses, until it is at another one', () => {
	let now: KnownJobs = new Map([['1', ['CJ_WORK_DONE']]]);
	const stations: unknown[] = [];
	for (const status of ['TIMECAROUSEL', 'CJ_ZIP_INIT', 'CJ_ZIP_READY', 'CJ_NOTIFY_WORK_DONE']) {
		const { changes, known: after } = statusChanges(now, [job(1, status)]);
		stations.push(changes[0].previousStation);
		now = statusChanges(after, [job(1, status)]).known;
		expect(now).toEqual(after);
	}
	expect(new Set(stations)).toEqual(new Set(['CJ_WORK_DONE']));
	expect(now.get('1')).toEqual(['CJ_NOTIFY_WORK_DONE']);
});

it('keeps the number of the statuses it remembers of a job with a number at two', () => {
	const paused = statusChanges(new Map([['1', ['CJ_WORK_DONE', 'CJ_ZIP_INIT']]]), [
		job(1, 'TIMECAROUSEL'),
	]);
	expect(paused.known.get('1')).toEqual(['CJ_WORK_DONE', 'TIMECAROUSEL']);
});
