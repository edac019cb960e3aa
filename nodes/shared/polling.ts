import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** Polls that are under way in this process. */
const underWay = new Set<string>();

/**
 * Runs a poll unless the one before is still running: one that takes longer than the interval would
 * otherwise see the same news again.
 *
 * @returns what the poll gives, `null` where another one is running
 */
export async function onePollAtATime(
	context: IPollFunctions,
	poll: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(place)) return null;
	underWay.add(place);
	try {
		return await poll();
	} finally {
		underWay.delete(place);
	}
}
