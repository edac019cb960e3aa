import type { INodeProperties } from 'n8n-workflow';
import { runOf, type Sender } from './sender';

/** What an operator may set for a node's requests, in n8n's own "Request Options". */
export interface RequestOptions {
	/** JSON calls to the service that run at once in this process, over all executions. */
	parallelRequests: number;
	/** Files that go to or come from the service at once; each holds a connection and a buffer for long. */
	parallelFileTransfers: number;
	/** Whether a transferred file is compared with what the service says of it. */
	verifyFiles: boolean;
}

/** The most that can be set: more would only wait in n8n, or be refused by the service. */
const MOST_AT_ONCE = 100;

/**
 * n8n adds its own options (batching, proxy, timeout …) to the ones here. The default numbers were chosen by
 * measurement, see `bench/README.md`.
 */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Parallel File Transfers',
			name: 'parallelFileTransfers',
			type: 'number',
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
			default: 8,
			description:
				'How many files are uploaded or downloaded at the same time. A lower number needs less memory and bandwidth.',
		},
		{
			displayName: 'Parallel Requests',
			name: 'parallelRequests',
			type: 'number',
			noDataExpression: true,
			typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
			default: 32,
			description:
				'How many requests are sent at the same time. Lower it if the service answers that there are too many.',
		},
		{
			displayName: 'Verify Files',
			name: 'verifyFiles',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether to check that each file arrived whole, by the size and the checksum that the service gives for it',
		},
	],
};

const byDefault = Object.fromEntries(
	(requestOptions.options as INodeProperties[]).map((option) => [option.name, option.default]),
) as unknown as RequestOptions;

const read = new WeakMap<object, RequestOptions>();

/** The request options of the node that sends; the defaults for triggers and dropdowns. */
export function requestOptionsOf(sender: Sender): RequestOptions {
	const run = runOf(sender);
	const known = read.get(run);
	if (known) return known;
	// n8n reads them once per node as well: they hold for all items.
	const set =
		'getItemIndex' in sender
			? (sender.getNodeParameter(requestOptions.name, {}) as Partial<RequestOptions>)
			: {};
	const options = {
		parallelRequests: atOnce(set.parallelRequests, byDefault.parallelRequests),
		parallelFileTransfers: atOnce(set.parallelFileTransfers, byDefault.parallelFileTransfers),
		verifyFiles: set.verifyFiles ?? byDefault.verifyFiles,
	};
	read.set(run, options);
	return options;
}

/** An expression or an import can set what the field would not take. */
function atOnce(value: unknown, otherwise: number): number {
	const number = Math.floor(Number(value ?? otherwise));
	return number >= 1 ? Math.min(number, MOST_AT_ONCE) : otherwise;
}
