import { getEventListeners } from 'node:events';
import {
	ConcurrencyLimit,
	isRunning,
	oneAtATime,
	withinLimit,
} from '../../../../nodes/shared/client/limits';

/** A task that ends when it is told to. */
function task() {
	let end!: () => void;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const started = jest.fn(async () => await ended);
	return { started, end };
}

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

it('runs at most the limit at once, in the order they came', async () => {
	const limit = new ConcurrencyLimit();
	const tasks = [task(), task(), task(), task()];
	const runs = tasks.map(async ({ started }) => await limit.run(2, started));
	await turn();
	expect(tasks.map(({ started }) => started.mock.calls.length)).toEqual([1, 1, 0, 0]);

	tasks[1].end();
	await turn();
	expect(tasks.map(({ started }) => started.mock.calls.length)).toEqual([1, 1, 1, 0]);

	tasks.forEach(({ end }) => end());
	await Promise.all(runs);
	expect(tasks[3].started).toHaveBeenCalledTimes(1);
});

it('frees the place of a task that fails', async () => {
	const limit = new ConcurrencyLimit();
	await expect(limit.run(1, async () => await Promise.reject(new Error('no')))).rejects.toThrow(
		'no',
	);
	await expect(limit.run(1, async () => 'next')).resolves.toBe('next');
});

it('never starts a task whose execution was cancelled while it waited, and keeps no place for it', async () => {
	const limit = new ConcurrencyLimit();
	const first = task();
	const running = limit.run(1, first.started);
	const cancel = new AbortController();
	const waiting = task();
	const waited = limit.run(1, waiting.started, cancel.signal);
	cancel.abort(new Error('cancelled'));
	await expect(waited).rejects.toThrow('cancelled');

	first.end();
	await running;
	expect(waiting.started).not.toHaveBeenCalled();
	await expect(limit.run(1, async () => 'free again')).resolves.toBe('free again');
});

it('does not start a task of an execution that is already cancelled', async () => {
	const never = jest.fn();
	await expect(
		new ConcurrencyLimit().run(1, never, AbortSignal.abort(new Error('cancelled'))),
	).rejects.toThrow('cancelled');
	expect(never).not.toHaveBeenCalled();
});

it('lets nobody overtake a task that waits for its own, lower limit', async () => {
	const limit = new ConcurrencyLimit();
	const tasks = [task(), task(), task(), task()];
	const runs = [3, 3, 1, 3].map(
		async (atOnce, index) => await limit.run(atOnce, tasks[index].started),
	);
	await turn();
	const started = () => tasks.map((one) => one.started.mock.calls.length);
	expect(started()).toEqual([1, 1, 0, 0]);

	tasks[0].end();
	await turn();
	expect(started()).toEqual([1, 1, 0, 0]);
	tasks[1].end();
	await turn();
	expect(started()).toEqual([1, 1, 1, 1]);
	tasks.forEach(({ end }) => end());
	await Promise.all(runs);
});

it('goes on with the next when the one in front is cancelled', async () => {
	const limit = new ConcurrencyLimit();
	const [running, low, next] = [task(), task(), task()];
	const cancel = new AbortController();
	const runs = [
		limit.run(2, running.started),
		limit.run(1, low.started, cancel.signal).catch(() => 'cancelled'),
		limit.run(2, next.started),
	];
	await turn();
	expect(next.started).not.toHaveBeenCalled();
	cancel.abort(new Error('cancelled'));
	await turn();
	expect(next.started).toHaveBeenCalledTimes(1);
	[running, next].forEach(({ end }) => end());
	await Promise.all(runs);
});

it('leaves nothing behind on the signal, however the wait ends', async () => {
	const limit = new ConcurrencyLimit();
	const first = task();
	const running = limit.run(1, first.started);
	const [patient, cancel] = [new AbortController(), new AbortController()];
	const waited = limit.run(1, async () => 'done', patient.signal);
	const canceled = limit.run(1, async () => 'never', cancel.signal).catch(() => 'canceled');
	expect(getEventListeners(patient.signal, 'abort')).toHaveLength(1);

	cancel.abort(new Error('canceled'));
	first.end();
	expect(await Promise.all([running, waited, canceled])).toEqual([undefined, 'done', 'canceled']);
	expect(getEventListeners(patient.signal, 'abort')).toEqual([]);
	expect(getEventListeners(cancel.signal, 'abort')).toEqual([]);
	expect(limit.isIdle).toBe(true);
});

