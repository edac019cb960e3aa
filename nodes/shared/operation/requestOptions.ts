import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import type { Service } from '../client/service';

/** How a transferred file is compared with what the service states for it. */
export type FileCheck = 'sizeAndChecksum' | 'size' | 'off';

/** What an operator may set for a node's requests, in n8n's own "Request Options". */
export interface RequestOptions {
	/** JSON calls to the service that are under way at once. */
	parallelRequests: number;
	/** Files that go to or come from the service at once; each holds a connection and a buffer for long. */
	parallelFileTransfers: number;
	/** The same for uploads that are small, which hold both for a short time only; what is set holds for all. */
	parallelSmallUploads: number;
	verifyFiles: FileCheck;
}

/** The most that can be set: more would only wait in n8n, or be refused by the service. */
const MOST_AT_ONCE = 100;

const parallelFileTransfers = {
	displayName: 'Parallel File Transfers',
	name: 'parallelFileTransfers',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	default: 8,
	description:
		'How many files are uploaded or downloaded at the same time. A lower number needs less memory and bandwidth. Unless set here, up to 32 files of less than 8 MB are uploaded at once.',
} satisfies INodeProperties;

const parallelRequests = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	default: 32,
	description:
		'How many requests are sent at the same time. Lower it if the service complains of too many requests.',
} satisfies INodeProperties;

const verifyFiles = {
	displayName: 'Verify Files',
	name: 'verifyFiles',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Off',
			value: 'off',
			description: 'Compare nothing. Even so, a download that breaks off is never output.',
		},
		{
			name: 'Size',
			value: 'size',
			description: 'Compare the size, where the service gives one',
		},
		{
			name: 'Size and Checksum',
			value: 'sizeAndChecksum',
			description: 'Compare the MD5 checksum as well, which costs n8n about 1.5 seconds per GB',
		},
	],
	default: 'size',
	description: 'How to check that each file arrived whole, by what the service says of it',
} satisfies INodeProperties;

/** How files are compared unless the operator sets it: by what the service states, and costs least. */
export function defaultFileCheck({ statesSizes }: Pick<Service, 'statesSizes'>): FileCheck {
	return statesSizes ? 'size' : 'sizeAndChecksum';
}

/**
 * n8n adds its own options (batching, proxy, timeout …) to the ones here. The defaults were chosen by measurement,
 * see `bench/README.md`.
 */
export function requestOptions(service: Service): INodeProperties {
	return {
		displayName: 'Request Options',
		name: 'requestOptions',
		type: 'collection',
		isNodeSetting: true,
		placeholder: 'Add Option',
		default: {},
		options: [
			parallelFileTransfers,
			parallelRequests,
			{ ...verifyFiles, default: defaultFileCheck(service) },
		],
	};
}

/** What holds for triggers and dropdowns, and what an operator does not set. */
export const defaultLimits = {
	parallelRequests: parallelRequests.default,
	parallelFileTransfers: parallelFileTransfers.default,
	parallelSmallUploads: 32,
};

/** The request options of a node; n8n itself reads them once for all items as well. */
export function readRequestOptions(
	context: IExecuteSingleFunctions,
	service: Service,
): RequestOptions {
	const set = context.getNodeParameter('requestOptions', {}) as Partial<RequestOptions>;
	const files = atOnce(set.parallelFileTransfers, defaultLimits.parallelFileTransfers);
	const check = verifyFiles.options.find(({ value }) => value === set.verifyFiles)?.value;
	return {
		parallelRequests: atOnce(set.parallelRequests, defaultLimits.parallelRequests),
		parallelFileTransfers: files,
		parallelSmallUploads:
			set.parallelFileTransfers === undefined ? defaultLimits.parallelSmallUploads : files,
		verifyFiles: (check as FileCheck | undefined) ?? defaultFileCheck(service),
	};
}

/** An expression or an import can set what the field would not take. */
function atOnce(value: unknown, otherwise: number): number {
	const number = Math.floor(Number(value ?? otherwise));
	return number >= 1 ? Math.min(number, MOST_AT_ONCE) : otherwise;
}
