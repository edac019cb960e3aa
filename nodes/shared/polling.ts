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

/**
 * The same context for one poll, which reads the credential only once: n8n decrypts a trigger's credential
 * in an isolate of its own for every request, which takes longer than the request. A token that n8n renews
 * on the way is written into the object that it was given here, and so holds for the next request too. It
 * must not outlive the poll: n8n keeps one context for as long as the workflow is active, and by the next
 * poll the credential may have been changed.
 */
export function readingCredentialOnce(context: IPollFunctions): IPollFunctions {
	const credentials = new Map<string, ReturnType<IPollFunctions['getCredentials']>>();
	const getCredentials = async (type: string) => {
		const credential = credentials.get(type) ?? context.getCredentials(type);
		credentials.set(type, credential);
		return await credential;
	};
	return Object.create(context, { getCredentials: { value: getCredentials } }) as IPollFunctions;
}
