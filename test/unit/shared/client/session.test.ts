import { Session, type NodeContext } from '../../../../nodes/shared/client/session';
import type { Service } from '../../../../nodes/shared/client/service';

const service: Service = {
	name: 'Service',
	credentialType: 'serviceApi',
	signsIn: false,
	accountField: 'user',
	isOwnFailure: () => true,
	explain: () => undefined,
};

/** A dropdown or trigger, as far as a session looks at it. */
const context = { getNode: () => ({ id: 'node', name: 'Node' }) } as never as NodeContext;

const newRun = () => new Session(service, context);

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
	const first = run.together('k', a.work);
	const second = run.together('k', b.work);
	return { a, b, first, second };
}

/** Whether a promise is settled by now, when all that was ready to go on has done so. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	const notYet = Symbol('not yet');
	const next = new Promise((resolve) => setImmediate(resolve, notYet));
	return (await Promise.race([promise.catch(() => undefined), next])) !== notYet;
}

describe('work that items of a run do together', () => {
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
		void newRun().together('k', pending.work);
		void run.together('other', pending.work);
		expect(await run.together('k', async () => 1)).toEqual({ mine: 1, all: [1] });
		expect(await run.together('k', async () => 2)).toEqual({ mine: 2, all: [2] });
	});
});

describe('what items of a run look up', () => {
	const now = jest.spyOn(Date, 'now');
	beforeEach(() => now.mockReturnValue(1_000_000));
	afterAll(() => now.mockRestore());

	it('is looked up once for all that want it at about the same time', async () => {
		const run = newRun();
		const look = jest.fn(async () => ({}));
		const [one, other] = await Promise.all([run.lookup('job', look), run.lookup('job', look)]);
		expect(one).toBe(other);
		now.mockReturnValue(1_029_999);
		expect(await run.lookup('job', look)).toBe(one);
		expect(look).toHaveBeenCalledTimes(1);
	});

	it('is looked up again after half a minute, for another key, and by another run', async () => {
		const run = newRun();
		const look = jest.fn(async () => ({}));
		const first = await run.lookup('job', look);
		expect(await run.lookup('other', look)).not.toBe(first);
		expect(await newRun().lookup('job', look)).not.toBe(first);
		now.mockReturnValue(1_030_000);
		expect(await run.lookup('job', look)).not.toBe(first);
	});

	it('is looked up again after a failure', async () => {
		const run = newRun();
		const broken = run.lookup('job', async () => await Promise.reject(new Error('broken')));
		await expect(broken).rejects.toThrow('broken');
		expect(await run.lookup('job', async () => 'found')).toBe('found');
	});
});

describe('the first request of a session that signs in', () => {
	const signingIn = () => new Session({ ...service, signsIn: true }, context);

	it('goes alone; the others follow together', async () => {
		const run = signingIn();
		const endFirst = await run.takeSignIn();
		const others = [run.takeSignIn(), run.takeSignIn()];
		expect(await isSettled(others[0])).toBe(false);
		endFirst('answered');
		const [endSecond] = await Promise.all(others);
		endSecond('unanswered');
		await run.takeSignIn();
	});

	it('is the last one if the credential is refused', async () => {
		const run = signingIn();
		const endFirst = await run.takeSignIn();
		const others = Array.from({ length: 99 }, async () => await run.takeSignIn());
		const refused = new Error('wrong password');
		endFirst(refused);
		const outcomes = await Promise.allSettled(others);
		expect(outcomes.every((one) => one.status === 'rejected' && one.reason === refused)).toBe(true);
		await expect(run.takeSignIn()).rejects.toBe(refused);
	});

	it('is followed by one other alone if nobody answered it', async () => {
		const run = signingIn();
		(await run.takeSignIn())('unanswered');
		const endSecond = await run.takeSignIn();
		const third = run.takeSignIn();
		expect(await isSettled(third)).toBe(false);
		endSecond('answered');
		await third;
	});

	it('waits for nobody if the service needs no sign-in', async () => {
		const run = newRun();
		await run.takeSignIn();
		await run.takeSignIn();
	});
});

describe('a name that only one item may use', () => {
	it('is claimed by all that use it, in their order', () => {
		const run = newRun();
		const first = run.useName('shoe.jpg', 0);
		run.useName('hat.jpg', 1);
		expect(run.useName('shoe.jpg', 4)).toEqual([0, 4]);
		expect(first).toEqual([0, 4]);
		expect(newRun().useName('shoe.jpg', 2)).toEqual([2]);
	});
});
