import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

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
