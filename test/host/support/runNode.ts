import { nodeType } from '../../../tools/checkout/packages.ts';
import type {
	BinaryFile,
	Item,
	NodeError,
	Workflow,
	WorkflowNode,
} from '../../../tools/n8n-host/n8nTypes.ts';
import type { World } from '../../../tools/world/world.ts';

/** An item to feed into a node; its files become n8n's binary data as after any other node. */
export interface InputItem {
	json?: Record<string, unknown>;
	/** By name of the binary field, usually `data`. */
	files?: Record<string, { fileName: string; mimeType: string; content: Buffer }>;
}

export interface RunNodeOptions {
	/** Default: one item with no fields. */
	input?: InputItem[];
	/** The node's type after the package's name; default `brightRiver`. */
	type?: string;
	/** The node's credentials by type; default the world's for Bright River. */
	credentials?: WorkflowNode['credentials'];
	/** Settings of the node beside its parameters, such as `{ onError: 'continueRegularOutput' }`. */
	settings?: Record<string, unknown>;
}

/** The node failed; `error` is what the editor shows. */
export class NodeFailedError extends Error {
	readonly error: NodeError;

	constructor(error: NodeError) {
		super([error.message, error.description].filter(Boolean).join(' '));
		this.error = error;
	}
}

const nodeName = 'Node';

/**
 * Runs one node of the package in the real n8n, with the world's credential: Manual Trigger →
 * (Code, where the input has files) → the node. Gives the items it puts out. Throws a
 * {@link NodeFailedError} when it fails.
 */
export async function runNode(
	world: Pick<World, 'rest' | 'credential'>,
	parameters: Record<string, unknown>,
	options: RunNodeOptions = {},
): Promise<Item[]> {
	const { rest } = world;
	// It stays: n8n deletes the files of an execution together with its workflow.
	const saved = await rest.createWorkflow(workflowOf(world, parameters, options));
	const execution = await rest.waitForExecution(await rest.runWorkflow(saved.id, startNode.name));
	const run = execution.runData[nodeName]?.[0];
	const error = run?.error ?? execution.error;
	if (error) throw new NodeFailedError(error);
	if (execution.status !== 'success')
		throw new Error(`The execution ended as ${execution.status}.`);
	return run?.data?.main[0] ?? [];
}

/** The bytes of a file in an item that {@link runNode} gave. */
export async function fileIn({ rest }: Pick<World, 'rest'>, item: Item, field = 'data') {
	const file: BinaryFile | undefined = item.binary?.[field];
	if (!file) throw new Error(`The item has no file in "${field}": ${JSON.stringify(item)}`);
	return file.id ? await rest.binaryData(file.id) : Buffer.from(file.data ?? '', 'base64');
}

function workflowOf(
	{ credential }: Pick<World, 'credential'>,
	parameters: Record<string, unknown>,
	{ input = [{}], type = 'brightRiver', settings = {}, credentials }: RunNodeOptions,
): Workflow {
	const hasFiles = input.some(({ files }) => files !== undefined);
	const node: WorkflowNode = {
		...settings,
		id: 'node',
		name: nodeName,
		type: nodeType(type),
		typeVersion: 1,
		position: [400, 0],
		parameters,
		credentials: credentials ?? { brightRiverApi: credential },
	};
	const link = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	return {
		name: `Run ${type}: ${String(parameters.resource)}, ${String(parameters.operation)}`,
		nodes: [startNode, ...(hasFiles ? [filesNode] : []), node],
		connections: hasFiles
			? { [startNode.name]: link(filesNode.name), [filesNode.name]: link(nodeName) }
			: { [startNode.name]: link(nodeName) },
		pinData: { [startNode.name]: input.map(pinned) },
		settings: { executionOrder: 'v1' },
	};
}

/** Pinned data holds JSON only: files travel in it as text until the Code node stores them. */
function pinned({ json = {}, files }: InputItem): Item {
	if (!files) return { json };
	const asText = Object.entries(files).map(([field, { content, ...file }]) => ({
		...file,
		field,
		base64: content.toString('base64'),
	}));
	return { json: { json, files: asText } };
}

/** Where a workflow of a test begins. */
export const startNode: WorkflowNode = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const filesNode: WorkflowNode = {
	id: 'files',
	name: 'Files',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	position: [200, 0],
	parameters: {
		jsCode: `const items = [];
for (const { json } of $input.all()) {
	if (!json.files) { items.push({ json }); continue; }
	const binary = {};
	for (const { field, base64, fileName, mimeType } of json.files) {
		binary[field] = await this.helpers.prepareBinaryData(Buffer.from(base64, 'base64'), fileName, mimeType);
	}
	items.push({ json: json.json, binary });
}
return items;`,
	},
};
