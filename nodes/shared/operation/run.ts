import type {
	DeclarativeRestApiSettings,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import type { Service } from '../client/service';
import { sessionOf } from '../client/session';
import { wait } from '../client/wait';
import { canceled } from '../errors/operationError';
import { batchingOf, connectionOf } from './connection';
import type { Resource } from './define';
import { itemContext } from './itemContext';
import { failedItem, runItem } from './runItem';

/** What n8n calls for all input items together. */
type RunAll = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** What n8n calls for each input item. */
type RunOne = (
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;

/**
 * Runs a node's operations for all items of a run: goes into `customOperations`. By the description alone n8n would
 * compute each field of the node twice for every item before it sends anything.
 */
export function customOperations(
	service: Service,
	resources: Resource[],
): NonNullable<INodeType['customOperations']> {
	const runAll: RunAll = async function () {
		const contexts = this.getInputData().map((_, index) => itemContext(this, index));
		const connection = await connectionOf(this, service).catch((error: Error) => error);
		if (connection instanceof Error) {
			if (!this.continueOnFail()) throw connection;
			return [contexts.map((_, item) => failedItem(connection, item))];
		}
		const { size, pauseMs } = batchingOf(this);
		const outputs: Array<Promise<INodeExecutionData[]>> = [];
		const signal = this.getExecutionCancelSignal();
		for (const [index, context] of contexts.entries()) {
			if (index > 0 && index % size === 0 && pauseMs > 0) {
				await wait(pauseMs, signal).catch(() => {});
				if (signal?.aborted) break;
			}
			const output = runItem(context, sessionOf(service, context, connection), resources);
			// One that fails is looked at when all have ended: nothing goes on behind n8n's back.
			output.catch(() => {});
			outputs.push(output);
		}
		await Promise.allSettled(outputs);
		if (signal?.aborted) throw canceled(this);
		return [(await Promise.all(outputs)).flat()];
	};
	const byValue = <T extends { value: string }, V>(all: T[], of: (one: T) => V) =>
		Object.fromEntries(all.map((one) => [one.value, of(one)]));
	return byValue(resources, ({ operations }) => byValue(operations, () => runAll));
}

/**
 * Runs them item by item: goes into `requestOperations.pagination`, where n8n hands over every input item of what it
 * runs by the description, past {@link customOperations}: the tools of most agents.
 */
export function runOperations(service: Service, resources: Resource[]): RunOne {
	return async function ({ options }) {
		const { allowedDomains, proxy, skipSslCertificateValidation, timeout } =
			options as IHttpRequestOptions;
		const connection = { allowedDomains, proxy, skipSslCertificateValidation, timeout };
		return await runItem(this, sessionOf(service, this, connection), resources);
	};
}
