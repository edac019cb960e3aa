import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { fileIn, NodeFailedError, runNode } from './support/runNode.ts';
import { logStatuses } from './support/statusLog.ts';

let world: HostWorld;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
}, startingMs);

afterAll(async () => await world?.stop());

const byId = (id: number) => ({ __rl: true, mode: 'id', value: String(id) });

test('a crash of n8n loses no status and repeats none', async () => {
	const { brightRiver } = world.sandbox;
	const statusLog = await logStatuses(world);
	const [photo] = await makeSamplePhotos(join(world.folder, 'originals'));
	const content = readFileSync(photo.path);

	const [job] = await runNode(world, {
		resource: 'job',
		operation: 'create',
		name: 'Through a crash',
		description: 'Clip the product',
		additionalFields: {},
	});
	const id = job.json.id as number;
	await runNode(
		world,
		{
			resource: 'file',
			operation: 'upload',
			jobId: byId(id),
			binaryPropertyName: 'data',
			options: {},
		},
		{ input: [{ files: { data: { fileName: photo.name, mimeType: photo.mediaType, content } } }] },
	);
	await runNode(world, { resource: 'job', operation: 'requestOffer', jobId: byId(id), files: {} });
	await statusLog.waitFor(id, 'CJ_REQUEST_OFFER');
	await statusLog.waitFor(id, await brightRiver.advance(id));

	await world.n8n.kill();
	const missed = await brightRiver.advance(id);
	await world.n8n.restart();
	await statusLog.waitFor(id, missed);
	await statusLog.waitFor(id, await brightRiver.advance(id));

	const history = brightRiver.history(id).map(({ status }) => status);
	const seen = await statusLog.seen(id);
	// A new job may have moved on before the first look at it.
	expect(seen.filter((status) => status !== 'CJ_NEW')).toEqual(history.slice(1));

	const [original] = await runNode(world, {
		resource: 'file',
		operation: 'getAll',
		jobId: byId(id),
		returnAll: true,
	});
	const [downloaded] = await runNode(world, {
		resource: 'file',
		operation: 'download',
		jobId: byId(id),
		fileId: byId(original.json.id as number),
		image: 'original',
		size: 'full',
		binaryPropertyName: 'data',
	});
	expect((await fileIn(world, downloaded)).equals(content)).toBe(true);
}, 180_000);

test('a node that fails says so in runNode', async () => {
	const failing = runNode(world, { resource: 'job', operation: 'get', jobId: byId(987_654) });
	await expect(failing).rejects.toThrow(NodeFailedError);
	await expect(failing).rejects.toThrow(/987654/);
});
