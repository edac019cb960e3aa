/** The few parts of n8n's data that the host tests and the demo look at. */

export interface BinaryFile {
	/** Where n8n keeps the bytes; absent when they are in `data` (base64). */
	id?: string;
	data?: string;
	fileName?: string;
	mimeType: string;
	fileSize?: string;
	bytes?: number;
}

export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, BinaryFile>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface NodeError {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: Record<string, unknown>;
	messages?: string[];
}

/** One run of one node inside an execution. */
export interface NodeRun {
	startTime: number;
	executionTime: number;
	executionStatus?: string;
	data?: { main: Array<Item[] | null> };
	error?: NodeError;
	hints?: unknown[];
}

export type ExecutionStatus =
	'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled' | 'unknown';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: string;
	status: ExecutionStatus;
	startedAt: string;
	stoppedAt: string | null;
}

/** An execution with what each node put out: `runData[node name][run]`. */
export interface Execution extends ExecutionSummary {
	finished: boolean;
	runData: Record<string, NodeRun[]>;
	/** What ended the whole execution, if anything did. */
	error?: NodeError & { node?: { name: string } };
	lastNodeExecuted?: string;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, Item[]>;
	[property: string]: unknown;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
	active: boolean;
}

/** A node's description as the editor gets it. */
export interface NodeTypeDescription {
	name: string;
	displayName: string;
	version: number | number[];
	group: string[];
	properties: Array<Record<string, unknown>>;
	credentials?: Array<{ name: string; required?: boolean }>;
	[property: string]: unknown;
}
