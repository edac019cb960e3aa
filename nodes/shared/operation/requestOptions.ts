import type { IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';

/** What an operator may set for a node's requests, in n8n's own "Request Options". */
export interface RequestOptions {
	/** JSON calls to the service that are under way at once. */
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
				'How many requests are sent at the same time. Lower it if the service complains of too many requests.',
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

/** What holds for triggers and dropdowns, and what an operator does not set. */
export const defaultRequestOptions = Object.fromEntries(
	(requestOptions.options as INodeProperties[]).map((option) => [option.name, option.default]),
) as unknown as RequestOptions;

/** The request options of a node; n8n itself reads them once for all items as well. */
export function readRequestOptions(context: IExecutePaginationFunctions): RequestOptions {
	const set = context.getNodeParameter(requestOptions.name, {}) as Partial<RequestOptions>;
	const { parallelRequests, parallelFileTransfers, verifyFiles } = defaultRequestOptions;
	return {
		parallelRequests: atOnce(set.parallelRequests, parallelRequests),
		parallelFileTransfers: atOnce(set.parallelFileTransfers, parallelFileTransfers),
		verifyFiles: set.verifyFiles ?? verifyFiles,
	};
}

/** An expression or an import can set what the field would not take. */
function atOnce(value: unknown, otherwise: number): number {
	const number = Math.floor(Number(value ?? otherwise));
	return number >= 1 ? Math.min(number, MOST_AT_ONCE) : otherwise;
}
