import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeType } from 'n8n-workflow';
import { additionalDataFor, nodeOf, workflowOf, type NodeRun } from './engine';
import { nodeTypes } from './installed';

/** A trigger node in a saved workflow: what n8n keeps of it between polls is in `staticData`. */
export class PolledTrigger {
	private readonly node: INode;

	private readonly run: NodeRun;

	/** Errors that n8n was told of while the poll itself succeeded. */
	readonly reported: Error[] = [];

	/** As n8n stores it: JSON, so that nothing else survives a restart. */
	stored = '{}';

	constructor(run: NodeRun) {
		this.run = run;
		this.node = nodeOf(run);
	}

	/** Changes parameters as an operator does who edits and saves the workflow. */
	edit(parameters: IDataObject): void {
		this.node.parameters = { ...this.node.parameters, ...parameters } as INode['parameters'];
	}

	/** One poll of the active workflow. @returns the events' JSON; empty where no execution starts */
	async poll(): Promise<IDataObject[]> {
		return await this.pollIn('trigger');
	}

	/** "Fetch Test Event" in the editor. */
	async fetchTestEvent(): Promise<IDataObject[]> {
		return await this.pollIn('manual');
	}

	private async pollIn(mode: 'trigger' | 'manual'): Promise<IDataObject[]> {
		const workflow = workflowOf(this.node, JSON.parse(this.stored) as IDataObject);
		workflow.id = 'watched';
		const context = new PollContext(
			workflow,
			this.node,
			additionalDataFor(this.run.credentials),
			mode,
			'activate',
			undefined,
			(error: Error) => void this.reported.push(error),
		);
		const type: INodeType = nodeTypes[this.run.type as keyof typeof nodeTypes];
		const output = (await type.poll!.call(context)) as INodeExecutionData[][] | null;
		this.stored = JSON.stringify(workflow.staticData);
		return (output?.[0] ?? []).map(({ json }) => json);
	}
}
