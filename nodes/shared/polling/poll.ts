import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** A poll that is under way. */
interface RunningPoll {
	/** What n8n keeps for the workflow as it was when the poll began. */
	memory: object;
	/** Whether n8n's scheduler runs it, which gives every poll a memory of its own. */
	isScheduled: boolean;
	/** Whether the workflow was saved meanwhile, so that another poll goes on from an older memory. */
	isSuperseded: boolean;
}

/** The polls that are under way in this process: one at a time for each trigger. */
const polls = new Map<string, RunningPoll>();

/**
 * Runs a poll unless the one before is still running: one that takes longer than the interval would
 * otherwise see the same news again. What a poll finds after its workflow was saved is left to the next one,
 * which starts from the memory that was saved: n8n 1 would emit both.
 *
 * @returns what the poll gives, `null` if another one is running
 */
export async function onePollAtATime(
	context: IPollFunctions,
	poll: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const { id, name } = context.getNode();
	const key = `${context.getWorkflow().id} ${id}`;
	const memory = context.getWorkflowStaticData('node');
	const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number | undefined };
	const isScheduled = getPollBudgetMs?.call(context) !== undefined;
	const running = polls.get(key);
	if (running) {
		running.isSuperseded ||= running.memory !== memory && !running.isScheduled && !isScheduled;
		context.logger.warn(
			`${name}: the poll before this one is still under way, so this one is left out. If this goes on, the service answers too slowly for the interval.`,
		);
		return null;
	}
	const own: RunningPoll = { memory, isScheduled, isSuperseded: false };
	polls.set(key, own);
	try {
		const events = await poll();
		return own.isSuperseded ? null : events;
	} finally {
		polls.delete(key);
	}
}
