import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecuteData,
	IExecutePaginationFunctions,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import type { Activity } from '../network/activity';
import type { Files } from './files';
import { loggerFor, type Host } from './pollContext';
import { requestHelpers } from './requestHelpers';

/** One run of a node. */
export interface NodeRun {
	type: INodeType;
	node: INode;
	/** The run it belongs to; the tools of an agent have the same. */
	executeData: IExecuteData;
	items: ItemInput[];
	/** n8n's own "Batching": so many items at once, and the pause between in ms. */
	batching?: { size: number; pauseMs: number };
	timeoutMs: number;
	signal: AbortSignal;
}

/** An input item, with what the operator set for it. */
export interface ItemInput {
	parameters: IDataObject;
	/** What n8n gathers of the fields that send something. */
	body?: IDataObject;
	input: INodeExecutionData;
}

/** What came of one item. */
export interface ItemOutcome {
	output?: INodeExecutionData[];
	error?: Error;
	/** In ms. */
	startedAt: number;
	endedAt: number;
}

interface RunHost extends Host {
	files: Files;
	now(): number;
}

/**
 * Runs an operation as n8n's `RoutingNode` does: every item is started at once, or batch by batch, and all of them
 * end before the run does.
 */
export async function runNode(
	host: RunHost,
	run: NodeRun,
	activity: Activity,
): Promise<ItemOutcome[]> {
	const outcomes: Array<Promise<ItemOutcome>> = [];
	for (const [index, item] of run.items.entries()) {
		const { size, pauseMs } = run.batching ?? { size: Infinity, pauseMs: 0 };
		if (index > 0 && index % size === 0)
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		outcomes.push(runItem(host, run, activity, item, index));
	}
	return await Promise.all(outcomes);
}

async function runItem(
	host: RunHost,
	run: NodeRun,
	activity: Activity,
	item: ItemInput,
	index: number,
): Promise<ItemOutcome> {
	const { pagination } = run.type.description.requestOperations!;
	const request = {
		options: { headers: {}, qs: {}, body: item.body ?? {}, timeout: run.timeoutMs },
		preSend: [],
		postReceive: [],
		requestOperations: {},
	} as unknown as DeclarativeRestApiSettings.ResultOptions;
	const startedAt = host.now();
	const context = itemContext(host, run, activity, item, index);
	try {
		if (typeof pagination !== 'function') throw new TypeError('This node is not one of ours');
		const output = await pagination.call(context, request);
		return { output, startedAt, endedAt: host.now() };
	} catch (error) {
		return { error: error as Error, startedAt, endedAt: host.now() };
	}
}

/** What n8n calls an operation with for one item. */
function itemContext(
	host: RunHost,
	{ node, executeData, signal, items }: NodeRun,
	activity: Activity,
	{ parameters, input }: ItemInput,
	index: number,
): IExecutePaginationFunctions {
	const all: Record<string, unknown> = { ...node.parameters, ...parameters };
	const isOnDisk = items.some((one) => one.input.binary?.data?.id !== undefined);
	const context = {
		getNode: () => node,
		getWorkflow: () => ({ id: 'workflow of a run', name: 'Run', active: false }),
		getExecuteData: () => executeData,
		getItemIndex: () => index,
		getInputData: () => input,
		getTimezone: () => host.timezone,
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => node.onError === 'continueRegularOutput',
		getNodeParameter: (name: string, fallback?: unknown, options?: { extractValue?: boolean }) => {
			const value = all[name] ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter "${name}"`);
			const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
			return isLocator && options?.extractValue ? (value as { value?: unknown }).value : value;
		},
		getCredentials: async (type: string) =>
			host.credentials.get(node.credentials?.[type]?.name ?? ''),
		logger: loggerFor(activity),
		helpers: {
			...requestHelpers(host.wire, host.credentials, activity),
			...host.files.helpers(isOnDisk),
		},
	};
	return context as unknown as IExecutePaginationFunctions;
}
