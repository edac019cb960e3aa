import { PollContext } from 'n8n-core';
import type { IDataObject, INode, INodeExecutionData, INodeType, Workflow } from 'n8n-workflow';
import { additionalDataFor, nodeOf, workflowOf, type NodeRun } from './engine';
import { nodeTypes } from './installed';

/**
 * A trigger node in an active workflow. As in n8n, what it remembers lives in the memory of the process, and
 * n8n writes it to its database when the workflow is activated and when a poll emits, and only then. With
 * durable cursors (`N8N_POLLER_DURABLE_CURSORS_ENABLED`) it does so after every poll. What a poll gives whose
 * workflow was saved meanwhile is thrown away, unless it is the first of its workflow; n8n 1, which knows no
 * budget for polls either, emits all of it.
 */
export class PolledTrigger {
	private readonly node: INode;

	private readonly run: NodeRun;

	private readonly hasDurableCursors: boolean;

	private readonly isN8n1: boolean;

	private readonly budgetMs: number | undefined;

	private workflow: Workflow;

	private isActivated = false;

	/** Errors that were reported to n8n while the poll itself succeeded. */
	readonly reported: Error[] = [];

	/** What n8n has in its database, as JSON. */
	saved = '{}';

	/** @param budgetMs how long n8n says that a poll may take, if its scheduler runs it */
	constructor(
		run: NodeRun,
		{ hasDurableCursors = false, isN8n1 = false, budgetMs = undefined as number | undefined } = {},
	) {
		this.run = run;
		this.node = nodeOf(run);
		this.hasDurableCursors = hasDurableCursors;
		this.isN8n1 = isN8n1;
		this.budgetMs = budgetMs;
		this.workflow = this.loaded();
	}

	/** What the trigger remembers at the moment, as JSON. */
	get stored(): string {
		return JSON.stringify(this.workflow.staticData);
	}

	/** Puts something else into n8n's database and activates the workflow from it. */
	set stored(json: string) {
		this.saved = json;
		this.restart();
	}

	/** Ends n8n and starts it again: the workflow is activated from what was saved. */
	restart(): void {
		this.workflow = this.loaded();
		this.isActivated = false;
	}

	/** Changes parameters as an operator does who edits and saves the workflow: n8n then activates it again. */
	edit(parameters: IDataObject): void {
		this.node.parameters = { ...this.node.parameters, ...parameters } as INode['parameters'];
		this.restart();
	}

	/** Gives the node another credential. */
	useCredentials(credentials: NodeRun['credentials']): void {
		this.run.credentials = credentials;
		this.restart();
	}

	/** One poll of the active workflow. @returns the events' JSON; empty if no execution starts */
	async poll(): Promise<IDataObject[]> {
		const { workflow } = this;
		const isActivation = !this.isActivated;
		const output = await this.pollIn('trigger', workflow);
		const isCurrent = workflow === this.workflow;
		if (isActivation || (isCurrent && (output || this.hasDurableCursors))) {
			this.saved = JSON.stringify(workflow.staticData);
		}
		this.isActivated ||= isCurrent;
		if (!isCurrent && !isActivation && !this.isN8n1) return [];
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	/** "Fetch Test Event" in the editor. */
	async fetchTestEvent(): Promise<IDataObject[]> {
		const output = await this.pollIn('manual', this.workflow);
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	private loaded(): Workflow {
		const workflow = workflowOf(this.node, JSON.parse(this.saved) as IDataObject);
		workflow.id = 'watched';
		return workflow;
	}

	private async pollIn(
		mode: 'trigger' | 'manual',
		workflow: Workflow,
	): Promise<INodeExecutionData[][] | null> {
		const context = new PollContext(
			workflow,
			this.node,
			additionalDataFor(this.run.credentials),
			mode,
			'activate',
			undefined,
			(error: Error) => void this.reported.push(error),
		);
		if (this.isN8n1) delete (context as { getPollBudgetMs?: unknown }).getPollBudgetMs;
		const { budgetMs } = this;
		if (budgetMs !== undefined) Object.assign(context, { getPollBudgetMs: () => budgetMs });
		const type: INodeType = nodeTypes[this.run.type as keyof typeof nodeTypes];
		return await type.poll!.call(context);
	}
}
