import {
	jobsToConfirm,
	keyOf,
	statusChanges,
	type SeenJob,
} from '../../../nodes/BrightRiver/statusChanges';
import { readState, writeState } from '../../../nodes/BrightRiver/watchState';

const job = (id: number, status: string, guid = `guid-${id}`): SeenJob => ({ id, guid, status });
const known = new Map([
	['1', 'CJ_NEW'],
	['2', 'CJ_ACCEPT'],
	['guid-x', 'CJ_INIT_REJECT'],
]);

it('tells a change with the status before it, and knows the new one', () => {
	const { changes, known: now } = statusChanges(known, [
		job(1, 'CJ_REVIEWING'),
		job(2, 'CJ_ACCEPT'),
	]);
	expect(changes).toEqual([
		{ job: job(1, 'CJ_REVIEWING'), previousStatus: 'CJ_NEW', status: 'CJ_REVIEWING' },
	]);
	expect(now.get('1')).toBe('CJ_REVIEWING');
	expect(known.get('1')).toBe('CJ_NEW');
});

it('tells nothing twice', () => {
	const first = statusChanges(known, [job(1, 'CJ_REVIEWING'), job(1, 'CJ_REVIEWING')]);
	expect(first.changes).toHaveLength(1);
	expect(statusChanges(first.known, [job(1, 'CJ_REVIEWING')]).changes).toEqual([]);
});

it('tells of a job that was not known', () => {
	const { changes } = statusChanges(known, [job(3, 'CJ_NEW')]);
	expect(changes).toEqual([{ job: job(3, 'CJ_NEW'), previousStatus: null, status: 'CJ_NEW' }]);
});

it('follows a job by its guid until it has a number', () => {
	const numbered = job(9, 'CJ_ACCEPT', 'guid-x');
	const { changes, known: now } = statusChanges(known, [numbered]);
	expect(changes).toEqual([
		{ job: numbered, previousStatus: 'CJ_INIT_REJECT', status: 'CJ_ACCEPT' },
	]);
	expect(now.has('guid-x')).toBe(false);
	expect(now.get('9')).toBe('CJ_ACCEPT');
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

it('stores what is known in little room and reads it back', () => {
	expect(readState(JSON.parse(JSON.stringify(writeState(known))))).toEqual(known);
	expect(readState(undefined)).toBeUndefined();
	expect(readState({ version: 99, jobs: {} })).toBeUndefined();
});
