import { UnderWay } from '../../../sandbox/work/underWay';

test('whoever asks meanwhile gets the same piece of work, and afterwards a new one', async () => {
	const underWay = new UnderWay<string, number>();
	let started = 0;
	const finish: (() => void)[] = [];
	const work = async () => {
		const number = ++started;
		await new Promise<void>((resolve) => finish.push(resolve));
		return number;
	};
	const [first, second, other] = [
		underWay.do('a', work),
		underWay.do('a', work),
		underWay.do('b', work),
	];
	expect(started).toBe(2);
	finish.forEach((one) => one());
	expect(await Promise.all([first, second, other])).toEqual([1, 1, 2]);
	const again = underWay.do('a', work);
	finish.at(-1)?.();
	expect(await again).toBe(3);
});

test('settled() waits for everything, also for what fails', async () => {
	const underWay = new UnderWay<string, void>();
	let fail: (error: Error) => void = () => undefined;
	const failing = underWay.do('a', async () => {
		await new Promise<void>((_resolve, reject) => (fail = reject));
	});
	let isSettled = false;
	const settled = underWay.settled().then(() => (isSettled = true));
	await Promise.resolve();
	expect(isSettled).toBe(false);
	fail(new Error('no'));
	await expect(failing).rejects.toThrow('no');
	await settled;
	expect(isSettled).toBe(true);
	await underWay.settled();
});
