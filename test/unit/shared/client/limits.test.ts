import { getEventListeners } from 'node:events';
import {
	ConcurrencyLimit,
	isRunning,
	oneAtATime,
	takeTurn,
} from '../../../../nodes/shared/client/limits';

/** Runs a task within a limit, as a request does. */
async function run<T>(
	limit: ConcurrencyLimit,
	atOnce: number,
	task: () => Promise<T>,
	signal?: AbortSignal,
): Promise<T> {
	await limit.enter(atOnce, signal);
	return await task().finally(() => limit.leave());
}

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
	const runs = tasks.map(async ({ started }) => await run(limit, 2, started));
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
	await expect(run(limit, 1, async () => await Promise.reject(new Error('no')))).rejects.toThrow(
		'no',
	);
	await expect(run(limit, 1, async () => 'next')).resolves.toBe('next');
});

it('never starts a task whose execution was cancelled while it waited, and keeps no place for it', async () => {
	const limit = new ConcurrencyLimit();
	const first = task();
	const running = run(limit, 1, first.started);
	const cancel = new AbortController();
	const waiting = task();
	const waited = run(limit, 1, waiting.started, cancel.signal);
	cancel.abort(new Error('cancelled'));
	await expect(waited).rejects.toThrow('cancelled');

	first.end();
	await running;
	expect(waiting.started).not.toHaveBeenCalled();
	await expect(run(limit, 1, async () => 'free again')).resolves.toBe('free again');
});

it('does not start a task of an execution that is already cancelled', async () => {
	const never = jest.fn();
	await expect(
		run(new ConcurrencyLimit(), 1, never, AbortSignal.abort(new Error('cancelled'))),
	).rejects.toThrow('cancelled');
	expect(never).not.toHaveBeenCalled();
});

it('lets nobody overtake a task that waits for its own, lower limit', async () => {
	const limit = new ConcurrencyLimit();
	const tasks = [task(), task(), task(), task()];
	const runs = [3, 3, 1, 3].map(
		async (atOnce, index) => await run(limit, atOnce, tasks[index].started),
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
		run(limit, 2, running.started),
		run(limit, 1, low.started, cancel.signal).catch(() => 'cancelled'),
		run(limit, 2, next.started),
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
	const running = run(limit, 1, first.started);
	const [patient, cancel] = [new AbortController(), new AbortController()];
	const waited = run(limit, 1, async () => 'done', patient.signal);
	const canceled = run(limit, 1, async () => 'never', cancel.signal).catch(() => 'canceled');
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
	const runs = [run(limit, 1, one.started), run(limit, 1, other.started)];
	expect(limit.isIdle).toBe(false);
	one.end();
	await turn();
	expect(limit.isIdle).toBe(false);
	other.end();
	await Promise.all(runs);
	expect(limit.isIdle).toBe(true);
});

describe('a limit of the process', () => {
	/** A task that takes its turn, and gives it back. */
	async function within(key: string, limit: number, { started }: ReturnType<typeof task>) {
		const endTurn = await takeTurn(key, limit);
		await started().finally(endTurn);
	}

	const startsOf = (tasks: Array<ReturnType<typeof task>>) =>
		tasks.map(({ started }) => started.mock.calls.length);

	it('holds for its own key alone', async () => {
		const tasks = [task(), task(), task()];
		const runs = ['a', 'a', 'b'].map(async (key, index) => await within(key, 1, tasks[index]));
		await turn();
		expect(startsOf(tasks)).toEqual([1, 0, 1]);
		tasks.forEach(({ end }) => end());
		await Promise.all(runs);
		expect(startsOf(tasks)).toEqual([1, 1, 1]);
	});

	it('lets so many run, and one at a time where that is asked for', async () => {
		const tasks = [task(), task(), task(), task()];
		const runs = [
			within('two', 2, tasks[0]),
			within('two', 2, tasks[1]),
			oneAtATime('one', tasks[2].started),
			oneAtATime('one', tasks[3].started),
		];
		await turn();
		expect(startsOf(tasks)).toEqual([1, 1, 1, 0]);
		tasks.forEach(({ end }) => end());
		await Promise.all(runs);
		expect(startsOf(tasks)).toEqual([1, 1, 1, 1]);
	});

	it('gives on what the task gives or throws, and lets the next one go after either', async () => {
		const broken = oneAtATime('job 1', async () => await Promise.reject(new Error('broken')));
		const next = oneAtATime('job 1', async () => 'next');
		await expect(broken).rejects.toThrow('broken');
		expect(await next).toBe('next');
		expect(await oneAtATime('job 1', async () => 'later')).toBe('later');
	});

	it('never starts a task that is canceled while it waits, and is free after it', async () => {
		const first = task();
		const running = oneAtATime('job 1', first.started);
		const cancel = new AbortController();
		const never = jest.fn();
		const waiting = oneAtATime('job 1', never, cancel.signal);
		cancel.abort(new Error('canceled'));
		await expect(waiting).rejects.toThrow('canceled');
		const next = task();
		const waits = oneAtATime('job 1', next.started);
		await turn();
		expect(next.started).not.toHaveBeenCalled();
		first.end();
		await running;
		next.end();
		await waits;
		expect(never).not.toHaveBeenCalled();
	});

	it('is not kept when nobody uses it any more', async () => {
		expect(isRunning('job 9')).toBe(false);
		const first = task();
		const running = oneAtATime('job 9', first.started);
		const cancel = new AbortController();
		const waiting = oneAtATime('job 9', async () => undefined, cancel.signal);
		expect(isRunning('job 9')).toBe(true);
		cancel.abort(new Error('canceled'));
		await expect(waiting).rejects.toThrow('canceled');
		expect(isRunning('job 9')).toBe(true);
		first.end();
		await running;
		expect(isRunning('job 9')).toBe(false);
		await expect(takeTurn('job 9', 1, AbortSignal.abort(new Error('late')))).rejects.toThrow(
			'late',
		);
		expect(isRunning('job 9')).toBe(false);
	});

	// Whoever ends last must not forget a limit that somebody else has begun to use meanwhile.
	it('holds whenever a task begins while others end', async () => {
		for (let later = 0; later < 4; later++) {
			for (let moment = 0; moment < 12; moment++) {
				const [one, other, next, last] = [task(), task(), task(), task()];
				const runs = [within('k', 2, one), within('k', 2, other)];
				await turn();
				one.end();
				void after(later, other.end);
				await after(moment, () => void runs.push(within('k', 1, next)));
				await turn();
				runs.push(within('k', 1, last));
				await turn();
				expect(startsOf([next, last])).toEqual([1, 0]);
				[next, last].forEach(({ end }) => end());
				await Promise.all(runs);
			}
		}
	});

	/** Does something so many microtasks later. */
	async function after(microtasks: number, act: () => void): Promise<void> {
		for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
		act();
	}
});
