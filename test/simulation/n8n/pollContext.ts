import type { IDataObject, INode, IPollFunctions } from 'n8n-workflow';
import type { Activity } from '../network/activity';
import type { Wire } from '../network/wire';
import type { Credentials } from './credentials';
import { requestHelpers } from './requestHelpers';

/** What of n8n a context needs. */
export interface Host {
	wire: Wire;
	credentials: Credentials;
	timezone: string;
}

/** How long a poll may take, as n8n 2 says it where its scheduler does not run it. */
export const UNSCHEDULED_BUDGET_MS = 300_000;

/** A logger that keeps what it is told. */
export function loggerFor({ told }: Activity) {
	const log = (message: string, details?: object) =>
		void told.push(`${message} ${JSON.stringify(details ?? '')}`);
	return { debug: log, info: log, warn: log, error: log };
}

/**
 * What n8n calls a trigger's `poll` with.
 *
 * @param workflow.budgetMs how long the poll may take; n8n 1 does not say it
 * @param staticData of the node, in the memory of the process
 * @param onError gets what the trigger reports while the poll itself succeeds
 */
export function pollContext(
	host: Host,
	node: INode,
	{ id: workflowId, version, budgetMs }: { id: string; version: 1 | 2; budgetMs: number },
	staticData: IDataObject,
	activity: Activity,
	onError: (error: Error) => void,
): IPollFunctions {
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: workflowId, name: workflowId, active: true }),
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getWorkflowStaticData: () => staticData,
		...(version === 2 ? { getPollBudgetMs: () => budgetMs } : {}),
		getTimezone: () => host.timezone,
		getNodeParameter: (name: string, fallback?: unknown) => {
			if (name in node.parameters) return node.parameters[name];
			if (fallback !== undefined) return fallback;
			throw new Error(`Could not get parameter "${name}"`);
		},
		getCredentials: async (type: string) =>
			host.credentials.get(node.credentials?.[type]?.name ?? ''),
		__emitError: onError,
		logger: loggerFor(activity),
		helpers: requestHelpers(host.wire, host.credentials, activity),
	};
	return context as unknown as IPollFunctions;
}
