import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { isRunning, oneAtATime } from '../client/limits';

/**
 * Runs a poll unless the one before is still running: one that takes longer than the interval would
 * otherwise see the same news again.
 *
 * @returns what the poll gives, `null` if another one is running
 */
export async function onePollAtATime(
	context: IPollFunctions,
	poll: () => Promise<INodeExecutionData[][] | null>,
): Promise<INodeExecutionData[][] | null> {
	const { id, name } = context.getNode();
	const key = `poll ${context.getWorkflow().id} ${id}`;
	if (isRunning(key)) {
		context.logger.warn(
			`${name}: the poll before this one is still under way, so this one is left out. If this goes on, the service answers too slowly for the interval.`,
		);
		return null;
	}
	return await oneAtATime(key, poll);
}
