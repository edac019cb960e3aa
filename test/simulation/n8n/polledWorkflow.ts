import type { IDataObject, INode, INodeExecutionData, INodeType } from 'n8n-workflow';
import type { Activity } from '../network/activity';
import { pollContext, UNSCHEDULED_BUDGET_MS, type Host } from './pollContext';

/** How n8n is set up where a workflow runs. */
export interface HostKind {
	/** n8n 1 emits what the poll of a superseded version gives; n8n 2 throws it away. */
	version: 1 | 2;
	/** Whether what a trigger remembers is saved after every poll that changes it. */
	hasDurableCursors: boolean;
	/** How long a poll may take that is no activation, where n8n's version says it. */
	budgetMs: number;
}

/** One poll as it went. */
export interface PollOutcome {
	activity: Activity;
	startedAt: number;
	endedAt: number;
	/** What started the workflow; `undefined` if nothing did. */
	events?: IDataObject[];
	/** Why it failed. */
	error?: Error;
	/** Errors that it reported for single things. */
	reported: Error[];
	/** Whether it was the first of its version of the workflow. */
	isActivation: boolean;
	/** Whether its version was no longer the current one when it ended. */
	isSuperseded: boolean;
	/** Whether n8n saved what the trigger remembers. */
	isSaved: boolean;
	/** Whether the trigger remembers something else than before; not if it left what it found to the next poll. */
	isChanged: boolean;
	/** What n8n has in its database afterwards, as JSON. */
	saved: string;
	/** Which edit of the workflow it ran with, counted from 0. */
	generation: number;
}

/** A version of the workflow as it is in the memory of the process. */
interface Loaded {
	generation: number;
	node: INode;
	staticData: IDataObject;
	isActive: boolean;
	/** Whether its first poll is under way. */
	isStarting: boolean;
}

let processes = 0;

function newProcess(): number {
	return ++processes;
}

/**
 * An active workflow that begins with a trigger, and n8n around it: `active-workflow-manager.js`,
 * `poll-trigger-executor.js` and, for n8n 1, `active-workflows.js`. What the trigger remembers lives in the memory
 * of the process; n8n writes it to its database when a poll emits and when an activation has succeeded.
 */
export class PolledWorkflow {
	/** What n8n has in its database, as JSON. */
	saved = '{}';

	/** How often the workflow was edited. */
	private edits = 0;

	/** Which process it is in: the node may remember something for as long as one lives. */
	private process = newProcess();

	private loaded: Loaded;

	readonly id: string;

	private readonly type: INodeType;

	private node: INode;

	private readonly host: Host & { now(): number };

	private readonly kind: HostKind;

	constructor(
		id: string,
		type: INodeType,
		node: INode,
		host: Host & { now(): number },
		kind: HostKind,
	) {
		this.id = id;
		this.type = type;
		this.node = node;
		this.host = host;
		this.kind = kind;
		this.loaded = this.load();
	}

	get parameters(): INode['parameters'] {
		return this.node.parameters;
	}

	/** The name of its credential. */
	get credential(): string {
		return Object.values(this.node.credentials ?? {})[0].name;
	}

	/** What the trigger remembers at the moment, as JSON. */
	get remembered(): string {
		return JSON.stringify(this.loaded.staticData);
	}

	/** Whether a poll of it has succeeded since it was activated last. */
	get isActive(): boolean {
		return this.loaded.isActive;
	}

	/** n8n was ended and starts again: what it has is what it saved. */
	restart(): void {
		this.process = newProcess();
		this.loaded = this.load();
	}

	/** An operator edits the node and saves: n8n activates that version, from what it saved. */
	edit(change: { parameters?: IDataObject; credential?: string }): void {
		this.edits++;
		const [type] = Object.keys(this.node.credentials ?? {});
		const credentials = change.credential
			? { [type]: { id: change.credential, name: change.credential } }
			: this.node.credentials;
		const parameters = { ...this.node.parameters, ...change.parameters } as INode['parameters'];
		this.node = { ...this.node, parameters, credentials };
		this.loaded = this.load();
	}

	/** Whether n8n would poll now: until a version is active, there is no clock for it. */
	get canPoll(): boolean {
		return !this.loaded.isStarting;
	}

	/** One poll; the first one of a version activates it, and is tried again until it succeeds. */
	async poll(activity: Activity): Promise<PollOutcome> {
		// n8n reads the workflow anew for every attempt to activate it.
		if (!this.loaded.isActive) this.loaded = { ...this.load(), generation: this.loaded.generation };
		const { loaded } = this;
		const isActivation = !loaded.isActive;
		loaded.isStarting = isActivation;
		const reported: Error[] = [];
		const outcome = { activity, startedAt: this.host.now(), isActivation, reported };
		const context = pollContext(
			this.host,
			loaded.node,
			{
				id: `${this.id} in process ${this.process}`,
				version: this.kind.version,
				budgetMs: isActivation ? UNSCHEDULED_BUDGET_MS : this.kind.budgetMs,
			},
			loaded.staticData,
			activity,
			(error) => reported.push(error),
		);
		const { generation } = loaded;
		const end = (more: Partial<PollOutcome>): PollOutcome => ({
			...outcome,
			endedAt: this.host.now(),
			isSuperseded: !this.isCurrent(loaded),
			isSaved: false,
			isChanged: false,
			saved: this.saved,
			generation,
			...more,
		});
		const before = JSON.stringify(loaded.staticData);
		let output: INodeExecutionData[][] | null;
		try {
			output = await this.type.poll!.call(context);
		} catch (error) {
			return end({ error: error as Error });
		} finally {
			loaded.isStarting = false;
		}
		if (activity.isDead) return end({});
		const isCurrent = this.isCurrent(loaded);
		if (isCurrent) this.loaded.isActive = true;
		// Whether a version is the current one is looked at for polls by the clock alone.
		const isTaken = isCurrent || isActivation || this.kind.version === 1;
		const emits = output !== null && isTaken;
		const isChanged = JSON.stringify(loaded.staticData) !== before;
		const isCommitted = isCurrent && isChanged && this.kind.hasDurableCursors;
		const isSaved = emits || isActivation || isCommitted;
		if (isSaved) this.saved = JSON.stringify(loaded.staticData);
		const events = emits ? output?.[0].map(({ json }) => json) : undefined;
		return end({ events, isSaved, isChanged });
	}

	private isCurrent({ generation, staticData }: Loaded): boolean {
		return this.loaded.generation === generation && this.loaded.staticData === staticData;
	}

	private load(): Loaded {
		const staticData = JSON.parse(this.saved) as IDataObject;
		return {
			generation: this.edits,
			node: this.node,
			staticData,
			isActive: false,
			isStarting: false,
		};
	}
}

/** What helps to understand a failure after it: n8n saved what a poll remembers whose events came to nothing. */
export function noteOn({ isSaved, isSuperseded, events }: PollOutcome): string {
	return isSaved && isSuperseded && !events ? ' (n8n saved the memory of a replaced version)' : '';
}
