import { eventually } from './support/eventually.ts';
import { DescribedNode } from './support/expectedFields.ts';
import { loadedImages } from './support/images.ts';
import type { NodePanel } from './support/nodePanel.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor();

describe('the node panel', () => {
	let panel: NodePanel;
	beforeAll(async () => {
		await inEditor.editor.openNewWorkflow();
		panel = await inEditor.editor.openNodePanel();
	}, 180_000);

	test.each([
		['Bright River', 'Bright River'],
		['bright', 'Bright River'],
		['Skyfish', 'Skyfish'],
		['retouching', 'Bright River'],
		['clipping path', 'Bright River'],
		['photo editing', 'Bright River'],
		['product photos', 'Bright River'],
		['Mister Clipping', 'Bright River'],
		['media library', 'Skyfish'],
		['dam', 'Skyfish'],
		['digital asset management', 'Skyfish'],
		['colourbox', 'Skyfish'],
		['image bank', 'Skyfish'],
	])('finds with "%s" the node %s', async (typed, name) => {
		await panel.search(typed);
		await panel.entry(name).waitFor();
		// Found as one of the first: further down nobody looks.
		expect((await panel.names()).indexOf(name)).toBeLessThan(3);
	});

	test.each([
		['Bright River', 'brightRiver'],
		['Skyfish', 'skyfish'],
	])('shows the icon of %s in both themes', async (name, file) => {
		await panel.search(name);
		for (const [theme, ending] of [
			['dark', '.dark.svg'],
			['light', '.svg'],
		] as const) {
			await inEditor.editor.useTheme(theme);
			await eventually(async () => await loadedImages(panel.entry(name)), [`${file}${ending}`]);
		}
	});
});

describe.each([
	['Bright River', 'brightRiver', 'Accept the offer for a job (spends money)'],
	['Skyfish', 'skyfish', 'Upload media items'],
])('the actions of %s in the node panel', (name, type, oneOfThem) => {
	test('are all its operations, and a chosen one opens with its fields', async () => {
		const node = await DescribedNode.of(inEditor.world, type);
		const operations = node.operations();
		expect(operations).not.toEqual([]);
		await inEditor.editor.openNewWorkflow();
		const panel = await inEditor.editor.openNodePanel();
		await panel.search(name);
		await panel.choose(name);
		await panel.openGroup(`Actions (${operations.length})`);
		const actions = operations.map(({ operation }) => String(operation.action));
		await eventually(
			async () => (await panel.names()).filter((shown) => !shown.startsWith('On ')).sort(),
			actions.sort(),
		);

		await panel.choose(oneOfThem);
		const view = await inEditor.editor.openedNode();
		const chosen = operations.find(({ operation }) => operation.action === oneOfThem)!;
		await eventually(async () => await view.chosen('resource'), chosen.resource.name);
		await eventually(async () => await view.chosen('operation'), chosen.operation.name);
	}, 180_000);
});
