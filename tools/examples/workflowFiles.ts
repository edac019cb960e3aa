import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeType, ourNode } from '../checkout/packages.ts';
import type { Workflow, WorkflowNode } from '../n8n-host/n8nTypes.ts';

/** The importable examples in `workflows/`. */
export type WorkflowName =
	| 'send-photos'
	| 'upload-by-ftp'
	| 'edit-a-folder'
	| 'wait-for-results'
	| 'accept-offers'
	| 'overdue-offers'
	| 'collect-results'
	| 'publish-by-name'
	| 'review-results'
	| 'report-open-jobs'
	| 'skyfish-to-bright-river'
	| 'bright-river-to-skyfish'
	| 'ask-the-agent'
	| 'check-my-account';

/** A saved credential, as nodes refer to it. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** What a person fills in after importing an example. */
export interface FilledIn {
	/** For Bright River's nodes. */
	credential: CredentialReference;
	/** For the other nodes, by their type: `skyfishApi`, `ftp`, `smtp`, `openAiApi`. */
	otherCredentials?: Record<string, CredentialReference>;
	/** How often triggers look, in seconds (1 to 60); without it as the file says. */
	pollSeconds?: number;
	/** In place of the folder that the examples read and write in. */
	resultsFolder?: string;
	/** Up to how many files `accept-offers` asks nobody. */
	mostFiles?: number;
	/** What is chosen in single nodes, by the node's name. */
	parameters?: Record<string, Record<string, unknown>>;
}

/** The fields of an "Edit Fields" node. */
interface SetFields {
	assignments: Array<{ name: string; value: unknown }>;
}

/** The address, below n8n's own, of the form in `send-photos`. */
export const formPath = '/form/photos-to-be-edited';

/** The same of other examples. */
export const ftpFormPath = '/form/photos-by-ftp';
export const reviewFormPath = '/form/review-photos';
export const folderFormPath = '/form/folder-to-be-edited';
export const waitingFormPath = '/form/photos-to-wait-for';

/** The folder that the examples name: the one that n8n in Docker may write to. */
const filesFolder = '/home/node/.n8n-files';
/** The node that reads and writes there, and its parameters with paths. */
const diskNode = 'n8n-nodes-base.readWriteFile';
const pathParameters = ['fileName', 'fileSelector'];

/** An example as its file has it: without credentials. */
export function readWorkflow(projectFolder: string, name: WorkflowName): Workflow {
	const file = join(projectFolder, 'workflows', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as Workflow;
}

/** The example with what a person would fill in by hand; the one given stays as it is. */
export function fillIn(workflow: Workflow, values: FilledIn): Workflow {
	return { ...workflow, nodes: workflow.nodes.map((node) => fillInNode(node, values)) };
}

/** A workflow that starts at every status a job reaches, and does nothing with it. */
export function watchEveryStatus(): Workflow {
	return {
		name: 'Bright River: watch every status',
		nodes: [
			{
				id: 'every-status',
				name: 'Every status',
				type: nodeType('brightRiverTrigger'),
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					event: 'jobStatusChanged',
					watch: 'allJobs',
					statusGroups: [],
					statuses: [],
				},
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

/** Poll times for "every so many seconds". n8n refuses a step or a list of seconds, not fixed ones. */
export function everySeconds(seconds: number) {
	const item = [];
	for (let second = 0; second < 60; second += seconds) {
		item.push({ mode: 'custom', cronExpression: `${second} * * * * *` });
	}
	return { item };
}

/** The type of credential that a node of an example asks for, if it asks for one. */
export function credentialTypeOf({ type }: Pick<WorkflowNode, 'type'>): string | undefined {
	const node = ourNode(type);
	if (node) return node.startsWith('skyfish') ? 'skyfishApi' : 'brightRiverApi';
	if (type === 'n8n-nodes-base.ftp') return 'ftp';
	if (type === 'n8n-nodes-base.emailSend') return 'smtp';
	if (type === '@n8n/n8n-nodes-langchain.lmChatOpenAi') return 'openAiApi';
	return undefined;
}

function fillInNode(node: WorkflowNode, values: FilledIn): WorkflowNode {
	const filled = structuredClone(node);
	const type = credentialTypeOf(node);
	const credentials: Record<string, CredentialReference> = {
		brightRiverApi: values.credential,
		...values.otherCredentials,
	};
	if (type && credentials[type]) filled.credentials = { [type]: credentials[type] };
	if (filled.parameters.pollTimes && values.pollSeconds !== undefined) {
		filled.parameters.pollTimes = everySeconds(values.pollSeconds);
	}
	const { assignments = [] } = (filled.parameters.assignments ?? {}) as Partial<SetFields>;
	for (const field of assignments) {
		if (field.name === 'mostFiles') field.value = values.mostFiles ?? field.value;
	}
	if (node.type === diskNode && values.resultsFolder) {
		for (const name of pathParameters) {
			const path = filled.parameters[name];
			if (typeof path !== 'string') continue;
			filled.parameters[name] = path.replace(filesFolder, () => values.resultsFolder!);
		}
	}
	Object.assign(filled.parameters, values.parameters?.[node.name]);
	return filled;
}
