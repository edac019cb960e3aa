import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import { nodeType } from '../../../tools/checkout/packages.ts';
import type { World } from '../../../tools/world/world.ts';

/** A node's description as n8n has it, with which fields belong to which operation. */
export class DescribedNode {
	readonly description: INodeTypeDescription;

	constructor(description: INodeTypeDescription) {
		this.description = description;
	}

	/** @param name the node's name without the package's, such as `brightRiver` */
	static async of({ rest }: Pick<World, 'rest'>, name: string): Promise<DescribedNode> {
		const type = nodeType(name);
		const found = (await rest.nodeTypes()).find((node) => node.name === type);
		if (!found) throw new Error(`n8n has no node ${type}`);
		return new DescribedNode(found as unknown as INodeTypeDescription);
	}

	/** The choices of a dropdown that belongs to these values. */
	choices(parameter: string, values: INodeParameters) {
		const property = this.shown(values).find(({ name }) => name === parameter);
		if (!property) throw new Error(`There is no field ${parameter}`);
		return (property.options ?? []) as Array<{ name: string; value: string; action?: string }>;
	}

	/** What a choice of a dropdown stands for. */
	valueOf(parameter: string, name: string, values: INodeParameters): string {
		const choice = this.choices(parameter, values).find((one) => one.name === name);
		if (!choice) throw new Error(`"${name}" is no choice of ${parameter}`);
		return choice.value;
	}

	/** Every operation with its resource, in the order of the dropdowns. */
	operations() {
		return this.choices('resource', {})
			.filter(isOurs)
			.flatMap((resource) =>
				this.choices('operation', { resource: resource.value })
					.filter(isOurs)
					.map((operation) => ({ resource, operation })),
			);
	}

	/** The names of the fields that the panel has to show for these values, from top to bottom. */
	fields(values: INodeParameters): string[] {
		return this.shown(values).map(({ displayName }) => displayName);
	}

	private shown(values: INodeParameters) {
		const { description } = this;
		const node = { typeVersion: 1 };
		const { properties } = description;
		const all =
			NodeHelpers.getNodeParameters(properties, values, true, false, node, description) ?? {};
		return properties.filter(
			(property) =>
				property.type !== 'hidden' &&
				property.type !== 'notice' &&
				property.name !== 'requestOptions' &&
				NodeHelpers.displayParameter(all, property, node, description),
		);
	}
}

/** n8n adds "Custom API Call" to every resource: that is its own HTTP Request node. */
function isOurs({ value }: { value: string }): boolean {
	return value !== '__CUSTOM_API_CALL__';
}
