import '../../support/shorterWaits';
import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { seededRandom } from '../../support/seededRandom';
import { PolledTrigger } from '../support/poll';
import { skyfishCredential } from '../support/skyfish';

const ROUNDS = 80;
const ITEMS = 100;
const seed = Number(process.env.SEED ?? 20_160_513);

let sandbox: Sandbox;
let watched: number;
let elsewhere: number;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
	watched = sandbox.skyfish.addFolder('Watched');
	elsewhere = sandbox.skyfish.addFolder('Elsewhere');
});
afterEach(async () => await sandbox.stop());

/** What happens to one media item, and what the trigger must then have told of it. */
interface Way {
	event: string;
	/** Where the items are at the beginning. */
	startsIn: () => number;
	/** Makes it happen once more. @returns whether that is news */
	happen: (id: number, time: number) => boolean;
	/** How often it can happen to one item. */
	most: number;
	/** What tells two events of one item apart; one that is told twice is a repetition. */
	mark: (event: IDataObject) => unknown;
}

const inDays = (days: number) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const moves = (id: number, time: number) =>
	sandbox.skyfish.move(id, time % 2 === 0 ? watched : elsewhere);

const ways: Way[] = [
	{
		event: 'mediaUpdated',
		startsIn: () => watched,
		happen: (id, time) => (sandbox.skyfish.retitle(id, `Title ${time}`), true),
		most: 5,
		mark: ({ version }) => version,
	},
	{
		event: 'mediaExpiring',
		startsIn: () => watched,
		happen: (id) => (sandbox.skyfish.setExpirationDate(id, inDays(3)), true),
		most: 1,
		mark: () => 'once',
	},
	{
		event: 'mediaEnteredFolder',
		startsIn: () => elsewhere,
		happen: (id, time) => (moves(id, time), time % 2 === 0),
		most: 5,
		mark: ({ detectedAt }) => detectedAt,
	},
	{
		event: 'mediaLeftFolder',
		startsIn: () => elsewhere,
		happen: (id, time) => (moves(id, time), time % 2 === 1),
		most: 6,
		mark: ({ detectedAt }) => detectedAt,
	},
];

/** One answer in eight is bad. */
function addFaults() {
	const { faults } = sandbox.skyfish;
	const bad = { server: 'api', times: Infinity, seed } as const;
	const headers = { 'retry-after': '0' };
	return [
		faults.add({ ...bad, kind: 'rateLimit', retryAfter: 0, probability: 0.05 }),
		faults.add({ ...bad, kind: 'status', status: 503, headers, probability: 0.04 }),
		faults.add({ ...bad, kind: 'reset', probability: 0.02 }),
		faults.add({ ...bad, kind: 'cut', probability: 0.02 }),
	];
}

/** A trigger that is polled while things happen, sometimes restarted, and sometimes without an answer at all. */
class Soak {
	readonly told = new Map<number, IDataObject[]>();
	readonly random = seededRandom(seed);
	failedPolls = 0;
	restarts = 0;
	private trigger: PolledTrigger;
	private readonly event: string;

	constructor(event: string) {
		this.event = event;
		this.trigger = this.start();
	}

	private start(): PolledTrigger {
		const folderIds = [watched];
		const parameters = { event: this.event, folderIds, withinDays: 7 };
		const credentials = skyfishCredential(sandbox);
		return new PolledTrigger({ type: 'skyfishTrigger', parameters, credentials });
	}

	/** @returns whether the poll came to its end */
	async poll(): Promise<boolean> {
		const { stored } = this.trigger;
		const { faults } = sandbox.skyfish;
		const breaks = this.random() < 0.1 && faults.add({ kind: 'status', status: 500, times: 40 });
		const events = await Promise.all([this.trigger.poll(), this.trigger.poll()]).catch(
			(error: Error) => error,
		);
		if (breaks) breaks.remove();
		if (events instanceof Error) {
			this.failedPolls++;
			expect(events.message).toMatch(/^(The connection to )?Skyfish/);
			expect(this.trigger.stored).toBe(stored);
			return false;
		}
		for (const event of events.flat()) {
			const id = Number(event.mediaId);
			this.told.set(id, [...(this.told.get(id) ?? []), event]);
		}
		return this.trigger.reported.splice(0).length === 0;
	}

	/** As n8n does it with durable cursors: what was remembered is there again. */
	restart(): void {
		const { stored } = this.trigger;
		this.trigger = this.start();
		this.trigger.stored = stored;
		this.restarts++;
	}
}

it('follows what is uploaded with one answer in eight bad', async () => {
	const soak = new Soak('mediaAdded');
	await soak.poll();
	addFaults();
	const added: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const share = Math.ceil(soak.random() * 4);
		for (let number = 0; number < share; number++) {
			added.push(await sandbox.skyfish.addMedia({ folderId: watched }));
		}
		if (soak.random() < 0.7) sandbox.skyfish.refreshIndex();
		await soak.poll();
		if (soak.random() < 0.2) soak.restart();
	}
	await endOf(soak);
	expect([...soak.told.keys()].sort()).toEqual(added.sort());
	for (const events of soak.told.values()) expect(events).toHaveLength(1);
}, 120_000);

it.each(ways)(
	'follows $event with one answer in eight bad',
	async ({ event, startsIn, happen, most, mark }) => {
		const ids: number[] = [];
		while (ids.length < ITEMS) {
			ids.push(await sandbox.skyfish.addMedia({ folderId: startsIn() }));
		}
		sandbox.skyfish.refreshIndex();
		const soak = new Soak(event);
		await soak.poll();
		const hits = addFaults();
		const times = new Map(ids.map((id) => [id, 0]));
		const news = new Map(ids.map((id) => [id, 0]));
		// What happens again before the trigger has seen it cannot be told apart.
		const unseen = new Set<number>();
		for (let round = 0; round < ROUNDS; round++) {
			for (const id of ids) {
				const time = times.get(id)!;
				if (time === most || unseen.has(id) || soak.random() > 0.15) continue;
				times.set(id, time + 1);
				unseen.add(id);
				if (happen(id, time)) news.set(id, news.get(id)! + 1);
			}
			const isShown = soak.random() < 0.7;
			if (isShown) sandbox.skyfish.refreshIndex();
			if ((await soak.poll()) && isShown) unseen.clear();
			if (soak.random() < 0.2) soak.restart();
		}
		await endOf(soak);
		const all = [...soak.told.values()].flat().length;
		for (const id of ids) {
			const events = soak.told.get(id) ?? [];
			expect(events).toHaveLength(news.get(id)!);
			expect(new Set(events.map(mark)).size).toBe(events.length);
		}
		console.log(
			`${event}: ${all} events of ${ITEMS} items in ${ROUNDS} polls (${soak.failedPolls} failed, ` +
				`${soak.restarts} restarts): 0 lost, 0 repeated; seed ${seed}`,
		);
		expect(all).toBeGreaterThan(ITEMS / 2);
		expect(hits.every((fault) => fault.hits > 0)).toBe(true);
		expect(soak.failedPolls).toBeGreaterThan(0);
		expect(soak.restarts).toBeGreaterThan(0);
	},
	120_000,
);

/** All that was held back comes, and then nothing more. */
async function endOf(soak: Soak): Promise<void> {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.refreshIndex();
	for (let more = 0; more < 5; more++) await soak.poll();
	const before = [...soak.told.values()].flat().length;
	await soak.poll();
	expect([...soak.told.values()].flat()).toHaveLength(before);
}
