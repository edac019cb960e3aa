import { nodeType } from '../../tools/checkout/packages.ts';
import { eventually } from './support/eventually.ts';
import { DescribedNode } from './support/expectedFields.ts';
import type { NodeView } from './support/nodeView.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor();

describe.each([
	['Bright River', 'brightRiver', ['File', 'Job', 'Review', 'Search']],
	['Skyfish', 'skyfish', ['Account', 'Clique', 'Company', 'Folder', 'Media', 'Search', 'User']],
])('in the panel of %s', (displayName, type, resources) => {
	let node: DescribedNode;
	let view: NodeView;
	beforeAll(async () => {
		node = await DescribedNode.of(inEditor.world, type);
		await inEditor.editor.openWorkflowOf({ name: displayName, type: nodeType(type) });
		view = await inEditor.editor.openNode(displayName);
	}, 120_000);

	test('every resource is offered', async () => {
		const offered = await view.open('resource');
		expect(offered).toEqual([...resources, 'Custom API Call']);
		await view.choose(resources[0]);
	}, 60_000);

	test.each(resources)(
		'each operation of %s can be chosen and shows its fields',
		async (resourceName) => {
			await view.open('resource');
			await view.choose(resourceName);
			const resource = node.valueOf('resource', resourceName, {});
			const operations = node.choices('operation', { resource });
			const names = operations.map(({ name }) => name);
			// n8n adds it to every resource: that is its own HTTP Request node.
			expect(names.pop()).toBe('Custom API Call');
			for (const name of names) {
				const offered = await view.open('operation');
				expect(offered).toEqual([...names, 'Custom API Call']);
				await view.choose(name);
				const operation = node.valueOf('operation', name, { resource });
				await eventually(async () => await view.shown(['resource', 'operation']), {
					chosen: [resourceName, name],
					fields: node.fields({ resource, operation }),
				});
			}
		},
		240_000,
	);
});
