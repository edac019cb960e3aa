import type { Sender } from '../../../nodes/shared/sender';
import { settleTogether } from '../../../nodes/shared/settleTogether';

const newRun = () => ({}) as Sender;

/** Work that ends when it is told to. */
function openEnded<T>() {
	let end!: (result: T) => void;
	let fail!: (error: Error) => void;
	const ended = new Promise<T>((resolve, reject) => ([end, fail] = [resolve, reject]));
	return { work: async () => await ended, end, fail };
}

/** Two items of one run at the same work. */
function twoAtIt() {
	const run = newRun();
	const [a, b] = [openEnded<string>(), openEnded<string>()];
	const first = settleTogether(run, 'k', a.work);
	const second = settleTogether(run, 'k', b.work);
	return { a, b, first, second };
}

/** Whether a promise is settled by now, when all that was ready to go on has done so. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	const notYet = Symbol('not yet');
	const next = new Promise((resolve) => setImmediate(resolve, notYet));
	return (await Promise.race([promise.catch(() => undefined), next])) !== notYet;
}

describe('settleTogether', () => {
	it('gives each its own result and all the same list, in the order of the ends', async () => {
		const { a, b, first, second } = twoAtIt();
		b.end('b');
		expect(await isSettled(second)).toBe(false);
		a.end('a');
		expect((await first).mine).toBe('a');
		expect((await second).mine).toBe('b');
		expect((await first).all).toEqual(['b', 'a']);
		expect((await first).all).toBe((await second).all);
	});

	it('throws a failure at once, and lets the others go on without it', async () => {
		const { a, b, first, second } = twoAtIt();
		a.fail(new Error('broken'));
		await expect(first).rejects.toThrow('broken');
		expect(await isSettled(second)).toBe(false);
		b.end('b');
		expect((await second).all).toEqual(['b']);
	});

	it('lets the rest go on when the last one fails', async () => {
		const { a, b, first, second } = twoAtIt();
		a.end('a');
		b.fail(new Error('broken'));
		await expect(second).rejects.toThrow('broken');
		expect((await first).all).toEqual(['a']);
	});

	it('waits for nobody of another run, of another key, or who comes after the end', async () => {
		const run = newRun();
		const pending = openEnded<string>();
		void settleTogether(newRun(), 'k', pending.work);
		void settleTogether(run, 'other', pending.work);
		expect(await settleTogether(run, 'k', async () => 1)).toEqual({ mine: 1, all: [1] });
		expect(await settleTogether(run, 'k', async () => 2)).toEqual({ mine: 2, all: [2] });
	});
});
