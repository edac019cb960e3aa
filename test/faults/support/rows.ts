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

/** The row of an operation that is JSON alone, from the case that says what it sends. */
export function rowOf(
	service: Row['service'],
	run: (
		origins: Origins,
		parameters: NodeRun['parameters'],
		input?: INodeExecutionData[],
	) => NodeRun,
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
