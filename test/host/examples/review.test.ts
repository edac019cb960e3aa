import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos.ts';
import { reviewFormPath } from '../../../tools/examples/workflowFiles.ts';
import { activateExample, executionsOf, outputOf } from '../support/examples.ts';
import { openForm } from '../support/form.ts';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { runNode } from '../support/runNode.ts';
import { byId } from '../support/operations.ts';

let world: HostWorld;
let workflowId: string;
/** A job with three edited photos. */
let jobId: number;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
	workflowId = await activateExample(world, 'review-results');
	const photos = (await makeSamplePhotos(join(world.folder, 'originals'))).slice(0, 3);
	const job = { resource: 'job', operation: 'create', name: 'Shoes', description: 'Clip' };
	jobId = (await runNode(world, job))[0].json.id as number;
	const input = photos.map(({ name, path, mediaType }) => ({
		files: { data: { fileName: name, mimeType: mediaType, content: readFileSync(path) } },
	}));
	const upload = { resource: 'file', operation: 'upload', binaryPropertyName: 'data' };
	await runNode(world, { ...upload, jobId: byId(jobId), options: {} }, { input });
	await world.sandbox.brightRiver.advanceTo(jobId, 'CJ_NOTIFIED_WORK_DN');
}, startingMs);

afterAll(async () => await world?.stop());

const filesForReview = async () =>
	await runNode(world, {
		...{ resource: 'review', operation: 'getFiles', returnAll: true, output: 'raw' },
		jobId: byId(jobId),
	});

test('a person sees each photo before and after; what is not right goes back with reason, mark and words', async () => {
	const files = (await filesForReview()).map(({ json }) => json) as Array<{
		id: number;
		fileName: string;
		clipped: Array<{ imageId: number; preview: string }>;
		original: { preview: string };
	}>;
	expect(files).toHaveLength(3);

	const first = await openForm(`${world.n8n.url}${reviewFormPath}`);
	const answer = await first.send({ 'Job number': jobId });
	const { formWaitingUrl } = JSON.parse(answer) as { formWaitingUrl: string };

	const page = await openForm(formWaitingUrl);
	for (const { fileName, clipped, original } of files) {
		expect(page.html).toContain(fileName);
		for (const url of [clipped[0].preview, original.preview]) {
			expect(page.html).toContain(url.replaceAll('&', '&amp;'));
			expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
		}
	}
	for (const reason of ['Cropping', 'Shadow']) expect(page.html).toContain(reason);
	await page.send({
		'Photo 1: is it right?': 'It is right',
		'Photo 2: is it right?': 'Shadow',
		'Photo 2: where': 'Bottom left',
		'Photo 2: what should change': 'Make the shadow softer',
		'Photo 3: is it right?': 'Something else',
		'Photo 3: what should change': 'The label is missing',
	});

	const ending = await openForm(formWaitingUrl);
	expect(ending.html).toContain('1 photos are accepted, 2 go back');
	// What a browser does when it has shown the ending.
	await ending.send({});
	const [execution] = await executionsOf(world, workflowId, 1);
	expect(execution).toMatchObject({ status: 'success' });
	expect(outputOf(execution, 'Thank you')).not.toEqual([]);

	const [right, shadow, other] = (await filesForReview()).map(({ json }) => json);
	expect(right).toMatchObject({ acceptedByUser: true, isRejected: false });
	expect(shadow).toMatchObject({ acceptedByUser: false, isRejected: true, timesRejected: 1 });
	expect(shadow.reviews).toMatchObject({
		rejects: [
			{
				imageId: files[1].clipped[0].imageId,
				customRejection: 'Make the shadow softer',
				rejects: [{ reason: 'Shadow', positions: [{ xPercent: 0.2, yPercent: 0.8 }] }],
			},
		],
	});
	expect(other.reviews).toMatchObject({
		rejects: [{ customRejection: 'The label is missing', rejects: [] }],
	});
	const { brightRiver } = world.sandbox;
	const redone = brightRiver.jobs().filter(({ parentJobId }) => parentJobId === jobId);
	expect(redone).toEqual([expect.objectContaining({ fileCount: 2 })]);
}, 120_000);
