import { N8nRestError, type N8nRest } from '../../tools/n8n-host/n8nRest.ts';
import type { Execution, Item, Workflow, WorkflowNode } from '../../tools/n8n-host/n8nTypes.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';

/** A node as it is put to the test: what to run, with which settings. */
export type TestedNode = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

export interface TimedRun {
	/** The node's own time as n8n writes it down (`executionTime`), without the rest of the execution. */
	milliseconds: number;
	items: Item[];
}

const runWithinMs = 600_000;
/** Seldom, so that the questions take little of the time that is measured. */
const askEveryMs = 300;
const tooBusy = 503;
const startName = 'Start';
const nodeName = 'Node';

/**
 * Runs one node once in n8n: Manual Trigger with the given items → the node. The workflow, and with it
 * the files that the node made, is deleted afterwards unless `keep` is set. Throws when the node fails.
 */
export async function timeNode(
	rest: N8nRest,
	node: TestedNode,
	input: Item[],
	keep = false,
): Promise<TimedRun> {
	const { id } = await rest.createWorkflow(workflowOf(node, input));
	const execution = await ended(rest, await rest.runWorkflow(id, startName));
	const run = execution.runData[nodeName]?.[0];
	const error = run?.error ?? execution.error;
	if (error) throw new Error([error.message, error.description].filter(Boolean).join(' '));
	if (!run || execution.status !== 'success') {
		throw new Error(`The execution of ${node.type} ended as ${execution.status}.`);
	}
	if (!keep) await rest.deleteWorkflow(id);
	return { milliseconds: run.executionTime, items: run.data?.main[0] ?? [] };
}

/** Waits for the end of an execution, also of one that keeps n8n too busy to answer. */
async function ended(rest: N8nRest, executionId: string): Promise<Execution> {
	const ask = async () => {
		try {
			const execution = await rest.getExecution(executionId);
			return Boolean(execution.stoppedAt) && execution;
		} catch (error) {
			if (error instanceof N8nRestError && error.status === tooBusy) return false;
			throw error;
		}
	};
	const options = { timeoutMs: runWithinMs, everyMs: askEveryMs };
	return await waitUntil(`execution ${executionId} to end`, ask, options);
}

function workflowOf(node: TestedNode, input: Item[]): Workflow {
	return {
		name: `Benchmark: ${node.type}`,
		nodes: [
			{
				id: 'start',
				name: startName,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{ ...node, id: 'node', name: nodeName, position: [200, 0] },
		],
		connections: { [startName]: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } },
		// n8n takes a trigger's pinned items, with the files they refer to, for what it put out.
		pinData: { [startName]: input },
		settings: { executionOrder: 'v1' },
	};
}
