import { getEventListeners } from 'node:events';
import { TimeLimit } from '../../../../nodes/shared/client/timeLimit';
import { settle } from '../support/fakes';

const never = new Promise<never>(() => {});

/** The timers that limits have started and that are not over; there should never be more than one. */
let ticks: Array<() => void> = [];

let spies: Array<{ mockRestore(): void }> = [];
let now = 0;

// The timer of what other tests have sent in this process runs once more; with this one it runs out.
beforeAll(async () => await new TimeLimit(0).hold(never).catch(() => {}));

beforeEach(() => {
	now = 1_000_000;
	ticks = [];
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		expect(ms).toBeLessThanOrEqual(1000);
		const timer = new AbortController();
		ticks.push(() => timer.abort());
		return timer.signal;
	});
	spies = [clock, timeout];
});

// No test leaves a request under way, so the next one begins without a timer.
afterEach(() => {
	passTime(3_600_000);
	passTime(3_600_000);
	spies.forEach((spy) => spy.mockRestore());
	expect(ticks).toEqual([]);
});

/** Lets so many ms go by, and then the timer run. */
function passTime(ms: number): void {
	now += ms;
	const due = ticks;
	ticks = [];
	due.forEach((tick) => tick());
}

/** Notes how a promise ends. */
function watched(promise: Promise<unknown>) {
	const seen: { outcome?: unknown; code?: unknown } = {};
	promise.then(
		(value) => (seen.outcome = value),
		(error: Error & { code?: string }) => {
			seen.outcome = error.message;
			seen.code = error.code;
		},
	);
	return seen;
}

it('ends a request whose time is over, not before', async () => {
	const limit = new TimeLimit(1000);
	const seen = watched(limit.hold(never));
	passTime(999);
	await settle();
	expect(seen).toEqual({});
	expect(limit.isOver).toBe(false);
	expect(limit.signal.aborted).toBe(false);

	passTime(1);
	await settle();
	expect(seen).toEqual({ outcome: 'Nothing came in time', code: 'ETIMEDOUT' });
	expect(limit.isOver).toBe(true);
	expect(limit.signal.reason).toMatchObject({ code: 'ETIMEDOUT' });
});

it('starts the time again when something moved', async () => {
	const limit = new TimeLimit(1000);
	const seen = watched(limit.hold(never));
	passTime(900);
	limit.extend();
	passTime(900);
	await settle();
	expect(seen).toEqual({});
	limit.extend(5000);
	passTime(4999);
	limit.extend();
	passTime(4999);
	await settle();
	expect(seen).toEqual({});
	passTime(1);
	await settle();
	expect(seen.code).toBe('ETIMEDOUT');
});

it('gives what came in time, and is then no longer looked at', async () => {
	const limit = new TimeLimit(1000);
	expect(await limit.hold(Promise.resolve('answer'))).toBe('answer');
	passTime(5000);
	expect(limit.isOver).toBe(false);
	expect(limit.signal.aborted).toBe(false);
	expect(ticks).toEqual([]);
});

it('throws what the request throws', async () => {
	const limit = new TimeLimit(1000);
	await expect(limit.hold(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	passTime(5000);
	expect(limit.isOver).toBe(false);
});

it('ends a request when the execution is canceled, with the reason for that', async () => {
	const cancel = new AbortController();
	const limit = new TimeLimit(1000, cancel.signal);
	const seen = watched(limit.hold(never));
	expect(getEventListeners(cancel.signal, 'abort')).toHaveLength(1);
	cancel.abort(new Error('canceled'));
	await settle();
	expect(seen).toEqual({ outcome: 'canceled', code: undefined });
	expect(limit.signal.reason).toBe(cancel.signal.reason);
	expect(limit.isOver).toBe(false);
	expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
});

it('does not begin when the execution is canceled already', async () => {
	const limit = new TimeLimit(1000, AbortSignal.abort(new Error('canceled')));
	expect(limit.signal.aborted).toBe(true);
	await expect(limit.hold(never)).rejects.toThrow('canceled');
});

it('leaves nothing behind on the signal of the execution', async () => {
	const cancel = new AbortController();
	await new TimeLimit(1000, cancel.signal).hold(Promise.resolve());
	expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
	const stopped = new TimeLimit(1000, cancel.signal);
	expect(getEventListeners(cancel.signal, 'abort')).toHaveLength(1);
	stopped.stop();
	expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
});

// jest fails a test in which a promise is rejected that nobody listens to.
it('lets nobody hear of a failure that comes after the end', async () => {
	let fail!: (error: Error) => void;
	const late = new Promise<never>((_, reject) => (fail = reject));
	const seen = watched(new TimeLimit(1000).hold(late));
	passTime(1000);
	await settle();
	expect(seen.code).toBe('ETIMEDOUT');
	fail(new Error('too late'));

	const cancel = new AbortController();
	const failing = new TimeLimit(1000, cancel.signal).hold(Promise.reject(new Error('broken')));
	cancel.abort(new Error('canceled'));
	await expect(failing).rejects.toThrow('broken');
	await new Promise((resolve) => setImmediate(resolve));
});

it('looks at all requests with one timer, each with its own time', async () => {
	const [short, long] = [new TimeLimit(1000), new TimeLimit(3000)];
	const [first, second] = [watched(short.hold(never)), watched(long.hold(never))];
	expect(ticks).toHaveLength(1);
	passTime(1000);
	await settle();
	expect(first.code).toBe('ETIMEDOUT');
	expect(second).toEqual({});
	expect(ticks).toHaveLength(1);
	passTime(2000);
	await settle();
	expect(second.code).toBe('ETIMEDOUT');
	expect(ticks).toEqual([]);

	// The timer begins again with the next request.
	const next = new TimeLimit(1000);
	expect(ticks).toHaveLength(1);
	next.stop();
});
