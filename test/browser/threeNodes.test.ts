/** From an empty canvas to edited photos, in three nodes, as a person at a browser does it. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { credentialData } from '../../tools/world/world.ts';
import { openBoard } from './support/board.ts';
import { CredentialForm } from './support/credentialForm.ts';
import { eventually } from './support/eventually.ts';
import { InputFields } from './support/inputFields.ts';
import type { NodePanel } from './support/nodePanel.ts';
import type { NodeView } from './support/nodeView.ts';
import { takePictures } from './support/pictures.ts';
import { removeCredentials } from './support/removeCredentials.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor({ stageMs: 200 });

/** The nodes, as n8n names them. */
const form = 'On form submission';
const sending = 'Send photos to a job (spends money)';
const results = 'Download the results of a job';

const jobName = 'Autumn collection';
/** Editing comes before it, and the node looks every 10 seconds. */
const editedWithinMs = 90_000;

test('three nodes lead from an empty canvas to edited photos', async () => {
	const { editor, world } = inEditor;
	await removeCredentials(world);
	const photos = await fourPhotos();

	await editor.openNewWorkflow();
	await addForm(await editor.openFirstNodePanel());
	await addSending(await editor.openNodePanelAfter(form));
	await addResults(await editor.openNodePanelAfter(sending));

	await submit(await editor.executeWithForm(), photos);
	await editor.successMark(sending).waitFor();
	await acceptOffer();
	await editor.successMark(results).waitFor({ timeout: editedWithinMs });
	await editor.showAll();
	await takePictures(editor, 'three-nodes', await around(form, results));

	const edited = await downloads(await editor.openNode(results));
	expect(Object.keys(edited).sort()).toEqual(Object.keys(photos).sort());
	for (const [name, path] of Object.entries(edited)) {
		// What was the floor of a studio is white.
		expect(await corner(photos[name])).not.toEqual([255, 255, 255]);
		expect(await corner(path)).toEqual([255, 255, 255]);
	}
}, 180_000);

/** A form that asks for photos. */
async function addForm(panel: NodePanel): Promise<void> {
	await panel.type('n8n form');
	await panel.choose('n8n Form');
	await panel.choose('On new n8n Form event');
	const view = await inEditor.editor.openedNode();
	await view.type('formTitle', 'Photos to be edited');
	await view.addEntry('formFields');
	await view.type('fieldLabel', 'Photos');
	await view.open('fieldType');
	await view.choose('File');
	await view.addToEntry('formFields', 'Multiple Files');
	await view.close();
}

/** Job > Send Photos, with a credential that is filled in there and then. */
async function addSending(panel: NodePanel): Promise<void> {
	const { editor, world } = inEditor;
	await panel.type('bright river');
	await panel.choose('Bright River');
	await panel.choose(sending);
	const view = await editor.openedNode();
	await view.connectButton().click();
	const credential = new CredentialForm(editor.page);
	await credential.waitFor();
	await credential.fill(credentialData(world.sandbox));
	await credential.save();
	await credential.waitUntilClosed();
	await view.type('name', jobName);
	await view.type('description', 'Clip the products, and put them on white');
	await view.close();
}

/** Job > Download Results, which waits for those of the job that the node before it gives out. */
async function addResults(panel: NodePanel): Promise<void> {
	const { editor } = inEditor;
	await panel.type('bright river');
	await panel.choose('Bright River');
	await panel.choose(results);
	const view = await editor.openedNode();
	const fields = new InputFields(editor.page);
	await fields.previewNotice().waitFor();
	await fields.drag('{{ $json.jobId }}', view.field('jobId'));
	await eventually(async () => await view.expression('jobId'), '{{ $json.jobId }}');
	await view.toggle('waitForResults');
	await view.close();
}

/** Three products, one of them from two sides. Their paths, by name. */
async function fourPhotos(): Promise<Record<string, string>> {
	const folder = join(inEditor.world.folder, 'photos');
	const photos = await makeSamplePhotos(folder);
	const otherSide = join(folder, 'red mug #2.jpg');
	await sharp(photos[0].path).flop().toFile(otherSide);
	const named = photos.map(({ name, path }) => [name, path]);
	return { ...Object.fromEntries(named), 'red mug #2.jpg': otherSide } as Record<string, string>;
}

/** Chooses the photos in the form, and sends it. */
async function submit(page: Page, photos: Record<string, string>): Promise<void> {
	const choosing = page.waitForEvent('filechooser');
	await page.getByLabel('Photos').click();
	await (await choosing).setFiles(Object.values(photos));
	await page.getByRole('button', { name: 'Submit' }).click();
	await page.getByText('Form Submitted').waitFor();
	await page.close();
}

/** On the sandbox's board, where a client of Bright River would open its web app. */
async function acceptOffer(): Promise<void> {
	const { editor, world } = inEditor;
	const { page, close } = await openBoard(editor.browser, world.sandbox.brightRiver.boardUrl);
	await page.getByRole('link', { name: jobName }).click();
	await page.getByText("Waits for the client's call Accept Offer").waitFor();
	await page.getByRole('button', { name: 'Next status' }).click();
	await page.getByText('is in CJ_ACCEPT now.').waitFor();
	await close();
}

/** Downloads every file that a node gave out. Their paths, by name. */
async function downloads(view: NodeView): Promise<Record<string, string>> {
	const buttons = view.downloadButtons();
	await buttons.first().waitFor();
	const paths: Record<string, string> = {};
	for (const button of await buttons.all()) {
		const downloading = inEditor.editor.page.waitForEvent('download');
		await button.click();
		const file = await downloading;
		paths[file.suggestedFilename()] = await file.path();
	}
	return paths;
}

/** The colour of a photo's first pixel. */
async function corner(path: string): Promise<number[]> {
	return [...(await sharp(path).raw().toBuffer()).subarray(0, 3)];
}

/** The part of the canvas from one node to another one to its right, with what stands around them. */
async function around(first: string, last: string) {
	const { editor } = inEditor;
	const left = await editor.node(first).boundingBox();
	const right = await editor.node(last).boundingBox();
	if (!left || !right) throw new Error('The nodes are not in view');
	// Half a pixel would be a line at the edge of the picture.
	const x = Math.round(left.x) - 80;
	const y = Math.round(left.y) - 60;
	const width = Math.round(right.x + right.width) + 140 - x;
	return { x, y, width, height: Math.round(left.height) + 160 };
}
