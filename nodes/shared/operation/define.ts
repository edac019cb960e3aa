import type { INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { RequestParts } from '../client/client';
import type { Route } from '../client/route';
import { agentFiles } from './agentTool';
import { fileSource } from './fields';
import type { Item } from './item';
import type { Result } from './results';

/** One operation, as its resource declares it. */
export interface Operation {
	/** The name in the dropdown. */
	name: string;
	value: string;
	action: string;
	description: string;
	/** What somebody has to know before running it, shown above its fields. */
	notice?: string;
	/** The vendor's text that describes the call, and its chapter: `003, 5.8`, or `developer site`. */
	document: string;
	/** What it asks of the service, as the document writes it: this is what goes out. */
	call: Route;
	/** The calls that are made besides, before or after it. */
	also?: Route[];
	/** In the order in which they are shown. */
	fields: INodeProperties[];
	/** What goes along with the call besides what the fields themselves send (`routing.send`). */
	sends?: (item: Item) => RequestParts;
	/** What becomes of the answer. */
	gives?: Result;
	/**
	 * Whether `run` checks itself that the required fields are filled in, see `Item.requireFields`: an item that
	 * goes along with another one does not need them.
	 */
	checksFields?: boolean;
	/** For an operation with work of its own: all of it, instead of one call and what it gives. */
	run?: (item: Item) => Promise<INodeExecutionData[]>;
}

/**
 * An operation once more, as the "Get Many" of the resource that it gives: people look for a list there. Its value
 * is its own: with another resource's `getAll`, which wants an ID, that ID would be two properties of the node, see
 * `describeResources`.
 *
 * @param action what it does, for n8n's list of actions
 */
export function asGetMany(operation: Operation, action: string): Operation {
	return { ...operation, name: 'Get Many', value: 'getMany', action };
}

/** One resource with all that can be done with it. */
export interface Resource {
	/** Its name in the dropdown. */
	name: string;
	value: string;
	/** In the order of the dropdown. */
	operations: Operation[];
	/** Value of the operation that is chosen at first. */
	byDefault: string;
}

/**
 * The properties of a node: the resource dropdown, the operation dropdown of each resource, and every field,
 * shown only where an operation that has it is chosen. A field that several operations have is one property:
 * where n8n runs a node by its description, it computes an expression once more for each property of that name.
 */
export function describeResources(resources: Resource[], byDefault: string): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: byDefault,
			// With this, n8n hands what it runs by the description to `requestOperations.pagination`. Not in the options:
			// of those it finds none where an expression stands in the field.
			routing: { send: { paginate: true } },
		},
		...resources.map(operationDropdown),
		...resources.flatMap(notices),
		...inOrder(resources).flatMap((field) =>
			usersOf(field, resources).map((show) => shownFor(field, show)),
		),
	];
}

function operationDropdown({ value, operations, byDefault }: Resource): INodeProperties {
	const options: INodePropertyOptions[] = operations.map((one) => ({
		name: one.name,
		value: one.value,
		action: one.action,
		description: one.description,
	}));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options,
		default: byDefault,
	};
}

/** What stands above the fields: the notices of operations, and for a tool what agents cannot do. */
function notices({ value, operations }: Resource): INodeProperties[] {
	const notice = (text: string, shown: Operation[], show = {}): INodeProperties => ({
		displayName: text,
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { resource: [value], operation: shown.map((one) => one.value), ...show },
		},
	});
	const ofFiles = operations.filter(({ fields }) =>
		fields.some(({ name }) => name.startsWith('binaryPropertyName')),
	);
	const forTools = (text: string, shown: Operation[], show = {}) =>
		shown.length > 0 ? [notice(text, shown, { '@tool': [true], ...show })] : [];
	// A web address is text, which an agent can hand over.
	const takesUrl = ({ fields }: Operation) => fields.some(({ name }) => name === fileSource.name);
	return [
		...operations.flatMap((one) => (one.notice ? [notice(one.notice, [one])] : [])),
		...forTools(
			agentFiles.panel,
			ofFiles.filter((one) => !takesUrl(one)),
		),
		...forTools(agentFiles.panelWithUrl, ofFiles.filter(takesUrl), {
			[fileSource.name]: [fileSource.default],
		}),
	];
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
		const using = resource.operations.filter(has).map(({ value }) => value);
		if (using.length === 0) continue;
		const fits = ({ members, operations }: (typeof parts)[number]) => {
			const together = new Set([...operations, ...using]);
			return [...members, resource].every((member) =>
				member.operations.every((one) => has(one) || !together.has(one.value)),
			);
		};
		const part = parts.find(fits) ?? parts[parts.push({ members: [], operations: new Set() }) - 1];
		part.members.push(resource);
		using.forEach((operation) => part.operations.add(operation));
	}
	return parts.map(({ members, operations }) => ({
		resource: members.map(({ value }) => value),
		operation: [...operations],
	}));
}
