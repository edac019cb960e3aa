import type { INodeProperties, INodeType, IPollFunctions } from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import { BrightRiverTrigger } from '../../../nodes/BrightRiver/BrightRiverTrigger.node';
import { resources as brightRiver } from '../../../nodes/BrightRiver/resources';
import { readTriggerParameters as readBrightRiver } from '../../../nodes/BrightRiver/trigger/parameters';
import type { Resource } from '../../../nodes/shared/operation/define';
import { Skyfish } from '../../../nodes/Skyfish/Skyfish.node';
import { SkyfishTrigger } from '../../../nodes/Skyfish/SkyfishTrigger.node';
import { resources as skyfish } from '../../../nodes/Skyfish/resources';
import { readTriggerParameters as readSkyfish } from '../../../nodes/Skyfish/trigger/parameters';
import { isHolder, noting, placed, type PlacedField } from './properties';

const services = [
	{ name: 'Bright River', nodes: [new BrightRiver(), new BrightRiverTrigger()] as INodeType[] },
	{ name: 'Skyfish', nodes: [new Skyfish(), new SkyfishTrigger()] as INodeType[] },
];
const nodes = services.flatMap((service) => service.nodes);
const nameOf = ({ description }: INodeType) => description.displayName;
const fieldsOf = ({ description }: INodeType) => placed(description.properties);
const isDropdown = ({ field }: PlacedField) =>
	field.type === 'options' || field.type === 'multiOptions';

/** The methods that fill a field's dropdown or list, by where n8n looks for them. */
function methodsOf({ typeOptions, modes = [] }: INodeProperties) {
	const lists = modes.filter(({ type }) => type === 'list');
	return {
		loadOptions: [typeOptions?.loadOptionsMethod].filter((one) => one !== undefined),
		listSearch: lists.map((mode) => mode.typeOptions?.searchListMethod),
	};
}

describe.each(nodes.map((node) => [nameOf(node), node] as const))('%s', (_, node) => {
	const fields = fieldsOf(node);
	const dropdowns = fields.filter(isDropdown);
	const { loadOptions = {}, listSearch = {} } = node.methods ?? {};

	it('has something to choose in every dropdown', () => {
		expect(dropdowns.length).toBeGreaterThan(2);
		const empty = dropdowns.filter(
			({ field }) => !field.options?.length && methodsOf(field).loadOptions.length === 0,
		);
		expect(empty.map(({ path }) => path)).toEqual([]);
	});

	it('has every method that a dropdown or a list is filled by', () => {
		const missing = fields.flatMap(({ path, field }) => {
			const wanted = methodsOf(field);
			return [
				...wanted.loadOptions.filter((name) => !Object.hasOwn(loadOptions, name)),
				...wanted.listSearch.filter((name) => !Object.hasOwn(listSearch, String(name))),
			].map((name) => `${path} wants ${name}`);
		});
		expect(missing).toEqual([]);
	});

	it('chooses at first what can be chosen', () => {
		const wrong = dropdowns.filter(({ field }) => {
			const values = (field.options ?? []).map((option) => (option as { value?: unknown }).value);
			const chosen = [field.default].flat();
			return values.length > 0 && !chosen.every((one) => values.includes(one));
		});
		expect(wrong.map(({ path, field }) => `${path} is ${String(field.default)}`)).toEqual([]);
	});

	it('offers nothing twice in a dropdown', () => {
		const twice = dropdowns.filter(({ field }) => {
			const values = (field.options ?? []).map((option) => (option as { value?: unknown }).value);
			return new Set(values).size !== values.length;
		});
		expect(twice.map(({ path }) => path)).toEqual([]);
	});

	it('loads a dropdown anew only for fields that it has', () => {
		const paths = fields.map(({ path }) => path);
		const unknown = fields.flatMap(({ path, field }) =>
			(field.typeOptions?.loadOptionsDependsOn ?? [])
				// n8n takes a locator's own value for the field: `jobId.value`.
				.map((name) => name.replace(/\.value$/, ''))
				.filter((name) => !paths.includes(name))
				.map((name) => `${path} depends on ${name}`),
		);
		expect(unknown).toEqual([]);
	});

	it('shows a field by others that it has, and by values that they can have', () => {
		const wrong = fields.flatMap(({ path, field }) =>
			Object.entries({ ...field.displayOptions?.show, ...field.displayOptions?.hide }).flatMap(
				([name, values]) => {
					// `@tool` and its like are n8n's own.
					if (name.startsWith('@')) return [];
					// `/watch` is the field at the top; any other name stands beside this one.
					const beside = path.slice(0, path.lastIndexOf('.') + 1);
					const wanted = name.startsWith('/') ? name.slice(1) : `${beside}${name}`;
					const others = fields.filter((one) => one.path === wanted);
					if (others.length === 0) return [`${path} depends on ${name}`];
					const choices = others.flatMap(({ field: other }) =>
						other.type === 'boolean'
							? [true, false]
							: (other.options ?? []).map((option) => (option as { value?: unknown }).value),
					);
					return (values ?? [])
						.filter((value) => choices.length > 0 && !choices.includes(value as never))
						.map((value) => `${path} depends on ${name} being ${JSON.stringify(value)}`);
				},
			),
		);
		expect(wrong).toEqual([]);
	});
});

