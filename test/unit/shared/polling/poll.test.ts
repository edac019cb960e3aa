import { onePollAtATime } from '../../../../nodes/shared/polling/poll';

/** A trigger node; `memory` is what n8n keeps for its workflow. */
function trigger(id = 'node', workflow = 'workflow', memory: object = {}) {
	const warn = jest.fn();
	const context = {
		getNode: () => ({ id, name: 'Watch jobs' }),
		getWorkflow: () => ({ id: workflow }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? memory : {}),
		logger: { warn },
	};
	return { context: context as never, warn };
}

const events = [[{ json: { jobId: 1 } }]];

/** A poll that ends when it is told to. */
function openPoll() {
	let end!: (found: typeof events | null) => void;
	let fail!: (error: Error) => void;
	const ended = new Promise<typeof events | null>((resolve, reject) => {
		[end, fail] = [resolve, reject];
	});
	return { poll: jest.fn(async () => await ended), end, fail };
}

it('gives what the poll finds', async () => {
	const { context, warn } = trigger();
	expect(await onePollAtATime(context, async () => events)).toBe(events);
	expect(await onePollAtATime(context, async () => null)).toBeNull();
	expect(warn).not.toHaveBeenCalled();
});

it('leaves a poll out while the one before is under way, and says so', async () => {
	const { context, warn } = trigger();
	const first = openPoll();
	const running = onePollAtATime(context, first.poll);
	const second = openPoll();
	expect(await onePollAtATime(context, second.poll)).toBeNull();
	expect(second.poll).not.toHaveBeenCalled();
	expect(warn.mock.calls).toEqual([
		[
			'Watch jobs: the poll before this one is still under way, so this one is left out. If this goes on, the service answers too slowly for the interval.',
		],
	]);
	first.end(events);
	expect(await running).toBe(events);
	expect(await onePollAtATime(context, async () => events)).toBe(events);
});

it('polls again after one that failed', async () => {
	const { context } = trigger();
	const first = openPoll();
	const running = onePollAtATime(context, first.poll);
	first.fail(new Error('broken'));
	await expect(running).rejects.toThrow('broken');
	expect(await onePollAtATime(context, async () => events)).toBe(events);
});

it('holds up no other trigger', async () => {
	const first = openPoll();
	const running = onePollAtATime(trigger().context, first.poll);
	for (const other of [trigger('another node'), trigger('node', 'another workflow')]) {
		expect(await onePollAtATime(other.context, async () => events)).toBe(events);
	}
	first.end(null);
	await running;
});

it('leaves what it found to the next poll where the workflow was saved meanwhile', async () => {
	const first = openPoll();
	const running = onePollAtATime(trigger().context, first.poll);
	const saved = trigger();
	expect(await onePollAtATime(saved.context, async () => events)).toBeNull();
	// One of the old memory again does not make the first one valid.
	first.end(events);
	expect(await running).toBeNull();
	expect(await onePollAtATime(saved.context, async () => events)).toBe(events);
});

it('goes on being left to the next poll, whichever polls come after', async () => {
	const memory = {};
	const first = openPoll();
	const running = onePollAtATime(trigger('node', 'workflow', memory).context, first.poll);
	await onePollAtATime(trigger('node', 'workflow', {}).context, async () => events);
	await onePollAtATime(trigger('node', 'workflow', memory).context, async () => events);
	first.end(events);
	expect(await running).toBeNull();
});

const withBudget = (budgetMs: number, memory: object) => ({
	context: {
		...(trigger('node', 'workflow', memory).context as object),
		getPollBudgetMs: () => budgetMs,
	} as never,
});

it('is not superseded by the next poll of a scheduler that gives each poll a memory of its own', async () => {
	const first = openPoll();
	const running = onePollAtATime(withBudget(36_000, {}).context, first.poll);
	expect(await onePollAtATime(withBudget(36_000, {}).context, async () => events)).toBeNull();
	first.end(events);
	expect(await running).toBe(events);
});

/** A poll that remembers something and whose workflow is saved meanwhile. @returns what it gives in the end */
async function supersededPoll(staticData: object, found: typeof events | null) {
	const first = openPoll();
	const running = onePollAtATime(withBudget(300_000, staticData).context, async () => {
		const given = await first.poll();
		Object.assign(staticData, { memory: 'after' });
		return given;
	});
	await onePollAtATime(withBudget(300_000, {}).context, async () => events);
	first.end(found);
	return await running;
}

it.each([{ memory: 'before' }, {}])(
	'does not remember what it leaves to the next poll: %j',
	async (before) => {
		const staticData = { ...before };
		expect(await supersededPoll(staticData, events)).toBeNull();
		expect(JSON.parse(JSON.stringify(staticData))).toEqual(before);
	},
);

it('remembers what a poll without news saw, though its workflow was saved meanwhile', async () => {
	const staticData = {};
	expect(await supersededPoll(staticData, null)).toBeNull();
	expect(staticData).toEqual({ memory: 'after' });
});

describe("a poll of n8n's scheduler that began before n8n has saved the one before", () => {
	afterEach(() => jest.useRealTimers());

	/** A poll that tells something, from a memory of its own. */
	const pollFrom = async (memory: object, budgetMs = 36_000, workflow = 'scheduled') => {
		const { context } = trigger('node', workflow, memory);
		const poll = jest.fn(async () => {
			Object.assign(memory, { memory: 'after' });
			return events;
		});
		const scheduled = { ...(context as object), getPollBudgetMs: () => budgetMs } as never;
		return (await onePollAtATime(scheduled, poll)) !== null && poll.mock.calls.length === 1;
	};

	it('is left out, until n8n has saved it or is not going to', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
		expect(await pollFrom({ memory: 'before' })).toBe(true);
		expect(await pollFrom({ memory: 'before' })).toBe(false);
		expect(await pollFrom({ memory: 'after' })).toBe(true);
		expect(await pollFrom({ memory: 'after' })).toBe(false);
		jest.setSystemTime(Date.now() + 30_000);
		expect(await pollFrom({ memory: 'after' })).toBe(true);
	});

	it('is not taken for one of another trigger, nor for one without the scheduler', async () => {
		expect(await pollFrom({ memory: 'before' }, 36_000, 'a')).toBe(true);
		expect(await pollFrom({ memory: 'before' }, 36_000, 'b')).toBe(true);
		expect(await pollFrom({ memory: 'before' }, 300_000, 'a')).toBe(true);
		expect(await pollFrom({ memory: 'before' }, 300_000, 'a')).toBe(true);
	});
});
