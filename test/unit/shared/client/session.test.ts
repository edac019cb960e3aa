import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { Session, sessionOf, type NodeContext } from '../../../../nodes/shared/client/session';
import type { Service } from '../../../../nodes/shared/client/service';

const service: Service = {
	name: 'Service',
	credentialType: 'serviceApi',
	signsIn: false,
	statesSizes: true,
	accountField: 'user',
	isOwnFailure: () => true,
	explain: () => undefined,
};

/** A dropdown or trigger, as far as a session looks at it. */
const context = {
	getNode: () => ({ id: 'node', name: 'Node', type: 'package.serviceTrigger' }),
} as never as NodeContext;

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
	let now: jest.SpyInstance<number>;
	beforeEach(() => (now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000)));
	afterEach(() => now.mockRestore());

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

/** An operation's context of one run, as far as a session looks at it. */
function operation(more: object = {}) {
	const info = jest.fn();
	const type = 'package.service';
	const credentials = { serviceApi: { id: '1', name: 'One' } };
	const node = { id: 'node', name: 'Node', type, credentials };
	const run = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow' }),
		getItemIndex: () => 0,
		getExecuteData: () => run as never,
		getNodeParameter: (_: string, fallback: unknown) => fallback,
		logger: { info },
		...more,
	};
	return { context: run as never as IExecutePaginationFunctions, node, info };
}

describe('the turn of a request', () => {
	/** How many of so many turns each session is given, and what ends them. */
	async function turnsOf(session: Session, count: number, kind: Kind = 'parallelRequests') {
		const ends: Array<() => void> = [];
		for (let turn = 0; turn < count; turn++) {
			void session.takeTurn(kind).then((end) => ends.push(end));
		}
		await new Promise((resolve) => setImmediate(resolve));
		return ends;
	}
	type Kind = Parameters<Session['takeTurn']>[0];

	/** A session of a node with these request options and this credential. */
	function sessionWith(options: object, credential: object, id = 'node', workflow = 'workflow') {
		return new Session(
			service,
			operation({
				getNode: () => ({ id, name: 'Node', type: 'a', credentials: { serviceApi: credential } }),
				getWorkflow: () => ({ id: workflow }),
				getNodeParameter: () => options,
			}).context,
		);
	}

	it('comes to 32 requests and 8 files at once with one credential, whoever sends them', async () => {
		const one = sessionWith({}, { id: 'a' }, 'one');
		const other = sessionWith({}, { id: 'a' }, 'other', 'another workflow');
		const first = await turnsOf(one, 40);
		expect(first).toHaveLength(32);
		expect(await turnsOf(other, 1)).toHaveLength(0);
		expect(await turnsOf(sessionWith({}, { id: 'b' }), 1)).toHaveLength(1);
		expect(await turnsOf(one, 10, 'parallelFileTransfers')).toHaveLength(8);
		first.splice(0).forEach((end) => end());
	});

	it('comes to 32 small uploads, and is the same turn as that of any file', async () => {
		const session = sessionWith({}, { id: 'small' });
		const small = await turnsOf(session, 40, 'parallelSmallUploads');
		expect(small).toHaveLength(32);
		const large = await turnsOf(session, 1, 'parallelFileTransfers');
		small.slice(0, 24).forEach((end) => end());
		await new Promise((resolve) => setImmediate(resolve));
		// The eight that waited have gone on, and the large one waits until seven files are under way.
		expect([small.length, large.length]).toEqual([40, 0]);
		small.slice(24).forEach((end) => end());
		await new Promise((resolve) => setImmediate(resolve));
		expect(large).toHaveLength(1);
	});

	it('is one number for all files where a node is set to one', async () => {
		const session = sessionWith({ parallelFileTransfers: 3 }, { id: 'set' });
		expect(await turnsOf(session, 5, 'parallelSmallUploads')).toHaveLength(3);
		expect(await turnsOf(session, 5, 'parallelFileTransfers')).toHaveLength(0);
	});

	it('comes to more where a node is set to more', async () => {
		const session = sessionWith({ parallelRequests: 40 }, { id: 'c' });
		expect(await turnsOf(session, 50)).toHaveLength(40);
	});

	it('comes to less where a node is set to less, and keeps no other node waiting', async () => {
		const low = sessionWith({ parallelRequests: 2 }, { id: 'd' }, 'low');
		const taken = await turnsOf(low, 5);
		expect(taken).toHaveLength(2);
		const other = await turnsOf(sessionWith({ parallelRequests: 2 }, { id: 'd' }, 'other'), 5);
		expect(other).toHaveLength(2);
		const elsewhere = sessionWith({ parallelRequests: 2 }, { id: 'd' }, 'low', 'another workflow');
		expect(await turnsOf(elsewhere, 5)).toHaveLength(2);
		taken.forEach((end) => end());
		await new Promise((resolve) => setImmediate(resolve));
		expect(taken).toHaveLength(4);
		expect(await turnsOf(sessionWith({}, { id: 'd' }, 'free'), 40)).toHaveLength(26);
	});

	it('is given back to the node when it is canceled while the credential has none left', async () => {
		const [low, other] = [
			sessionWith({ parallelRequests: 1 }, { id: 'e' }, 'low'),
			sessionWith({}, { id: 'e' }, 'other'),
		];
		const taken = await turnsOf(other, 32);
		const cancel = new AbortController();
		const canceled = low.takeTurn('parallelRequests', cancel.signal);
		const next = turnsOf(low, 1);
		expect(await next).toHaveLength(0);
		cancel.abort(new Error('canceled'));
		await expect(canceled).rejects.toThrow('canceled');
		taken.forEach((end) => end());
		expect(await turnsOf(low, 0)).toEqual([]);
		expect(await next).toHaveLength(1);
	});

	it('is not waited for once the execution is canceled', async () => {
		const session = sessionWith({}, { id: 'f' });
		await turnsOf(session, 32);
		const cancel = new AbortController();
		const waiting = session.takeTurn('parallelRequests', cancel.signal);
		cancel.abort(new Error('canceled'));
		await expect(waiting).rejects.toThrow('canceled');
	});

	it('knows a credential without a number by its name', async () => {
		await turnsOf(sessionWith({}, { name: 'g' }), 32);
		expect(await turnsOf(sessionWith({}, { name: 'g' }), 1)).toHaveLength(0);
		expect(await turnsOf(sessionWith({}, { name: 'h' }), 1)).toHaveLength(1);
		const another = { ...service, credentialType: 'otherApi' };
		const node = { id: 'node', type: 'a', credentials: { otherApi: { name: 'g' } } };
		const session = new Session(another, operation({ getNode: () => node }).context);
		expect(await turnsOf(session, 1)).toHaveLength(1);
	});

	it('of a dropdown or trigger comes by what everybody has', async () => {
		const read = jest.fn();
		const trigger = { ...context, getNodeParameter: read } as never as NodeContext;
		const { options } = new Session(service, trigger);
		expect(options).toEqual({
			parallelRequests: 32,
			parallelFileTransfers: 8,
			parallelSmallUploads: 32,
			verifyFiles: 'size',
		});
		expect(read).not.toHaveBeenCalled();
	});
});

