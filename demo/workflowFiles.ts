import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageName } from '../test/n8n-host/projectFolder.ts';
import type { Workflow, WorkflowNode } from '../test/n8n-host/n8nTypes.ts';

/** The importable examples in `workflows/`. */
export type WorkflowName = 'send-photos' | 'accept-offers' | 'collect-results';

/** What a person fills in after importing an example. */
export interface FilledIn {
	credential: { id: string; name: string };
	/** How often triggers look, in seconds (1 to 60); without it as the file says. */
	pollSeconds?: number;
	/** Where `collect-results` writes to. */
	resultsFolder?: string;
}

/** The fields of an "Edit Fields" node. */
interface SetFields {
	assignments: Array<{ name: string; value: unknown }>;
}

/** The address, below n8n's own, of the form in `send-photos`. */
export const formPath = '/form/photos-to-be-edited';

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
				type: `${packageName}.brightRiverTrigger`,
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

function fillInNode(node: WorkflowNode, values: FilledIn): WorkflowNode {
	const filled = structuredClone(node);
	if (node.type.startsWith(`${packageName}.`)) {
		filled.credentials = { brightRiverApi: values.credential };
	}
	if (filled.parameters.pollTimes && values.pollSeconds !== undefined) {
		filled.parameters.pollTimes = everySeconds(values.pollSeconds);
	}
	if (values.resultsFolder !== undefined) {
		const fields = filled.parameters.assignments as SetFields | undefined;
		for (const field of fields?.assignments ?? []) {
			if (field.name === 'folder') field.value = values.resultsFolder;
		}
	}
	return filled;
}
