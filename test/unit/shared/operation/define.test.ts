import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import { resources as brightRiver } from '../../../../nodes/BrightRiver/resources';
import { resources as skyfish } from '../../../../nodes/Skyfish/resources';
import { BrightRiver } from '../../../../nodes/BrightRiver/BrightRiver.node';
import { Skyfish } from '../../../../nodes/Skyfish/Skyfish.node';
import { agentFiles } from '../../../../nodes/shared/operation/agentTool';
import {
	describeResources,
	type Operation,
	type Resource,
} from '../../../../nodes/shared/operation/define';

/** Names of the fields that n8n shows, in their order; those that depend on other fields count as shown. */
function shown(properties: INodeProperties[], resource: string, operation: string): string[] {
	return properties
		.filter(({ name, type }) => name !== 'operation' && type !== 'notice')
		.filter(({ displayOptions }) => {
			const { resource: resources = [], operation: operations = [] } = displayOptions?.show ?? {};
			return resources.includes(resource) && operations.includes(operation);
		})
		.map(({ displayName, name }) => `${displayName} (${name})`);
}

describe.each([
	['Bright River', brightRiver],
	['Skyfish', skyfish],
])('%s', (_, resources: Resource[]) => {
	const properties = describeResources(resources, resources[0].value);
	const operations = resources.flatMap(({ value, operations: all }) =>
		all.map((one) => ({ resource: value, operation: one.value, fields: one.fields })),
	);

	it.each(operations)(
		'$resource $operation shows its own fields in its own order',
		({ resource, operation, fields }) => {
			expect(shown(properties, resource, operation)).toEqual(
				fields.map(({ displayName, name }) => `${displayName} (${name})`),
			);
		},
	);
});

describe('above its fields', () => {
	/** What n8n shows of the notices, for a node or for the tool that it makes of it. */
	function notices(node: INodeType, parameters: INodeParameters, isTool: boolean): string[] {
		const name = isTool ? `${node.description.name}Tool` : node.description.name;
		const description = { ...node.description, name };
		return description.properties
			.filter(({ type }) => type === 'notice')
			.filter((one) =>
				NodeHelpers.displayParameter(parameters, one, { typeVersion: 1 }, description),
			)
			.map(({ displayName }) => displayName);
	}

	it('an operation warns of what it does', () => {
		const parameters = { resource: 'job', operation: 'acceptOffer' };
		expect(notices(new BrightRiver(), parameters, false)).toEqual([
			expect.stringContaining('costs money'),
		]);
		expect(notices(new BrightRiver(), { ...parameters, operation: 'get' }, false)).toEqual([]);
	});

	it('a tool says that files are not for agents', () => {
		const parameters = { resource: 'media', operation: 'upload', fileSource: 'input' };
		expect(notices(new Skyfish(), parameters, false)).toEqual([]);
		expect(notices(new Skyfish(), parameters, true)).toEqual([agentFiles.panelWithUrl]);
		const fromUrl = { ...parameters, fileSource: 'url' };
		expect(notices(new Skyfish(), fromUrl, true)).toEqual([]);
		const download = { ...parameters, operation: 'download' };
		expect(notices(new Skyfish(), download, true)).toEqual([agentFiles.panel]);
	});
});

it('makes as few properties as it can of a field that many operations have', () => {
	const { properties } = new BrightRiver().description;
	// The Get Many of files has a job, that of jobs has none: their values differ.
	expect(properties.filter(({ name }) => name === 'jobId')).toHaveLength(1);
});

it('shows a shared field nowhere that it does not belong, whatever resources are called alike', () => {
	const field = { displayName: 'Id', name: 'id', type: 'string', default: '' } as const;
	const other = { ...field, name: 'other' };
	const operation = (value: string, fields: INodeProperties[]): Operation => ({
		name: value,
		value,
		action: value,
		description: value,
		document: '',
		call: 'GET /things',
		fields,
	});
	const resources: Resource[] = [
		{ name: 'A', value: 'a', byDefault: 'get', operations: [operation('get', [field, other])] },
		{
			name: 'B',
			value: 'b',
			byDefault: 'get',
			operations: [operation('get', []), operation('set', [field])],
		},
		{ name: 'C', value: 'c', byDefault: 'set', operations: [operation('set', [other, field])] },
	];
	const properties = describeResources(resources, 'a');
	expect(shown(properties, 'b', 'get')).toEqual([]);
	expect(shown(properties, 'b', 'set')).toEqual(['Id (id)']);
	expect(shown(properties, 'a', 'get').sort()).toEqual(['Id (id)', 'Id (other)']);
});