describe('how long an answer may take', () => {
	it.each([
		['a minute where nothing is set for a trigger or dropdown', undefined, 60_000],
		['what is set', { timeout: 5 }, 5],
		['a minute where n8n sets its own five', { timeout: 300_000 }, 60_000],
		['a minute otherwise', {}, 60_000],
	])('is %s', (_, connection, limit) => {
		expect(new Session(service, context, connection).answerLimitMs).toBe(limit);
	});
});

describe('the session of a run', () => {
	it('is one for all its items with one credential', () => {
		const { context: run } = operation();
		const connection = { timeout: 5 };
		const session = sessionOf(service, run, connection);
		expect(session.service).toBe(service);
		expect(session.connection).toBe(connection);
		expect(sessionOf(service, run, {})).toBe(session);
	});

	it('is another for another run, another node in it, or another credential', () => {
		const { context: run, node } = operation();
		const session = sessionOf(service, run, {});
		expect(sessionOf(service, operation().context, {})).not.toBe(session);
		const sameRun = { getExecuteData: () => run as never };
		const otherNode = operation({ ...sameRun, getNode: () => ({ ...node, id: 'tool 2' }) });
		expect(sessionOf(service, otherNode.context, {})).not.toBe(session);
		const credentials = { serviceApi: { id: '2', name: 'Two' } };
		const otherAccount = operation({ ...sameRun, getNode: () => ({ ...node, credentials }) });
		expect(sessionOf(service, otherAccount.context, {})).not.toBe(session);
		expect(sessionOf(service, operation(sameRun).context, {})).toBe(session);
	});

	it('is known of a node that runs by itself without a look at the node', () => {
		const getNode = jest.fn(() => operation().node);
		const { context: run } = operation({
			getNode,
			getExecuteData: () => ({ node: operation().node }) as never,
		});
		const executeData = run.getExecuteData();
		const items = [0, 1, 2].map(() => ({ ...run, getExecuteData: () => executeData }));
		const [first, ...others] = items.map((one) => sessionOf(service, one, {}));
		const looks = getNode.mock.calls.length;
		expect(others).toEqual([first, first]);
		expect(sessionOf(service, items[0], {})).toBe(first);
		expect(getNode.mock.calls).toHaveLength(looks);
	});

	it('is there too where n8n says nothing of the run', () => {
		const { context: run } = operation({ getExecuteData: () => undefined });
		expect(sessionOf(service, run, {})).toBe(sessionOf(service, run, {}));
	});
});

describe('the progress of a run', () => {
	const items = (count: number) => ({
		getExecuteData: () => ({ data: { main: [Array.from({ length: count }, () => ({}))] } }),
	});

	it('goes to n8n’s log, and to whoever looks on in the editor', () => {
		const sendMessageToUI = jest.fn();
		const { context: run, info } = operation({ ...items(2), sendMessageToUI });
		new Session(service, run).progress.fileDone(0);
		expect(info.mock.calls).toEqual([['Node: 1 of 2 files, 0.0 MB']]);
		expect(sendMessageToUI.mock.calls).toEqual([['1 of 2 files, 0.0 MB']]);
		expect(sendMessageToUI.mock.contexts).toEqual([run]);
	});

	it.each([
		['nobody looks on', items(2)],
		['the items are not known', { getExecuteData: () => ({ data: {} }) }],
		['there are none', items(0)],
		['n8n says nothing of the run', { getExecuteData: () => undefined }],
	])('does no harm where %s', (_, more) => {
		const { progress } = new Session(service, operation(more).context);
		expect(() => progress.moved(0, 60e6, 60e6)).not.toThrow();
	});

	it('counts a single file where n8n says nothing of the run', () => {
		const { context: run, info } = operation({ getExecuteData: () => undefined });
		new Session(service, run).progress.moved(0, 30e6, 60e6);
		expect(info).toHaveBeenCalledWith('Node: 0 of 1 files, 30.0 MB');
	});
});
