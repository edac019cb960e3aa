import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import { Client, type RequestParts } from '../client/client';
import type { Service } from '../client/service';
import { sessionOf, type ConnectionOptions, type Session } from '../client/session';
import { withAdviceInMessage, withoutFilesSaid } from './agentTool';
import type { Operation, Resource } from './define';
import { Item } from './item';
import { requireOutput } from './output';
import { readParameter } from './plainParameter';

/** What n8n calls for each input item. */
type RunItem = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * Runs a node's operations: goes into `requestOperations.pagination`, where n8n hands over every input item,
 * also when the node is a tool of an agent. Gives every output item its `pairedItem`, and hands a failed item
 * to the error output if the node is set to continue.
 */
export function runOperations(service: Service, resources: Resource[]): RunItem {
	return async function (request) {
		const pairedItem = { item: this.getItemIndex() };
		const session = sessionOf(service, this, connectionOf(request.options as IHttpRequestOptions));
		const client = new Client(this, session);
		try {
			const operation = chosenOperation(this, session, resources);
			const item = new Item(this, client, operation, request);
			const items = operation.run
				? await operation.run(checked(item, operation))
				: resultOf(operation, item, await item.send(() => partsOf(item, operation)));
			const told = session.isAgentTool ? withoutFilesSaid(items) : items;
			// One that was made of several input items says so itself.
			return told.map((one) => ({ pairedItem, ...one }));
		} catch (error) {
			const nodeError = await client.nodeError(error);
			const failed = session.isAgentTool ? withAdviceInMessage(nodeError) : nodeError;
			// A canceled execution does not go on anywhere.
			if (!this.continueOnFail() || client.cancelSignal?.aborted) throw failed;
			return [{ json: { error: failed.message }, error: failed as never, pairedItem }];
		}
	};
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
	context: IExecutePaginationFunctions,
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

function connectionOf(options: IHttpRequestOptions): ConnectionOptions {
	const { allowedDomains, proxy, skipSslCertificateValidation, timeout } = options;
	return { allowedDomains, proxy, skipSslCertificateValidation, timeout };
}
