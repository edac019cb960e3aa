import type {
	IDataObject,
	INodeExecutionData,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import type { Resource } from '../../../nodes/shared/operation/define';
import type { FaultList, RecordedRequest } from '../../../sandbox/index';

/** What the service answers to one request: a status alone, or a body with status 200. */
export type Answer = { status: number } | { body: unknown };

/** One operation: what the operator fills in, what must go out, and what must come out. */
export interface OperationCase {
	resource: string;
	operation: string;
	parameters: IDataObject;
	/** Requests in order, each with the answer it gets. */
	requests: Array<{ method: string; path: string; body?: unknown; answer: Answer }>;
	items: Array<INodeExecutionData['json']>;
	/** Tells two cases of one operation apart. */
	label?: string;
}

/** One side of the sandbox, as far as the table needs it. */
interface Service {
	faults: FaultList;
	requests: RecordedRequest[];
}

/** Makes the service answer as the case says, runs the operation, and compares both ends. */
export async function checkOperation(
	{ resource, operation, parameters, requests, items }: OperationCase,
	service: Service,
	run: (parameters: IDataObject) => Promise<INodeExecutionData[]>,
	headers: Record<string, unknown>,
): Promise<void> {
	for (const { method, path, answer } of requests) {
		const match = { server: 'api', method, path };
		if ('status' in answer) {
			service.faults.add({ ...match, kind: 'status', status: answer.status });
		} else {
			const body = JSON.stringify(answer.body);
			service.faults.add({ ...match, kind: 'body', contentType: 'application/json', body });
		}
	}

	const output = await run({ resource, operation, ...parameters });

	expect(output.map(({ json }) => json)).toEqual(items);
	for (const { pairedItem } of output) expect(pairedItem).toEqual({ item: 0 });
	const sent = service.requests.filter(({ path }) => !path.endsWith('/userpasshmac'));
	expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual(
		requests.map(({ method, path, body }) => ({ method, path, body })),
	);
	for (const one of sent) {
		expect(one.headers).toMatchObject({ ...headers, accept: 'application/json' });
		if (one.body === undefined) continue;
		expect(one.headers['content-type']).toBe('application/json');
		expect(Number(one.headers['content-length'])).toBeGreaterThan(0);
	}
}

/**
 * The requests of the cases that no operation declares, and the calls that an operation declares and that go
 * out in none of its cases.
 *
 * @param cases what goes out in each, which `checkOperation` has compared with the wire
 */
export function undeclaredCalls(resources: Resource[], cases: OperationCase[]) {
	const declared = resources.flatMap(({ value, operations }) =>
		operations.map((one) => ({
			name: `${value} ${one.value}`,
			calls: [one.call, ...(one.also ?? [])].filter((call) => call.includes(' /')),
		})),
	);
	const isSent = (call: string, { method, path }: { method: string; path: string }) =>
		patternOf(call).test(`${method} ${path.replace(/\?.*$/, '')}`);
	return declared.flatMap(({ name, calls }) => {
		const own = cases.filter(({ resource, operation }) => `${resource} ${operation}` === name);
		const requests = own.flatMap((one) => one.requests);
		const undeclared = requests.filter((request) => !calls.some((call) => isSent(call, request)));
		const unsent = calls.filter((call) => !requests.some((request) => isSent(call, request)));
		return [
			...undeclared.map(({ method, path }) => `${name} sends ${method} ${path} undeclared`),
			...(own.length > 0 ? unsent.map((call) => `${name} never sends ${call}`) : []),
		];
	});
}

/** A declared call as a pattern for what goes out. */
function patternOf(call: string): RegExp {
	const escaped = call.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
	return new RegExp(`^${escaped}$`);
}

/** Every operation of a node, as `resource operation`. */
export function declaredOperations({ description }: INodeType): string[] {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) =>
			(options as INodePropertyOptions[]).map(
				({ value }) => `${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
			),
		)
		.sort();
}
