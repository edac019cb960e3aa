import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { PolledTrigger } from '../support/poll';
import { Runner, type InputFile } from '../../readings/support/runner';
import type { Sandbox } from '../../../sandbox/index';

/** The field that decides how much of an answer comes out. */
const width = 'output';

/** What a trigger gives out stands beside the operations by this name. */
export const ofTheTrigger = 'trigger';

/** Runs operations and triggers, and keeps what each gives with the settings that a new node has. */
export class Collector extends Runner {
	/** What came out, by `resource operation`. */
	readonly outputs = new Map<string, IDataObject[]>();

	private readonly node: INodeType;

	private readonly triggers: PolledTrigger[] = [];

	constructor(sandbox: Sandbox, type: 'brightRiver' | 'skyfish', node: INodeType) {
		super(sandbox, type, {});
		this.node = node;
	}

	override async run(
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		...files: InputFile[]
	): Promise<INodeExecutionData[]> {
		const items = await super.run(resource, operation, parameters, ...files);
		if (!this.isAsNew(parameters)) return items;
		this.keep(
			`${resource} ${operation}`,
			items.map(({ json }) => json),
		);
		return items;
	}

	/** Lets a trigger of the service watch from now on. */
	async watch(parameters: IDataObject): Promise<void> {
		const type = `${this.node.description.name}Trigger`;
		const run = { type, parameters: parameters as never, credentials: this.credentials() };
		this.triggers.push(new PolledTrigger(run));
		await this.poll();
	}

	/** One poll of every trigger, with a search index that knows everything. */
	async poll(): Promise<void> {
		this.sandbox.brightRiver.refreshIndex();
		this.sandbox.skyfish.refreshIndex();
		for (const trigger of this.triggers) this.keep(ofTheTrigger, await trigger.poll());
	}

	private keep(name: string, items: IDataObject[]): void {
		this.outputs.set(name, [...(this.outputs.get(name) ?? []), ...items]);
	}

	/** Whether as much of the answer comes out as with a node that was just added. */
	private isAsNew({ [width]: chosen }: IDataObject): boolean {
		const field = this.node.description.properties.find(({ name }) => name === width);
		return chosen === undefined || chosen === field?.default;
	}
}
