import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import type { FilledIn, WorkflowName } from '../../tools/examples/workflowFiles.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { activateExample } from './support/examples.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { byId } from './support/operations.ts';
import { createSkyfishCredential } from '../../tools/world/skyfishCredential.ts';

let world: HostWorld;
let skyfishApi: { id: string; name: string };

beforeAll(async () => {
	world = await startHostWorld({
		sandbox: { stageMs: 200, indexLagMs: 100, skyfishImportMs: 100 },
	});
	skyfishApi = await createSkyfishCredential(world);
}, startingMs);

afterAll(async () => await world?.stop());

const activate = async (name: WorkflowName, parameters: FilledIn['parameters'] = {}) =>
	await activateExample(world, name, { otherCredentials: { skyfishApi }, parameters });

test('a photo goes from Skyfish to Bright River and comes back edited, with title and keywords', async () => {
	const { skyfish } = world.sandbox;
	const toEdit = skyfish.addFolder('To edit');
	const edited = skyfish.addFolder('Edited');
	const executions = [
		await activate('skyfish-to-bright-river', { 'A photo was added': { folderIds: [toEdit] } }),
		await activate('accept-offers'),
		await activate('bright-river-to-skyfish', {
			'Upload to Skyfish': { folderId: byId(edited) },
		}),
	];

	const [photo] = await makeSamplePhotos(join(world.folder, 'originals'));
	const content = readFileSync(photo.path);
	const original = await skyfish.addMedia({
		folderId: toEdit,
		fileName: 'Schuh ß.jpg',
		content,
		title: 'Red shoe',
		keywords: ['shoe', 'rød'],
	});

	const result = await waitUntil(
		'the edited photo to be in Skyfish',
		async () => {
			for (const id of executions) {
				for (const execution of await world.rest.listExecutions(id)) {
					if (execution.status !== 'error') continue;
					const { error } = await world.rest.getExecution(execution.id);
					throw new Error(`An execution failed: ${error?.message} ${error?.description ?? ''}`);
				}
			}
			return skyfish.allMedia().find(({ folderIds }) => folderIds.includes(edited));
		},
		{ timeoutMs: 60_000 },
	);
	await waitUntil(
		'its texts',
		() => {
			const { metadata } = skyfish.media(result.id)!;
			return (metadata.title as { en?: string } | undefined)?.en === 'Red shoe';
		},
		{ timeoutMs: 30_000 },
	);
	const media = skyfish.media(result.id)!;
	expect(media).toMatchObject({
		fileName: 'Schuh ß.jpg',
		mediaType: 'image',
		metadata: { title: { en: 'Red shoe' }, keywords: { en: ['shoe', 'rød'] } },
	});
	expect(media.width).toBeGreaterThan(0);
	expect(media.md5).not.toBe(skyfish.media(original)!.md5);
}, 180_000);
