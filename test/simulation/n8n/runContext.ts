import type {
	GenericValue,
	IExecuteData,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Activity } from '../network/activity';
import type { Files } from './files';
import { loggerFor, type Host } from './pollContext';
import { requestHelpers } from './requestHelpers';

/** What of n8n a run needs. */
export interface RunHost extends Host {
	files: Files;
	now(): number;
}

/** A node with what it is to work on. */
interface Work {
	node: INode;
	items: INodeExecutionData[];
	signal: AbortSignal;
}

/** What n8n calls an operation with for a whole run: its `ExecuteContext`. */
export function runContext(
	host: RunHost,
	{ node, items, signal }: Work,
	executeData: IExecuteData,
	activity: Activity,
): IExecuteFunctions {
	const isOnDisk = items.some(({ binary }) => binary?.data?.id !== undefined);
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow of a run', name: 'Run', active: false }),
		getExecuteData: () => executeData,
		getInputData: () => items,
		getTimezone: () => host.timezone,
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => node.onError === 'continueRegularOutput',
		getNodeParameter: (
			name: string,
			itemIndex: number,
			fallback?: unknown,
			options?: { extractValue?: boolean; rawExpressions?: boolean },
		) => {
			const stored = storedIn(node, name) ?? fallback;
			if (stored === undefined) throw new Error(`Could not get parameter "${name}"`);
			if (options?.rawExpressions) return stored;
			const isLocator = typeof stored === 'object' && stored !== null && '__rl' in stored;
			if (isLocator && options?.extractValue) return (stored as { value?: unknown }).value;
			return computed(stored, items[itemIndex]);
		},
		getCredentials: async (type: string) =>
			host.credentials.get(node.credentials?.[type]?.name ?? ''),
		logger: loggerFor(activity),
		helpers: {
			...requestHelpers(host.wire, host.credentials, activity),
			...host.files.helpers(isOnDisk),
		},
	};
	return context as unknown as IExecuteFunctions;
}

/** What n8n calls it with for one item: its `ExecuteSingleContext`. */
export function itemContext(run: IExecuteFunctions, index: number): IExecutePaginationFunctions {
	const context = {
		...run,
		getItemIndex: () => index,
		getInputData: () => run.getInputData()[index],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			run.getNodeParameter(name, index, fallback, options) as unknown,
	};
	return context as unknown as IExecutePaginationFunctions;
}

/** @param name with a dot for one inside a collection */
function storedIn({ parameters }: INode, name: string): unknown {
	const inside = (value: unknown, key: string) => (value as Record<string, unknown>)?.[key];
	return name.split('.').reduce(inside, parameters);
}

/** Of expressions, schedules have only those that take a field of the input item. */
function computed(stored: unknown, { json }: INodeExecutionData): unknown {
	if (typeof stored !== 'string' || !stored.startsWith('=')) return stored;
	const field = /^=\{\{ \$json\.(\w+) \}\}$/.exec(stored)?.[1];
	if (field === undefined) throw new Error(`The simulation does not compute "${stored}"`);
	return json[field] as GenericValue;
}
