import { ConcurrencyLimit } from '../../../../nodes/shared/client/limits';

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
