import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One operation as its file declares it: the entry in the dropdown with its route, and its fields. */
export interface Operation {
	option: INodePropertyOptions & { value: string; action: string; description: string };
	fields: INodeProperties[];
}

/** One resource with all that can be done with it. */
export interface Resource {
	/** Its value in the resource dropdown. */
	name: string;
	/** In the order of the dropdown. */
	operations: Operation[];
	/** Value of the operation that is chosen at first. */
	byDefault: string;
}

/**
 * The properties of a node: the operation dropdown of each resource, and every field, shown only where an
 * operation that has it is chosen. A field that several operations have is one property: n8n reads every
 * property of that name for every item, and each time anew what an expression in it gives.
 */
export function describeResources(resources: Resource[]): INodeProperties[] {
	return [
		...resources.map(operationDropdown),
		...inOrder(resources).flatMap((field) =>
			usersOf(field, resources).map((show) => shownFor(field, show)),
		),
	];
}

function operationDropdown({ name, operations, byDefault }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [name] } },
		options: operations.map(({ option }) => option),
		default: byDefault,
	};
}

/** n8n's own `updateDisplayOptions` copies whatever is there, which takes long for so many fields. */
function shownFor(field: INodeProperties, shown: Shown): INodeProperties {
	const { show, ...others } = field.displayOptions ?? {};
	return { ...field, displayOptions: { ...others, show: { ...show, ...shown } } };
}

/** Every field once, so that each operation shows its fields in the order in which it lists them. */
function inOrder(resources: Resource[]): INodeProperties[] {
	const lists = resources.flatMap(({ operations }) => operations.map(({ fields }) => fields));
	const placed = new Set<INodeProperties>();
	const underway = new Set<INodeProperties>();
	const place = (field: INodeProperties) => {
		if (placed.has(field) || underway.has(field)) return;
		underway.add(field);
		for (const list of lists.filter((fields) => fields.includes(field))) {
			list.slice(0, list.indexOf(field)).forEach(place);
		}
		placed.add(field);
	};
	lists.flat().forEach(place);
	return [...placed];
}

/** Resources and operations that n8n is to show a field for: all pairs of the two. */
type Shown = { resource: string[]; operation: string[] };

/**
 * Where a field is used, in as few parts as possible: resources go together where no pair of theirs is an
 * operation that does not have the field.
 */
function usersOf(field: INodeProperties, resources: Resource[]): Shown[] {
	const has = ({ fields }: Operation) => fields.includes(field);
	const parts: Array<{ members: Resource[]; operations: Set<string> }> = [];
	for (const resource of resources) {
		const using = resource.operations.filter(has).map(({ option }) => option.value);
		if (using.length === 0) continue;
		const fits = ({ members, operations }: (typeof parts)[number]) => {
			const together = new Set([...operations, ...using]);
			return [...members, resource].every((member) =>
				member.operations.every((one) => has(one) || !together.has(one.option.value)),
			);
		};
		const part = parts.find(fits) ?? parts[parts.push({ members: [], operations: new Set() }) - 1];
		part.members.push(resource);
		using.forEach((operation) => part.operations.add(operation));
	}
	return parts.map(({ members, operations }) => ({
		resource: members.map(({ name }) => name),
		operation: [...operations],
	}));
}
