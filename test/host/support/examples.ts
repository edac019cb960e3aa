import {
	fillIn,
	readWorkflow,
	type FilledIn,
	type WorkflowName,
} from '../../../tools/examples/workflowFiles.ts';
import type { Execution, ExecutionSummary, Item } from '../../../tools/n8n-host/n8nTypes.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';
import type { HostWorld } from './hostWorld.ts';

const withinMs = 60_000;

/**
 * Imports an example as its file is, fills in what a person would, and activates it.
 * @returns the workflow's id
 */
export async function activateExample(
	world: HostWorld,
	name: WorkflowName,
	values: Partial<FilledIn> = {},
): Promise<string> {
	const { rest, credential, projectFolder, resultsFolder } = world;
	const workflow = readWorkflow(projectFolder, name);
	expect(JSON.stringify(workflow)).not.toContain('"credentials"');
	const saved = await rest.createWorkflow(
		fillIn(workflow, { credential, pollSeconds: 1, resultsFolder, ...values }),
	);
	await rest.activateWorkflow(saved);
	return saved.id;
}

/** One that waited keeps the time of that as its end when it goes on: only the status tells. */
function hasEnded({ status }: ExecutionSummary): boolean {
	return !['new', 'running', 'waiting'].includes(status);
}

/** Waits until so many executions of a workflow are there that `counts` counts. */
export async function executionsOf(
	world: HostWorld,
	workflowId: string,
	count: number,
	counts: (execution: ExecutionSummary) => boolean = hasEnded,
): Promise<Execution[]> {
	const found = await waitUntil(
		`${count} executions of ${workflowId}`,
		async () => {
			const executions = (await world.rest.listExecutions(workflowId)).filter(counts);
			return executions.length >= count && executions;
		},
		{ timeoutMs: withinMs },
	);
	return await Promise.all(found.map(async ({ id }) => await world.rest.getExecution(id)));
}

/** What a node put out in its last run, at one of its outputs. Throws what the execution failed of. */
export function outputOf({ runData, error }: Execution, node: string, output = 0): Item[] {
	if (error) throw new Error(`${error.node?.name}: ${error.message} ${error.description ?? ''}`);
	return runData[node]?.at(-1)?.data?.main[output] ?? [];
}
