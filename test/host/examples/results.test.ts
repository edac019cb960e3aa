import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendPhotos } from '../../../tools/examples/sendPhotos.ts';
import { folderFormPath, waitingFormPath } from '../../../tools/examples/workflowFiles.ts';
import type { Photo } from '../../../tools/photos/photo.ts';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';
import { activateExample, executionsOf, outputOf } from '../support/examples.ts';
import { openForm } from '../support/form.ts';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { runNode } from '../support/runNode.ts';
import { saveActiveWorkflow } from '../support/saved.ts';

const done = 'CJ_NOTIFIED_WORK_DN';

let world: HostWorld;
let photos: Photo[];

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
	photos = await makeSamplePhotos(join(world.folder, 'originals'));
}, startingMs);

afterAll(async () => await world?.stop());

test('edit-a-folder: the photos of a folder become one job, once, and the edited ones are written', async () => {
	const { brightRiver } = world.sandbox;
	const [toEdit, edited] = ['to-edit', 'edited'].map((name) => join(world.resultsFolder, name));
	for (const folder of [join(toEdit, 'empty'), edited]) mkdirSync(folder, { recursive: true });
	const sent = await makeSamplePhotos(join(toEdit, 'autumn'));
	const workflowId = await activateExample(world, 'edit-a-folder');
	const fillIn = async (folder: string) => {
		const form = await openForm(`${world.n8n.url}${folderFormPath}`);
		await form.send({ Folder: folder, Instructions: 'Clip the products' });
	};

	await fillIn('autumn');
	const [first] = await executionsOf(world, workflowId, 1);
	const [{ json: job }] = outputOf(first, 'Send photos');
	expect(job).toMatchObject({ name: 'autumn', fileCount: sent.length, offerRequested: true });

	brightRiver.refreshIndex();
	await fillIn('autumn');
	const [, second] = await executionsOf(world, workflowId, 2);
	expect(outputOf(second, 'Send photos')[0].json).toMatchObject({
		jobId: job.jobId,
		alreadySent: true,
	});
	expect(brightRiver.jobs()).toHaveLength(1);

	await fillIn('empty');
	const [, , third] = await executionsOf(world, workflowId, 3);
	expect(third).toMatchObject({ status: 'error', error: { node: { name: 'Send photos' } } });
	expect(third.error?.message).toContain('no file');

	await brightRiver.advanceTo(job.jobId as number, done);
	await executionsOf(world, workflowId, 4);
	const names = sent.map(({ name }) => `${String(job.jobId)}-${name}`);
	expect(readdirSync(edited).sort()).toEqual(names.sort());
	await world.rest.deactivateWorkflow(workflowId);
}, 120_000);

test('publish-by-name: the name of a photo says where it goes', async () => {
	const { brightRiver } = world.sandbox;
	const names = ['4711_front.jpg', '4711_BACK.jpg', '4711_detail.jpg'];
	const files = Object.fromEntries(
		names.map((fileName, place) => [
			`photo_${place}`,
			{ fileName, mimeType: 'image/jpeg', content: readFileSync(photos[place].path) },
		]),
	);
	const job = { resource: 'job', operation: 'sendPhotos', name: '4711', description: 'Clip' };
	const [sent] = await runNode(world, job, { input: [{ files }] });
	const workflowId = await activateExample(world, 'publish-by-name');
	await brightRiver.advanceTo(sent.json.jobId as number, done);
	const executions = await executionsOf(world, workflowId, 1);
	const placesOf = ['front', 'back', 'other'].map((place) =>
		executions
			.flatMap((execution) => outputOf(execution, `Shop: ${place} photo`))
			.filter(({ json }) => json.jobId === sent.json.jobId)
			.map(({ json, binary }) => [json.originalName, binary?.data.mimeType]),
	);
	expect(placesOf).toEqual(names.map((name) => [[name, 'image/jpeg']]));
	await world.rest.deactivateWorkflow(workflowId);
}, 120_000);

describe('wait-for-results', () => {
	let workflowId: string;
	let count = 0;

	beforeAll(async () => {
		workflowId = await activateExample(world, 'wait-for-results', {
			parameters: { 'Wait a while': { amount: 1, unit: 'seconds' } },
		});
	});

	/** Sends photos through the form. @returns the job, once it waits for an offer */
	const startWith = async (name: string) => {
		const job = { name, instructions: 'Clip', photos: photos.slice(0, 2) };
		await sendPhotos(world.n8n.url, job, waitingFormPath);
		const { brightRiver } = world.sandbox;
		return await waitUntil(
			`the job ${name}`,
			() => {
				const found = brightRiver.jobs().find((one) => one.name === name);
				return found?.status === 'CJ_REQUEST_OFFER' && found.id;
			},
			{ timeoutMs: 30_000 },
		);
	};

	const ended = async () => (await executionsOf(world, workflowId, ++count))[count - 1];

	test('waits until the job is ready, and writes the edited photos', async () => {
		const jobId = await startWith('Ready after a while');
		await world.sandbox.brightRiver.advanceTo(jobId, done);
		const execution = await ended();
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'How far is it?', 0)[0].json).toMatchObject({ jobId });
		const written = photos.slice(0, 2).map(({ name }) => `${jobId}-${name}`);
		expect(readdirSync(world.resultsFolder)).toEqual(expect.arrayContaining(written));
		expect(execution.runData['Tell a person']).toBeUndefined();
	}, 60_000);

	test('tells a person when the job will have no results', async () => {
		const jobId = await startWith('Cancelled');
		world.sandbox.brightRiver.setStatus(jobId, 'CJ_USER_CANCELED');
		const execution = await ended();
		expect(outputOf(execution, 'Tell a person')[0].json).toMatchObject({
			jobId,
			statusGroup: 'Cancelled',
		});
		expect(execution.runData['Download edited photos']).toBeUndefined();
	}, 60_000);

	test('tells a person when it takes too long', async () => {
		await saveActiveWorkflow(world, workflowId, (node) =>
			node.name === 'How far is it?'
				? {
						...node,
						parameters: JSON.parse(
							JSON.stringify(node.parameters).replace('"rightValue":288', '"rightValue":3'),
						) as Record<string, unknown>,
					}
				: node,
		);
		const jobId = await startWith('Slow');
		const execution = await ended();
		expect(execution.runData['Get status']).toHaveLength(3);
		expect(outputOf(execution, 'Tell a person')[0].json).toMatchObject({ jobId });
	}, 60_000);
});
