import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { pollBudgetMs } from './deadline';

/** What n8n says that a poll may take where its scheduler does not run it, in ms; before n8n 2.37 nothing. */
const UNSCHEDULED_BUDGET_MS = 300_000;

/** A poll that is under way. */
interface RunningPoll {
	/** What n8n keeps for the workflow as it was when the poll began. */
	staticData: IDataObject;
	/** Whether the workflow was saved meanwhile, so that another poll goes on from an older memory. */
	isSuperseded: boolean;
}

/** The polls that are under way in this process: one at a time for each trigger. */
const polls = new Map<string, RunningPoll>();

/** What the last poll with news that n8n's scheduler ran went on from, by trigger. */
const unsaved = new Map<string, { before: string; endedAt: number }>();

/** So long n8n may take to save what such a poll remembers; then it is taken for lost. */
const SAVING_MS = 30_000;

/**
 * Runs a poll unless the one before is still running: one that takes longer than the interval would
 * otherwise see the same news again. What a poll finds after its workflow was saved is left to the next one,
 * which starts from the memory that was saved: n8n would emit both, version 1 always, version 2 the first poll
 * of a workflow.
 *
 * @returns what the poll gives, `null` if another one is running
 */
export async function onePollAtATime(
	context: IPollFunctions,
	poll: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const { id, name } = context.getNode();
	const key = `${context.getWorkflow().id} ${id}`;
	const staticData = context.getWorkflowStaticData('node');
	const running = polls.get(key);
	if (running) {
		running.isSuperseded ||= running.staticData !== staticData && !isScheduled(context);
		context.logger.warn(
			`${name}: the poll before this one is still under way, so this one is left out. If this goes on, the service answers too slowly for the interval.`,
		);
		return null;
	}
	const own: RunningPoll = { staticData, isSuperseded: false };
	const { memory } = staticData;
	const before = isScheduled(context) ? JSON.stringify(memory ?? null) : undefined;
	if (isUnsaved(key, before)) {
		context.logger.warn(
			`${name}: n8n has not saved yet what the poll before this one reported, so this one is left out.`,
		);
		return null;
	}
	polls.set(key, own);
	try {
		const events = await poll();
		if (events === null) return null;
		if (!own.isSuperseded) {
			if (before !== undefined) unsaved.set(key, { before, endedAt: Date.now() });
			return events;
		}
		// n8n may save what the old version remembers: what is left to the next poll must not be in it.
		staticData.memory = memory;
		return null;
	} finally {
		polls.delete(key);
	}
}

/**
 * Whether a poll goes on from what the last one with news went on from: n8n's scheduler may read that before it has
 * saved what the last poll remembers, and the same news would be told again.
 *
 * @param before what the poll goes on from; `undefined` for one that the scheduler does not run, e.g. an activation
 */
function isUnsaved(key: string, before: string | undefined): boolean {
	const last = unsaved.get(key);
	if (last && last.before === before) return Date.now() - last.endedAt < SAVING_MS;
	// It goes on from something newer or from what n8n has saved: what the last one went on from may come again.
	unsaved.delete(key);
	return false;
}

/** n8n's scheduler gives every poll a memory of its own, and takes no events of a workflow that was saved. */
function isScheduled(context: IPollFunctions): boolean {
	return (pollBudgetMs(context) ?? UNSCHEDULED_BUDGET_MS) !== UNSCHEDULED_BUDGET_MS;
}
