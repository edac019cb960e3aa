import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleMedia } from '../../sandbox/index.ts';
import { makeSamplePhotos } from '../../tools/photos/samplePhotos.ts';
import {
	readWorkflow,
	type FilledIn,
	type WorkflowName,
} from '../../tools/examples/workflowFiles.ts';
import type { ExecutionSummary } from '../../tools/n8n-host/n8nTypes.ts';
import type { Photo } from '../../tools/photos/photo.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { activateExample, executionsOf, outputOf } from './support/examples.ts';
import { openForm } from './support/form.ts';
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

/** The example, with another limit than its own. */
function withLimit(limit: number): Record<string, unknown> {
	const { nodes } = readWorkflow(world.projectFolder, 'skyfish-to-bright-river');
	const { conditions } = nodes.find(({ name }) => name === 'Few enough photos?')!.parameters as {
		conditions: { conditions: object[] };
	};
	const [condition] = conditions.conditions;
	return { conditions: { ...conditions, conditions: [{ ...condition, rightValue: limit }] } };
}

/** Puts photos into the library, and all of them at once into a folder. @returns their IDs */
async function drop(folderId: number, samples: SampleMedia[]): Promise<number[]> {
	const { skyfish } = world.sandbox;
	const ids = [];
	for (const sample of samples) ids.push(await skyfish.addMedia(sample));
	skyfish.refreshIndex();
	for (const id of ids) skyfish.move(id, folderId);
	return ids;
}

let toEdit: number;
let edited: number;
let photos: Photo[];
let sending: string;
let workflows: string[];

beforeAll(async () => {
	const { skyfish } = world.sandbox;
	toEdit = skyfish.addFolder('To edit');
	edited = skyfish.addFolder('Edited');
	photos = await makeSamplePhotos(join(world.folder, 'originals'));
	sending = await activate('skyfish-to-bright-river', {
		'Photos came in': { folderIds: [toEdit] },
		'Few enough photos?': withLimit(2),
	});
	workflows = [
		sending,
		await activate('accept-offers'),
		await activate('bright-river-to-skyfish', {
			'Upload to Skyfish': { folderId: byId(edited) },
		}),
	];
});

async function throwWhatFailed(): Promise<void> {
	for (const id of workflows) {
		for (const execution of await world.rest.listExecutions(id)) {
			if (execution.status !== 'error') continue;
			const { error } = await world.rest.getExecution(execution.id);
			throw new Error(`An execution failed: ${error?.message} ${error?.description ?? ''}`);
		}
	}
}

test('photos go from Skyfish to Bright River as one job and come back edited, with title and keywords', async () => {
	const { brightRiver, skyfish } = world.sandbox;
	// Two of one name, as they come from two cameras.
	const originals = await drop(
		toEdit,
		['Red shoe', 'Blue shoe'].map((title, place) => ({
			fileName: 'Schuh ß.jpg',
			content: readFileSync(photos[place].path),
			title,
			keywords: ['shoe', title, 'rød'],
		})),
	);
	const titleOf = (id: number) =>
		(skyfish.media(id)!.metadata.title as { en?: string } | undefined)?.en;
	const results = await waitUntil(
		'both edited photos to be in Skyfish, with their titles',
		async () => {
			await throwWhatFailed();
			const found = skyfish.allMedia().filter(({ folderIds }) => folderIds.includes(edited));
			return found.length === 2 && found.every(({ id }) => titleOf(id)?.endsWith('shoe')) && found;
		},
		{ timeoutMs: 90_000 },
	);
	expect(brightRiver.jobs().map(({ fileCount }) => fileCount)).toEqual([2]);
	for (const original of originals) {
		const result = results.find(({ id }) => titleOf(id) === titleOf(original))!;
		const title = titleOf(original);
		expect(result).toMatchObject({
			fileName: 'Schuh ß.jpg',
			mediaType: 'image',
			metadata: { title: { en: title }, keywords: { en: ['shoe', title, 'rød'] } },
		});
		expect(result.width).toBeGreaterThan(0);
		expect(originals.map((id) => skyfish.media(id)!.md5)).not.toContain(result.md5);
	}
}, 180_000);

test('with more photos than the limit a person is asked, and nothing is sent before', async () => {
	const { brightRiver } = world.sandbox;
	const jobs = brightRiver.jobs().length;
	const answer = async (round: string, decision: string) => {
		const samples = [1, 2, 3].map((number) => ({ fileName: `${round} ${number}.jpg` }));
		await drop(toEdit, samples);
		const isWaiting = ({ status }: ExecutionSummary) => status === 'waiting';
		const [execution] = await executionsOf(world, sending, 1, isWaiting);
		const [{ json }] = outputOf(execution, 'The question');
		expect(json.question).toContain('3 photos came into the folder');
		expect(brightRiver.jobs()).toHaveLength(jobs);
		await (await openForm(String(json.question).split(' ').at(-1)!)).send({ Decision: decision });
		return await waitUntil(
			'the execution to go on to its end',
			async () => {
				const now = await world.rest.getExecution(execution.id);
				return !['waiting', 'running'].includes(now.status) && now;
			},
			{ timeoutMs: 30_000 },
		);
	};

	const refused = await answer('refused', 'Do not send them');
	expect(refused.status).toBe('success');
	expect(refused.runData['Download photos']).toBeUndefined();
	expect(brightRiver.jobs()).toHaveLength(jobs);

	const wanted = await answer('wanted', 'Send them');
	expect(outputOf(wanted, 'Send photos').map(({ json }) => json.fileCount)).toEqual([3]);
	expect(brightRiver.jobs()).toHaveLength(jobs + 1);
}, 180_000);
