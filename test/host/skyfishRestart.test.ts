import { everySeconds } from '../../tools/examples/workflowFiles.ts';
import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { nodeType } from '../../tools/checkout/packages.ts';
import { createSkyfishCredential } from '../../tools/world/skyfishCredential.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';

let world: HostWorld;
let skyfishApi: { id: string; name: string };
let watched: number;
let elsewhere: number;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true, indexManual: true } });
	skyfishApi = await createSkyfishCredential(world);
	watched = world.sandbox.skyfish.addFolder('Watched');
	elsewhere = world.sandbox.skyfish.addFolder('Elsewhere');
}, startingMs);

afterAll(async () => await world?.stop());

const trigger = 'Tell';

/** A workflow that starts with one event of the Skyfish Trigger, polled every second. */
async function activate(event: string): Promise<string> {
	const { rest } = world;
	const workflow = await rest.createWorkflow({
		name: event,
		nodes: [
			{
				id: event,
				name: trigger,
				type: nodeType('skyfishTrigger'),
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: everySeconds(1),
					...{ event, folderIds: [watched], withinDays: 7 },
				},
				credentials: { skyfishApi },
			},
		],
		connections: {},
	});
	await rest.activateWorkflow(workflow);
	return workflow.id;
}

/** The media items that a workflow was started for, repetitions included. */
async function told(workflowId: string): Promise<number[]> {
	const all: number[] = [];
	for (const { id, status } of await world.rest.listExecutions(workflowId)) {
		if (status !== 'success') continue;
		const { runData } = await world.rest.getExecution(id);
		const items = runData[trigger]?.[0]?.data?.main[0] ?? [];
		all.push(...items.map(({ json }) => Number(json.mediaId)));
	}
	return all;
}

async function waitToBeTold(workflowId: string, media: number): Promise<void> {
	let now: number[] = [];
	await waitUntil(
		`n8n's trigger to tell of media item ${media}`,
		async () => (now = await told(workflowId)).includes(media),
		{ timeoutMs: 150_000, everyMs: 200, describe: () => `It told: ${now.join(', ')}.` },
	);
}

const soon = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

/** What makes each event happen to a media item that was there before. */
const ways: Array<[event: string, startsIn: () => number, happen: (media: number) => void]> = [
	['mediaUpdated', () => watched, (media) => world.sandbox.skyfish.retitle(media, 'Another title')],
	[
		'mediaExpiring',
		() => watched,
		(media) => world.sandbox.skyfish.setExpirationDate(media, soon()),
	],
	['mediaEnteredFolder', () => elsewhere, (media) => world.sandbox.skyfish.move(media, watched)],
	['mediaLeftFolder', () => watched, (media) => world.sandbox.skyfish.move(media, elsewhere)],
];

test.each(['SIGTERM', 'SIGKILL'] as const)(
	'n8n ends by %s: each event of before is told once, and so is each of meanwhile and of after',
	async (signal) => {
		const { skyfish } = world.sandbox;
		const add = async (folderId: number) => await skyfish.addMedia({ folderId });
		const workflows: Array<{ id: string; media: number[]; happen: (media: number) => void }> = [];
		for (const [event, startsIn, happen] of ways) {
			const media = [await add(startsIn()), await add(startsIn()), await add(startsIn())];
			skyfish.refreshIndex();
			workflows.push({ id: await activate(event), media, happen });
		}
		const added: number[] = [];
		const adds = await activate('mediaAdded');
		// A workflow's first poll takes stock.
		const since = Date.now();
		await waitUntil(
			'all triggers to have polled',
			() => skyfish.requests.filter(({ startedAt }) => startedAt > since + 2_000).length > 20,
			{ timeoutMs: 60_000 },
		);

		/** Everything happens once, and is in the index. */
		const next = async (round: number) => {
			added.push(await add(watched));
			for (const { media, happen } of workflows) happen(media[round]);
			skyfish.refreshIndex();
		};
		const allTold = async (round: number) => {
			await waitToBeTold(adds, added[round]);
			for (const { id, media } of workflows) await waitToBeTold(id, media[round]);
		};
		await next(0);
		await allTold(0);
		await world.n8n.kill(signal);
		await next(1);
		await world.n8n.restart();
		await allTold(1);
		await next(2);
		await allTold(2);

		// Others come and go too, as they share the folder: each was told once.
		for (const { id, media } of workflows) {
			const all = await told(id);
			expect(all.filter((one) => media.includes(one)).sort()).toEqual([...media].sort());
		}
		const all = await told(adds);
		expect(all.filter((one) => added.includes(one)).sort()).toEqual([...added].sort());
		for (const { id } of [...workflows, { id: adds }]) await world.rest.deactivateWorkflow(id);
	},
	400_000,
);
