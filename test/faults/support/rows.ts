import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import type { OperationCase } from '../../engine/support/operationTable';
import type { NodeRun } from '../../engine/support/engine';
import type { RowStep } from './rules';
import type { Origins } from './scriptedService';

/** A row of the matrix: one operation with what it asks for, or one poll of a trigger. */
export interface Row {
	/** `resource operation`, as the node declares it. */
	operation: string;
	/** Tells two rows of one operation apart. */
	label?: string;
	/** Name of the service as its errors must have it. */
	service: 'Bright River' | 'Skyfish';
	steps: (origins: Origins) => RowStep[];
	run: (origins: Origins) => NodeRun;
	/** Of a trigger: the steps of a first poll, which takes stock and goes well. */
	firstSteps?: number;
}

/** Makes the run of a node out of an operation's parameters. */
export type Runner = (
	origins: Origins,
	parameters: NodeRun['parameters'],
	input?: INodeExecutionData[],
) => NodeRun;

/** The row of an operation that is JSON alone, from the case that says what it sends. */
export function rowOf(
	service: Row['service'],
	run: Runner,
	{ resource, operation, label, parameters, requests }: OperationCase,
	due: (path: string, method: string) => Partial<RowStep> = () => ({}),
): Row {
	const steps = requests.map(({ method, path, answer }): RowStep => {
		const isSearch = method === 'POST' && path === '/search';
		const body = 'body' in answer ? answer.body : undefined;
		return {
			server: 'api',
			method,
			path,
			answer: 'status' in answer ? { status: answer.status } : { body },
			repeatable: method !== 'POST' || isSearch,
			due: dueAs(body),
			...due(path, method),
		};
	});
	return {
		operation: `${resource} ${operation}`,
		label,
		service,
		steps: () => steps,
		run: (origins) => run(origins, { resource, operation, ...parameters } as never),
	};
}

/** What the documents' answer is tells what is due. */
function dueAs(body: unknown): RowStep['due'] {
	if (Array.isArray(body)) return 'list';
	if (typeof body === 'number') return 'number';
	const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0;
	return isEmpty ? 'nothing' : 'object';
}

/** A request that reads something out of a JSON answer. */
export const get = (
	path: string | RegExp,
	body: unknown,
	more: Partial<RowStep> = {},
): RowStep => ({
	server: 'api',
	method: 'GET',
	path,
	answer: { body },
	repeatable: true,
	due: 'object',
	isRead: true,
	...more,
});

/** A request that may do something twice. */
export const post = (path: string, body: unknown, more: Partial<RowStep> = {}): RowStep =>
	get(path, body, { method: 'POST', repeatable: false, ...more });

/** What is uploaded and downloaded. */
export const photo = Buffer.alloc(30_000, 'photo');
export const photoMd5 = createHash('md5').update(photo).digest('hex');

/** A request whose answer is a file. */
export const file = (
	path: string,
	contentType = 'image/jpeg',
	more: Partial<RowStep> = {},
): RowStep =>
	get(path, undefined, {
		server: 'storage',
		answer: { body: photo, headers: { 'content-type': contentType } },
		due: 'file',
		...more,
	});

/** An operation on files: its name, a label, its parameters, what it asks for, and what comes in. */
export type FileRow = [
	operation: string,
	label: string,
	parameters: object | ((origins: Origins) => object),
	steps: (origins: Origins) => RowStep[],
	input?: INodeExecutionData[],
];

export function rowOfFiles(
	service: Row['service'],
	run: Runner,
	[name, label, parameters, steps, input]: FileRow,
): Row {
	const [resource, operation] = name.split(' ');
	return {
		operation: name,
		label,
		service,
		steps,
		run: (origins) => {
			const own = typeof parameters === 'function' ? parameters(origins) : parameters;
			return run(origins, { resource, operation, ...own } as never, input);
		},
	};
}
