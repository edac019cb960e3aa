/** Before anything was run, n8n offers the fields that come out of a node. */
import { nodeType } from '../../tools/checkout/packages.ts';
import { eventually } from './support/eventually.ts';
import { DescribedNode } from './support/expectedFields.ts';
import { InputFields } from './support/inputFields.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor();

const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
const next = {
	name: 'Next',
	type: nodeType('brightRiver'),
	parameters: { resource: 'job', operation: 'create' },
};

test.each([
	// n8n saves no parameter that has its default value: here, the resource.
	['Job > Create', 'brightRiver', { operation: 'create' }, 'name'],
	['File > Get Many', 'brightRiver', { resource: 'file', operation: 'getAll' }, 'fileName'],
	['Search > Jobs', 'brightRiver', { resource: 'search', operation: 'jobs' }, 'status'],
	['Media > Get', 'skyfish', { resource: 'media', operation: 'get' }, 'metadata.title.en'],
	['Folder > Get Many', 'skyfish', { resource: 'folder', operation: 'getAll' }, 'name'],
])(
	'a field of %s is dragged into the next node',
	async (_, type, parameters, path) => {
		const { editor } = inEditor;
		const before = { name: 'Before', type: nodeType(type), parameters };
		await editor.openWorkflowOf(start, before, next);
		const view = await editor.openNode('Next');
		const fields = new InputFields(editor.page);
		await fields.previewNotice().waitFor();
		const expression = `{{ $json.${path} }}`;
		await fields.drag(expression, view.field('name'));
		await eventually(async () => await view.expression('name'), expression);
	},
	120_000,
);

test.each(['brightRiver', 'skyfish'])(
	'n8n finds the fields of every operation of %s',
	async (type) => {
		const { world } = inEditor;
		const node = await DescribedNode.of(world, type);
		const paths = node
			.operations()
			.map(({ resource, operation }) => `/1.0.0/${resource.value}/${operation.value}.json`);
		expect(paths.length).toBeGreaterThan(20);
		const addresses = paths.map((path) => nodeType(type) + path);
		// n8n 1 shows those of a trigger too; n8n 2 asks for them and shows none.
		addresses.push(`${nodeType(`${type}Trigger`)}/1.0.0.json`);
		const missing: string[] = [];
		for (const address of addresses) {
			const { ok } = await fetch(`${world.n8n.url}/schemas/${address}`);
			if (!ok) missing.push(address);
		}
		expect(missing).toEqual([]);
	},
);
