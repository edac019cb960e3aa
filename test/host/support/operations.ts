import { nodeType } from '../../../tools/checkout/packages.ts';
import type { Item } from '../../../tools/n8n-host/n8nTypes.ts';
import type { HostWorld } from './hostWorld.ts';
import { runNode, type RunNodeOptions } from './runNode.ts';

/** A node's dropdown of operations. */
interface OperationProperty {
	name: string;
	options: Array<{ value: string }>;
	displayOptions: { show: { resource: string[] } };
}

/** A resource locator "By ID". */
export const byId = (id: unknown) => ({ __rl: true, mode: 'id', value: String(id) });

/** Runs operations of one node and notes which ones ran. */
export class Operations {
	private readonly ran = new Set<string>();

	private readonly world: HostWorld;

	private readonly options: RunNodeOptions;

	/** @param options the node's type and, unless it is the world's own, its credential */
	constructor(world: HostWorld, options: RunNodeOptions = {}) {
		this.world = world;
		this.options = options;
	}

	/** Runs an operation once in the real n8n. @returns the items it puts out */
	async run(
		resource: string,
		operation: string,
		parameters: Record<string, unknown> = {},
		input?: RunNodeOptions['input'],
	): Promise<Item[]> {
		const items = await runNode(
			this.world,
			{ resource, operation, ...parameters },
			{ ...this.options, ...(input ? { input } : {}) },
		);
		this.ran.add(`${resource} ${operation}`);
		return items;
	}

	/** The operations that the node offers in n8n and that did not run. */
	async missing(): Promise<string[]> {
		const type = nodeType(this.options.type ?? 'brightRiver');
		const node = (await this.world.rest.nodeTypes()).find(({ name }) => name === type);
		if (!node) throw new Error(`n8n has no node ${type}`);
		return (
			(node.properties as unknown as OperationProperty[])
				.filter(({ name }) => name === 'operation')
				.flatMap(({ options, displayOptions }) =>
					options.map(({ value }) => `${displayOptions.show.resource[0]} ${value}`),
				)
				// n8n adds "Custom API Call" to every resource: that is its own HTTP Request node.
				.filter((operation) => !operation.endsWith('__CUSTOM_API_CALL__'))
				.filter((operation) => !this.ran.has(operation))
		);
	}
}
