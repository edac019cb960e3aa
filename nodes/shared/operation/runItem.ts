import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import { Client, type RequestParts } from '../client/client';
import type { Session } from '../client/session';
import { withAdviceInMessage, withoutFilesSaid } from './agentTool';
import type { Operation, Resource } from './define';
import { Item } from './item';
import { requireOutput } from './output';
import { readParameter } from './plainParameter';

/**
 * Runs one item. Gives every output item its `pairedItem`, and hands a failed item to the error output if the node is
 * set to continue.
 *
 * @throws one of n8n's own errors if it is not
 */
export async function runItem(
	context: IExecuteSingleFunctions,
	session: Session,
	resources: Resource[],
): Promise<INodeExecutionData[]> {
	const index = context.getItemIndex();
	const client = new Client(context, session);
	try {
		const operation = chosenOperation(context, session, resources);
		const item = new Item(context, client, operation);
		const items = operation.run
			? await operation.run(checked(item, operation))
			: resultOf(operation, item, await item.send(() => partsOf(item, operation)));
		const told = session.isAgentTool ? withoutFilesSaid(items) : items;
		// One that was made of several input items says so itself.
		return told.map((one) => ({ pairedItem: { item: index }, ...one }));
	} catch (error) {
		const nodeError = await client.nodeError(error);
		const failed = session.isAgentTool ? withAdviceInMessage(nodeError) : nodeError;
		// A canceled execution does not go on anywhere.
		if (!context.continueOnFail() || client.cancelSignal?.aborted) throw failed;
		return [failedItem(failed, index)];
	}
}

/** What a failed item gives where the node is set to continue; n8n takes it to the error output. */
export function failedItem(error: Error, item: number): INodeExecutionData {
	return { json: { error: error.message }, error: error as never, pairedItem: { item } };
}

/** The item, once what is set for it can be worked with. @throws NodeOperationError that names the field */
function checked(item: Item, { checksFields }: Operation): Item {
	if (!checksFields) item.requireFields();
	requireOutput(item);
	return item;
}

function partsOf(item: Item, operation: Operation): RequestParts {
	const ready = checked(item, operation);
	return operation.sends?.(ready) ?? {};
}

function resultOf(
	{ gives }: Operation,
	item: Item,
	answer: IN8nHttpFullResponse,
): INodeExecutionData[] {
	return gives ? gives(item, answer) : [];
}

function chosenOperation(
	context: IExecuteSingleFunctions,
	session: Session,
	resources: Resource[],
): Operation {
	const resource = readParameter(context, session, 'resource');
	const value = readParameter(context, session, 'operation');
	const operation = resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (operation) return operation;
	throw new Error(`There is no operation "${String(value)}" of "${String(resource)}"`);
}
