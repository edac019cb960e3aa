import { ConcurrencyLimit } from '../../../nodes/shared/concurrencyLimit';

/** A task that ends when it is told to. */
function task() {
	let end!: () => void;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const started = jest.fn(async () => await ended);
	return { started, end };
}

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

it('runs at most the limit at once, in the order they came', async () => {
	const limit = new ConcurrencyLimit(2);
	const tasks = [task(), task(), task(), task()];
	const runs = tasks.map(async ({ started }) => await limit.run(started));
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
	const limit = new ConcurrencyLimit(1);
	await expect(limit.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
	await expect(limit.run(async () => 'next')).resolves.toBe('next');
});

it('never starts a task whose execution was cancelled while it waited, and keeps no place for it', async () => {
	const limit = new ConcurrencyLimit(1);
	const first = task();
	const running = limit.run(first.started);
	const cancel = new AbortController();
	const waiting = task();
	const waited = limit.run(waiting.started, cancel.signal);
	cancel.abort(new Error('cancelled'));
	await expect(waited).rejects.toThrow('cancelled');

	first.end();
	await running;
	expect(waiting.started).not.toHaveBeenCalled();
	await expect(limit.run(async () => 'free again')).resolves.toBe('free again');
});

it('does not start a task of an execution that is already cancelled', async () => {
	const never = jest.fn();
	await expect(
		new ConcurrencyLimit(1).run(never, AbortSignal.abort(new Error('cancelled'))),
	).rejects.toThrow('cancelled');
	expect(never).not.toHaveBeenCalled();
});
