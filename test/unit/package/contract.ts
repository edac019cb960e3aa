import type { INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';

/** The strings that saved workflows hold of one node. */
export interface NodeContract {
	credentials: string[];
	/** Parameter paths, e.g. `additionalFields.tags`, under `resource operation`, or `*` where there are none. */
	parameters: Record<string, string[]>;
}

/** Reads out of a node's description what must never be removed or renamed. */
export function contractOf({ description }: INodeType): NodeContract {
	const operations = description.properties.flatMap(placesOfOptions);
	const parameters: Record<string, string[]> = Object.fromEntries(
		operations.map((place) => [place, []]),
	);
	for (const property of description.properties) {
		if (property.name === 'resource' || property.name === 'operation') continue;
		// A text that is shown has no value that a workflow could hold.
		if (property.type === 'notice') continue;
		// A field is shown for all pairs of its resources and operations: not all of them exist.
		for (const place of placesOf(property)) {
			if (place === '*') parameters[place] ??= [];
			parameters[place]?.push(...pathsOf(property));
		}
	}
	for (const [place, paths] of Object.entries(parameters)) {
		parameters[place] = [...new Set(paths)].sort();
	}
	return {
		credentials: (description.credentials ?? []).map(({ name }) => name),
		parameters: Object.fromEntries(Object.entries(parameters).sort()),
	};
}

function placesOfOptions({ name, options, displayOptions }: INodeProperties): string[] {
	if (name !== 'operation') return [];
	const [resource] = displayOptions?.show?.resource ?? [];
	return (options as Array<{ value: string }>).map(({ value }) => `${String(resource)} ${value}`);
}

function placesOf({ displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	if (resource.length === 0) return ['*'];
	return resource.flatMap((one) => operation.map((other) => `${String(one)} ${String(other)}`));
}

/** The path of a parameter, of what is inside it, and of the values that can be chosen. */
function pathsOf(property: INodeProperties, prefix = ''): string[] {
	const path = `${prefix}${property.name}`;
	const inside = (property.options ?? []).flatMap((option) => {
		if ('values' in option) {
			const { name, values } = option as INodePropertyCollection;
			return values.flatMap((value) => pathsOf(value, `${path}.${name}.`));
		}
		if ('type' in option) return pathsOf(option, `${path}.`);
		return [`${path}=${String((option as { value: unknown }).value)}`];
	});
	const modes = (property.modes ?? []).map(({ name }) => `${path}:${name}`);
	return [path, ...modes, ...inside];
}
