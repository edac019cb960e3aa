import { wait, waitFor } from '../../../../nodes/shared/client/wait';
import { settle } from '../support/fakes';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Notes when a promise is settled, and how. */
function watched(promise: Promise<unknown>) {
	const seen = { outcome: 'pending' };
	promise.then(
		() => (seen.outcome = 'done'),
		(error: Error) => (seen.outcome = error.message),
	);
	return seen;
}

describe('a pause', () => {
	it('lasts as long as it should, to the millisecond', async () => {
		const seen = watched(wait(1050));
		await jest.advanceTimersByTimeAsync(1049);
		expect(seen.outcome).toBe('pending');
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.outcome).toBe('done');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('of no time is over at once, without a timer', async () => {
		const seen = watched(wait(0));
		await settle();
		expect(seen.outcome).toBe('done');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('ends soon after the execution is canceled, and leaves no timer', async () => {
		const cancel = new AbortController();
		const seen = watched(wait(60_000, cancel.signal));
		await jest.advanceTimersByTimeAsync(5_050);
		cancel.abort(new Error('canceled'));
		await jest.advanceTimersByTimeAsync(200);
		expect(seen.outcome).toBe('canceled');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin when the execution is canceled already', async () => {
		const seen = watched(wait(60_000, AbortSignal.abort(new Error('canceled'))));
		await settle();
		expect(seen.outcome).toBe('canceled');
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is given up too when it is canceled in its last moment', async () => {
		const cancel = new AbortController();
		const seen = watched(wait(100, cancel.signal));
		await jest.advanceTimersByTimeAsync(99);
		cancel.abort(new Error('canceled'));
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.outcome).toBe('canceled');
	});
});

describe('looking again and again', () => {
	/** Pauses that take no time but on the clock. */
	function waiter() {
		const pauses: number[] = [];
		const pause = async (ms: number) => {
			pauses.push(ms);
			jest.setSystemTime(Date.now() + ms);
		};
		return { pauses, pause };
	}

	it('gives what is there at once, without a pause', async () => {
		const { pauses, pause } = waiter();
		expect(
			await waitFor(
				{ pause },
				async () => 0,
				0,
				() => 100,
			),
		).toBe(0);
		expect(pauses).toEqual([]);
	});

	it('pauses by the number of looks so far', async () => {
		const { pauses, pause } = waiter();
		const look = async () => (pauses.length === 3 ? 'found' : undefined);
		expect(await waitFor({ pause }, look, 10_000, (looks) => looks * 100)).toBe('found');
		expect(pauses).toEqual([100, 200, 300]);
	});

	it('looks once more when the time is just over, then gives up', async () => {
		const { pauses, pause } = waiter();
		const look = jest.fn(async () => undefined);
		expect(await waitFor({ pause }, look, 250, () => 100)).toBeUndefined();
		expect(pauses).toEqual([100, 100, 50]);
		expect(look).toHaveBeenCalledTimes(4);
	});

	it('looks once where there is no time at all', async () => {
		const { pause } = waiter();
		const look = jest.fn(async () => undefined);
		expect(await waitFor({ pause }, look, 0, () => 100)).toBeUndefined();
		expect(look).toHaveBeenCalledTimes(1);
	});

	it('hands on what the look or the pause throws', async () => {
		const never = async () => await Promise.reject(new Error('canceled'));
		await expect(
			waitFor(
				{ pause: never },
				async () => undefined,
				100,
				() => 1,
			),
		).rejects.toThrow('canceled');
	});
});
