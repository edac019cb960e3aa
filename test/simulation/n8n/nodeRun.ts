import type {
	DeclarativeRestApiSettings,
	IExecuteData,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	NodeOperationError,
} from 'n8n-workflow';
import type { Activity } from '../network/activity';
import { itemContext, runContext, type RunHost } from './runContext';

/** One run of a node. */
export interface NodeRun {
	type: INodeType;
	node: INode;
	/** The run of the agent whose tool the node is; all tools of an agent have the same. */
	agent?: IExecuteData;
	items: INodeExecutionData[];
	signal: AbortSignal;
}

/** What became of one item, as far as n8n is told. */
export interface ItemOutcome {
	/** `untold` if the run failed with an error that is not this item's. */
	result: 'success' | 'failure' | 'untold';
	output?: INodeExecutionData[];
	/** What the item threw, or the run that it was part of. */
	thrown?: Error;
	/** In ms; of the whole run where n8n knows no more. */
	startedAt: number;
	endedAt: number;
}

/** The same without its time. */
type Ending = Pick<ItemOutcome, 'result' | 'output' | 'thrown'>;

type RunAll = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** n8n's own part of "Request Options". */
interface RequestOptions {
	batching?: { batch: { batchSize: number; batchInterval: number } };
	timeout?: number;
}

/** Runs an operation as n8n does: all items together, or one by one what is a tool of most agents. */
export async function runNode(
	host: RunHost,
	run: NodeRun,
	activity: Activity,
): Promise<ItemOutcome[]> {
	const { node, items, agent } = run;
	const executeData = agent ?? { node, data: { main: [items] }, source: null };
	const context = runContext(host, run, executeData, activity);
	return agent ? await runByDescription(host, run, context) : await runTogether(host, run, context);
}

/** As n8n's `WorkflowExecute`: one call for the whole run. */
async function runTogether(
	{ now }: RunHost,
	{ type, node, items }: NodeRun,
	context: IExecuteFunctions,
): Promise<ItemOutcome[]> {
	const { resource, operation } = node.parameters as Record<string, string>;
	const runAll = type.customOperations![resource][operation] as RunAll;
	const startedAt = now();
	const endingOf = await runAll.call(context).then(
		([output]) =>
			(item: number) =>
				endingWith(output.filter((one) => isOf(one, item))),
		(error: NodeOperationError) => (item: number) => endingIn(context, error, item),
	);
	const endedAt = now();
	return items.map((_, index) => ({ ...endingOf(index), startedAt, endedAt }));
}

function isOf({ pairedItem }: INodeExecutionData, item: number): boolean {
	return [pairedItem].flat().some((one) => (typeof one === 'object' ? one.item : one) === item);
}

/** A run fails with the error of the first item that threw; one before it may have failed and gone on. */
function endingIn(run: IExecuteFunctions, thrown: NodeOperationError, item: number): Ending {
	const { itemIndex } = thrown.context ?? {};
	if (item === itemIndex) return { result: 'failure', thrown };
	const isBefore = typeof itemIndex === 'number' && item < itemIndex;
	return { result: isBefore && !run.continueOnFail() ? 'success' : 'untold', thrown };
}

function endingWith(output: INodeExecutionData[]): Ending {
	return { result: output.some(({ error }) => error) ? 'failure' : 'success', output };
}

/** As n8n's `RoutingNode`: every item is started at once, or batch by batch. */
async function runByDescription(
	host: RunHost,
	run: NodeRun,
	context: IExecuteFunctions,
): Promise<ItemOutcome[]> {
	const { batching } = context.getNodeParameter('requestOptions', 0, {}) as RequestOptions;
	const { batchSize = 1, batchInterval = 0 } = batching?.batch ?? {};
	const outcomes: Array<Promise<ItemOutcome>> = [];
	for (const index of run.items.keys()) {
		if (index > 0 && batchInterval > 0 && index % batchSize === 0)
			await new Promise((resolve) => setTimeout(resolve, batchInterval));
		outcomes.push(runItem(host, run, context, index));
	}
	return await Promise.all(outcomes);
}

async function runItem(
	{ now }: RunHost,
	{ type }: NodeRun,
	run: IExecuteFunctions,
	index: number,
): Promise<ItemOutcome> {
	const { timeout } = run.getNodeParameter('requestOptions', index, {}) as RequestOptions;
	const request = {
		options: { headers: {}, qs: {}, body: {}, timeout },
		preSend: [],
		postReceive: [],
		requestOperations: {},
	} as unknown as DeclarativeRestApiSettings.ResultOptions;
	const { pagination } = type.description.requestOperations!;
	if (typeof pagination !== 'function') throw new TypeError('This node is not one of ours');
	const startedAt = now();
	const ending = await pagination
		.call(itemContext(run, index), request)
		.then(endingWith, (thrown: Error): Ending => ({ result: 'failure', thrown }));
	return { ...ending, startedAt, endedAt: now() };
}