describe.each(services)('$name', ({ nodes: both }) => {
	it('uses every method that it has for dropdowns and lists', () => {
		const used = both.flatMap(fieldsOf).flatMap(({ field }) => {
			const { loadOptions, listSearch } = methodsOf(field);
			return [...loadOptions, ...listSearch];
		});
		const had = both.flatMap(({ methods }) => [
			...Object.keys(methods?.loadOptions ?? {}),
			...Object.keys(methods?.listSearch ?? {}),
		]);
		expect(had.length).toBeGreaterThan(2);
		expect([...new Set(had)].filter((name) => !used.includes(name))).toEqual([]);
	});
});

describe('an operation', () => {
	const operations = [...brightRiver, ...skyfish].flatMap((resource: Resource) =>
		resource.operations.map((one) => [`${resource.value} ${one.value}`, one] as const),
	);

	it.each(operations)('%s either has work of its own, or gives what its call answers', (_, one) => {
		expect([one.gives, one.run].filter((part) => part !== undefined)).toHaveLength(1);
		// What goes along with the call is of no use to work that makes its own calls.
		if (one.run) expect(one.sends).toBeUndefined();
	});

	it.each(operations)('%s has no two fields of one name', (_, { fields }) => {
		const names = fields.map(({ name, displayOptions }) => name + JSON.stringify(displayOptions));
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('a trigger', () => {
	/** What is read when n8n asks for this event, with nothing set but that and `more`. */
	function readBy(read: (context: IPollFunctions) => unknown, more: Record<string, unknown>) {
		const asked = new Set<string>();
		const context = {
			getNode: () => ({ name: 'Trigger' }),
			getNodeParameter: (name: string, fallback: unknown) => {
				asked.add(name);
				return noting(more[name] ?? fallback, name, asked);
			},
		};
		read(context as never);
		return asked;
	}

	it.each([
		[
			'Bright River',
			new BrightRiverTrigger(),
			readBrightRiver,
			[
				{ watch: 'allJobs' },
				{ watch: 'namedJobs', jobIds: '1' },
				{ event: 'jobOverdue', statusGroups: ['new'] },
			],
			[],
		],
		['Skyfish', new SkyfishTrigger(), readSkyfish, [{ event: 'mediaExpiring' }], []],
	] as const)('of %s reads every field that it shows', (_, node, read, settings, unread) => {
		const asked = settings.map((one) => readBy(read, { ...one, options: {} }));
		const leaves = fieldsOf(node).filter(({ field }) => !isHolder(field));
		expect(leaves.length).toBeGreaterThan(5);
		const never = leaves.filter(({ path }) => !asked.some((one) => one.has(path)));
		expect(never.map(({ path }) => path)).toEqual(unread);
	});
});