it('is not idle as long as anything runs or waits', async () => {
	const limit = new ConcurrencyLimit();
	expect(limit.isIdle).toBe(true);
	const [one, other] = [task(), task()];
	const runs = [limit.run(1, one.started), limit.run(1, other.started)];
	expect(limit.isIdle).toBe(false);
	one.end();
	await turn();
	expect(limit.isIdle).toBe(false);
	other.end();
	await Promise.all(runs);
	expect(limit.isIdle).toBe(true);
});

describe('a limit of the process', () => {
	it('holds for its own key alone', async () => {
		const [one, same, other] = [task(), task(), task()];
		const runs = [
			withinLimit('a', 1, one.started),
			withinLimit('a', 1, same.started),
			withinLimit('b', 1, other.started),
		];
		await turn();
		expect([one, same, other].map(({ started }) => started.mock.calls.length)).toEqual([1, 0, 1]);
		[one, same, other].forEach(({ end }) => end());
		await Promise.all(runs);
		expect(same.started).toHaveBeenCalledTimes(1);
	});

	it('lets so many run, and one at a time where that is asked for', async () => {
		const tasks = [task(), task(), task(), task()];
		const runs = [
			withinLimit('two', 2, tasks[0].started),
			withinLimit('two', 2, tasks[1].started),
			oneAtATime('one', tasks[2].started),
			oneAtATime('one', tasks[3].started),
		];
		await turn();
		expect(tasks.map(({ started }) => started.mock.calls.length)).toEqual([1, 1, 1, 0]);
		tasks.forEach(({ end }) => end());
		await Promise.all(runs);
	});

	it('gives on what the task gives or throws, and is forgotten after it', async () => {
		expect(isRunning('job 1')).toBe(false);
		const first = task();
		const running = oneAtATime('job 1', first.started);
		const next = oneAtATime('job 1', async () => await Promise.reject(new Error('broken')));
		expect(isRunning('job 1')).toBe(true);
		expect(isRunning('job 2')).toBe(false);
		first.end();
		await running;
		await expect(next).rejects.toThrow('broken');
		expect(isRunning('job 1')).toBe(false);
		expect(await oneAtATime('job 1', async () => 'again')).toBe('again');
	});

	it('never starts a task that is canceled while it waits', async () => {
		const first = task();
		const running = oneAtATime('job 1', first.started);
		const cancel = new AbortController();
		const never = jest.fn();
		const waiting = oneAtATime('job 1', never, cancel.signal);
		cancel.abort(new Error('canceled'));
		await expect(waiting).rejects.toThrow('canceled');
		expect(isRunning('job 1')).toBe(true);
		first.end();
		await running;
		expect(never).not.toHaveBeenCalled();
		expect(isRunning('job 1')).toBe(false);
	});

	// Whoever ends last must not forget a limit that somebody else has begun meanwhile.
	it('holds whenever a task begins while others end', async () => {
		for (let later = 0; later < 4; later++) {
			for (let moment = 0; moment < 12; moment++) {
				const [one, other, next] = [task(), task(), task()];
				const runs = [withinLimit('k', 2, one.started), withinLimit('k', 2, other.started)];
				await turn();
				one.end();
				void after(later, other.end);
				const begun = after(moment, () => void runs.push(withinLimit('k', 2, next.started)));
				await begun;
				await turn();
				expect(isRunning('k')).toBe(true);
				next.end();
				await Promise.all(runs);
				expect(isRunning('k')).toBe(false);
			}
		}
	});

	/** Does something so many microtasks later. */
	async function after(microtasks: number, act: () => void): Promise<void> {
		for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
		act();
	}
});
