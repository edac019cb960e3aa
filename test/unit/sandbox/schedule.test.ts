import fc from 'fast-check';
import { Schedule } from '../../../sandbox/work/schedule';

let now: number;
let done: string[];
let schedule: Schedule<string>;

beforeEach(() => {
	now = 1000;
	done = [];
	schedule = new Schedule(
		() => now,
		(due) => done.push(...due.map(({ key, at }) => `${key}@${at}`)),
	);
});

describe('by hand', () => {
	test('what is due is done, earliest first, and the rest waits', () => {
		schedule.add('later', 1300);
		schedule.add('second', 1100);
		schedule.add('first', 900);
		expect(schedule.nextDue()).toBe(900);
		now = 1100;
		schedule.runDue();
		expect(done).toEqual(['first@900', 'second@1100']);
		expect(schedule.nextDue()).toBe(1300);
		schedule.runDue();
		expect(done).toHaveLength(2);
	});

	test('what is due at the same moment keeps its order', () => {
		for (const key of ['c', 'a', 'b']) schedule.add(key, 1000);
		schedule.runDue();
		expect(done).toEqual(['c@1000', 'a@1000', 'b@1000']);
	});

	test('a key is planned once: adding it again moves it', () => {
		schedule.add('job', 1100);
		schedule.add('job', 1200);
		expect(schedule.nextDue()).toBe(1200);
		now = 1150;
		schedule.runDue();
		expect(done).toEqual([]);
		schedule.add('job', 1120);
		schedule.runDue();
		schedule.runDue(Infinity);
		expect(done).toEqual(['job@1120']);
	});

	test('what is cancelled is never done', () => {
		schedule.add('job', 1000);
		expect(schedule.has('job')).toBe(true);
		expect(schedule.cancel('job')).toBe(true);
		expect(schedule.cancel('job')).toBe(false);
		expect(schedule.has('job')).toBe(false);
		expect(schedule.nextDue()).toBeNull();
		schedule.runDue(Infinity);
		expect(done).toEqual([]);
	});

	test('a cancelled key can be added again', () => {
		schedule.add('job', 1000);
		schedule.cancel('job');
		schedule.add('job', 1000);
		schedule.runDue();
		expect(done).toEqual(['job@1000']);
	});

	test('Infinity is due only when somebody says so', () => {
		schedule.add('never', Infinity);
		now = Number.MAX_SAFE_INTEGER;
		schedule.runDue();
		expect(done).toEqual([]);
		schedule.runDue(Infinity);
		expect(done).toEqual(['never@Infinity']);
	});

	test('only so many at a time, if asked', () => {
		for (const key of ['a', 'b', 'c']) schedule.add(key, 1000);
		schedule.runDue(now, 2);
		expect(done).toEqual(['a@1000', 'b@1000']);
		schedule.runDue(now, 2);
		expect(done).toHaveLength(3);
	});

	test('work may add its own key again: it waits for the next run', () => {
		const steps: number[] = [];
		const road = new Schedule<string>(
			() => now,
			([{ key, at }]) => {
				steps.push(at);
				road.add(key, at + 10);
			},
		);
		road.add('job', 1000);
		now = 5000;
		road.runDue();
		expect(steps).toEqual([1000]);
		road.runDue();
		expect(steps).toEqual([1000, 1010]);
	});

	test('any additions and cancellations: each planned key once, in the order of their moments', () => {
		const change = fc.record({
			key: fc.constantFrom('a', 'b', 'c', 'd'),
			at: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(change), fc.integer({ min: 0, max: 20 }), (changes, until) => {
				const seen: { key: string; at: number }[] = [];
				const tried = new Schedule<string>(
					() => until,
					(due) => seen.push(...due),
				);
				const planned = new Map<string, number>();
				for (const { key, at } of changes) {
					if (at === undefined) tried.cancel(key);
					else tried.add(key, at);
					if (at === undefined) planned.delete(key);
					else planned.set(key, at);
				}
				expect(tried.nextDue()).toBe(planned.size > 0 ? Math.min(...planned.values()) : null);
				tried.runDue();
				const wanted = [...planned].filter(([, at]) => at <= until);
				expect(new Map(seen.map(({ key, at }) => [key, at]))).toEqual(new Map(wanted));
				expect(seen).toHaveLength(wanted.length);
				const moments = seen.map(({ at }) => at);
				expect(moments).toEqual(moments.toSorted((one, other) => one - other));
			}),
		);
	});
});

describe('by itself', () => {
	beforeEach(() => {
		jest.useFakeTimers();
		now = Date.now();
		schedule = new Schedule(
			() => Date.now(),
			(due) => done.push(...due.map(({ key }) => key)),
		);
	});
	afterEach(() => jest.useRealTimers());

	test('nothing happens before the start, everything due right after it', () => {
		schedule.add('early', now - 5);
		schedule.add('soon', now + 100);
		jest.advanceTimersByTime(50);
		expect(done).toEqual([]);
		schedule.start();
		jest.advanceTimersByTime(1);
		expect(done).toEqual(['early']);
		jest.advanceTimersByTime(48);
		expect(done).toEqual(['early']);
		jest.advanceTimersByTime(1);
		expect(done).toEqual(['early', 'soon']);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('an earlier moment brings the timer forward', () => {
		schedule.start();
		schedule.add('late', now + 1000);
		schedule.add('early', now + 10);
		expect(jest.getTimerCount()).toBe(1);
		jest.advanceTimersByTime(10);
		expect(done).toEqual(['early']);
		jest.advanceTimersByTime(990);
		expect(done).toEqual(['early', 'late']);
	});

	test('a moment farther away than a timer can wait', () => {
		schedule.start();
		const month = 30 * 86_400_000;
		schedule.add('next month', now + month);
		jest.advanceTimersByTime(month - 1);
		expect(done).toEqual([]);
		jest.advanceTimersByTime(1);
		expect(done).toEqual(['next month']);
	});

	test('a crowd is taken in turns, so that others get theirs', () => {
		schedule.start();
		for (let job = 0; job < 1200; job++) schedule.add(`job ${job}`, now);
		jest.advanceTimersToNextTimer();
		expect(done).toHaveLength(500);
		jest.advanceTimersByTime(2);
		expect(done).toHaveLength(1200);
	});

	test('after the stop nothing is done and no timer is held', () => {
		schedule.start();
		schedule.add('job', now + 10);
		schedule.stop();
		schedule.add('another', now + 10);
		expect(jest.getTimerCount()).toBe(0);
		jest.advanceTimersByTime(100);
		expect(done).toEqual([]);
	});
});
