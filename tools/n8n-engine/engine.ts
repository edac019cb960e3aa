import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { nodeType } from '../checkout/packages.ts';
import { createRunExecutionData, Workflow } from './n8nWorkflow.cjs';

/** What is installed in n8n, by name without the package, e.g. `brightRiver`, `brightRiverApi`. */
export interface Installed {
	/** As {@link prepared} makes them. */
	nodeTypes: Record<string, INodeType>;
	credentialTypes: Record<string, ICredentialType>;
}

export interface NodeRun {
	/** Name of the node type without the package, e.g. `brightRiver`. */
	type: string;
	parameters: INode['parameters'];
	credentials: Record<string, ICredentialDataDecryptedObject>;
	input?: INodeExecutionData[];
	/** The same for executions of the same node in the same workflow; by default each has its own. */
	nodeId?: string;
	onError?: INode['onError'];
	/** Other settings of the node, e.g. how often n8n tries it. */
	settings?: Partial<INode>;
	/** Resolves with the running execution, so that a test can cancel it. */
	onStart?: (execution: { cancel(): void }) => void;
}

const nodeName = 'Node under test';

/** Runs one node in n8n's engine and gives the whole run. */
export async function execute(installed: Installed, run: NodeRun): Promise<IRun> {
	const node = nodeOf(run);
	const workflow = workflowOf(installed, node);
	const input = run.input ?? [{ json: {} }];
	const data = createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			nodeExecutionStack: [{ node, data: { main: [input] }, source: null }],
			waitingExecution: {},
			waitingExecutionSource: {},
		},
		resultData: { runData: {} },
	});
	const execution = new WorkflowExecute(
		additionalDataFor(installed, run.credentials),
		'trigger',
		data,
	).processRunExecutionData(workflow);
	run.onStart?.(execution);
	return await execution;
}

/**
 * Runs one node and gives its output items.
 *
 * @param output 0 for the main output, 1 for the error output
 * @throws the node's error
 */
export async function runNode(
	installed: Installed,
	run: NodeRun,
	output = 0,
): Promise<INodeExecutionData[]> {
	const { data } = await execute(installed, run);
	const [task] = data.resultData.runData[nodeName] ?? [];
	const error = task?.error ?? data.resultData.error;
	// n8n keeps a copy of the error, which is no Error any more.
	if (error) throw Object.assign(new Error(error.message), error);
	return task.data?.main[output] ?? [];
}

/** The node as it stands in a workflow. */
export function nodeOf({
	type,
	parameters,
	credentials,
	nodeId,
	onError,
	settings,
}: NodeRun): INode {
	return {
		...settings,
		id: nodeId ?? randomUUID(),
		name: nodeName,
		type: nodeType(type),
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		onError,
	};
}

/** A workflow of this node alone. */
export function workflowOf({ nodeTypes }: Installed, node: INode, staticData = {}): Workflow {
	const typeNamed = (name: string): INodeType => {
		// n8n makes of a node that agents can use a second one, whose name has this at its end.
		const known = name.split('.').pop()!.replace(/Tool$/, '');
		return nodeTypes[known];
	};

	return new Workflow({
		id: `workflow-${node.id}`,
		nodes: [node],
		connections: {},
		nodeTypes: {
			getByName: (name: string) => typeNamed(name),
			getByNameAndVersion: (name: string) => typeNamed(name),
			getKnownTypes: () => ({}),
		},
		active: false,
		staticData,
		settings: { executionOrder: 'v1' },
	});
}

/** What n8n's server gives to the engine, as far as a node needs it. */
export function additionalDataFor(
	{ credentialTypes }: Installed,
	credentials: Record<string, ICredentialDataDecryptedObject>,
): IWorkflowExecuteAdditionalData {
	const executionId = randomUUID();
	return {
		executionId,
		hooks: new ExecutionLifecycleHooks('trigger', executionId, {} as never),
		credentialsHelper: credentialsHelperFor(credentialTypes, credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
	} as unknown as IWorkflowExecuteAdditionalData;
}

function credentialsHelperFor(
	credentialTypes: Installed['credentialTypes'],
	credentials: Record<string, ICredentialDataDecryptedObject>,
): IWorkflowExecuteAdditionalData['credentialsHelper'] {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_data: unknown, _details: unknown, type: string) => ({
			...credentials[type],
		}),
		getCredentials: async () => {
			throw new Error('not used by these nodes');
		},
		authenticate: async (data: ICredentialDataDecryptedObject, type: string, request: object) =>
			await sign(credentialTypes[type], data, request as never),
		// As n8n does it: where the expiring field is empty, or after a 401.
		preAuthentication: async (
			context: IHttpRequestHelper,
			data: ICredentialDataDecryptedObject,
			name: string,
			_node: INode,
			expired: boolean,
		) => {
			const type = credentialTypes[name];
			const field = type.properties.find(({ typeOptions }) => typeOptions?.expirable);
			if (!field || !type.preAuthentication || (data[field.name] && !expired)) return undefined;
			const renewed = await type.preAuthentication.call(context, data);
			Object.assign(credentials[name], renewed);
			return renewed as ICredentialDataDecryptedObject;
		},
		getCredentialsProperties: (type: string) => credentialTypes[type].properties,
	} as unknown as IWorkflowExecuteAdditionalData['credentialsHelper'];
}

async function sign(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	// Data that n8n itself would lay into the request; our credentials bring a function.
	if (typeof type.authenticate !== 'function') throw new Error(`${type.name} has no function`);
	return await type.authenticate(data, request);
}
