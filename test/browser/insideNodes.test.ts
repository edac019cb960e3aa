import { skyfishCredentialData } from '../../tools/world/skyfishCredential.ts';
import { nodeType } from '../../tools/checkout/packages.ts';
import { eventually } from './support/eventually.ts';
import { createJob } from './support/jobs.ts';
import { takePictures } from './support/pictures.ts';
import { useEditor } from './support/useEditor.ts';

const inEditor = useEditor();
const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** By name, oldest first. */
const jobs: Record<string, number> = {};
beforeAll(async () => {
	for (const [name, status] of [
		['Autumn shoes', 'CJ_WORK_DONE'],
		['Sunglasses', 'CJ_NOTIFIED_WORK_DN'],
		['Leather bags', 'CJ_NEED_ACCEPTANCE'],
		['Winter shoes', 'CJ_REQUEST_OFFER'],
		['Watches', 'CJ_NEED_ACCEPTANCE'],
	]) {
		jobs[name] = await createJob(inEditor.world.sandbox, name, status);
	}
});

function brightRiverNode(parameters: Record<string, unknown>, type = 'brightRiver') {
	const credentials = { brightRiverApi: inEditor.world.credential };
	return { name: 'Bright River', type: nodeType(type), parameters, credentials };
}

test('the job dropdown lists the jobs, newest first, and filters what is typed', async () => {
	const { editor } = inEditor;
	await editor.openWorkflowOf(start, brightRiverNode({ resource: 'job', operation: 'get' }));
	const view = await editor.openNode('Bright River');
	const list = await view.openList('jobId');
	await eventually(
		async () => (await list.names()).map((name) => name.split(' (')[0]),
		['Watches', 'Winter shoes', 'Leather bags', 'Sunglasses', 'Autumn shoes'],
	);
	expect(await list.names()).toContain(
		`Watches (${jobs.Watches}, Needs Your Acceptance, 2026-03-02)`,
	);
	await takePictures(editor, 'job-dropdown');

	await list.search('shoes');
	await eventually(
		async () => (await list.names()).map((name) => name.split(' (')[0]),
		['Winter shoes', 'Autumn shoes'],
	);
	await list.choose('Autumn shoes');
	await view.executeButton().click();
	await view.output().getByText('CJ_WORK_DONE').waitFor();
	await view.output().getByText(String(jobs['Autumn shoes'])).first().waitFor();
}, 180_000);

test('a failing call shows our message and what to do', async () => {
	const { editor } = inEditor;
	const jobId = { __rl: true, mode: 'id', value: String(jobs['Autumn shoes']) };
	await editor.openWorkflowOf(
		start,
		brightRiverNode({ resource: 'job', operation: 'cancel', jobId }),
	);
	const view = await editor.openNode('Bright River');
	await view.executeButton().click();
	expect(await view.error()).toEqual({
		message: 'The job can no longer be cancelled',
		description: expect.stringContaining(
			'Bright River allows a job to be cancelled only while it is new, ',
		) as string,
	});
	await eventually(
		async () => (await editor.messages()).filter((text) => text.includes('can no longer')).length,
		1,
	);
	await takePictures(editor, 'error');
}, 180_000);

test('"Fetch Test Event" of the Bright River Trigger shows a job as it is', async () => {
	const { editor } = inEditor;
	await editor.openWorkflowOf(
		brightRiverNode({ statusGroups: ['needsAcceptance'] }, 'brightRiverTrigger'),
	);
	const view = await editor.openNode('Bright River');
	expect(await view.executeButton().innerText()).toBe('Fetch Test Event');
	await takePictures(editor, 'trigger');
	await view.executeButton().click();
	await view.output().getByText('Watches').first().waitFor();
	await view.output().getByText('CJ_NEED_ACCEPTANCE').first().waitFor();
}, 180_000);

test('"Fetch Test Event" of the Skyfish Trigger shows the newest media, or an example', async () => {
	const { editor, world } = inEditor;
	const { skyfish } = world.sandbox;
	const credential = await world.rest.createCredential({
		name: 'Skyfish sandbox',
		type: 'skyfishApi',
		data: skyfishCredentialData(world.sandbox),
	});
	const credentials = { skyfishApi: { id: credential.id, name: credential.name } };
	const folderId = skyfish.addFolder('New photos');
	await editor.openWorkflowOf({
		name: 'Skyfish',
		type: nodeType('skyfishTrigger'),
		parameters: { event: 'mediaAdded', folderIds: [String(folderId)] },
		credentials,
	});
	const view = await editor.openNode('Skyfish');
	await view.executeButton().click();
	await view.output().getByText('example.jpg').first().waitFor();

	await skyfish.addMedia({ folderId, fileName: 'boot.jpg', title: 'Boot' });
	skyfish.refreshIndex();
	await view.executeButton().click();
	await view.output().getByText('boot.jpg').first().waitFor();
}, 180_000);
