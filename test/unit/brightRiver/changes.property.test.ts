import fc from 'fast-check';
import { isThere } from '../../../nodes/BrightRiver/trigger/asked';
import {
	jobsToConfirm,
	keyOf,
	statusChanges,
	type KnownJobs,
	type SeenJob,
} from '../../../nodes/BrightRiver/trigger/changes';
import { readMemory, writeMemory } from '../../../nodes/BrightRiver/trigger/memory';

const statuses = [
	'CJ_NEW',
	'CJ_REVIEWING',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_WORK_PROGRESS',
	'TIMECAROUSEL',
	'CJ_ZIP_INIT',
	'CJ_WORK_DONE',
];

/** One thing that happens between or during polls. */
type Step =
	| { kind: 'move'; job: number; status: string }
	| { kind: 'index' }
	| { kind: 'poll'; missing: number[]; order: number; fails: boolean; movesBefore: number[] }
	| { kind: 'restart' };

const jobNumber = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('move' as const),
			job: jobNumber,
			status: fc.constantFrom(...statuses),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('index' as const) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			// Rows that this poll's pages left out, because others pushed them while they were read.
			missing: fc.array(jobNumber, { maxLength: 3 }),
			order: fc.nat(),
			fails: fc.boolean(),
			// Jobs that move on after the search was read, before they are asked about.
			movesBefore: fc.array(jobNumber, { maxLength: 2 }),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

/** A service in which jobs move, with an index that lags, and a trigger that polls it. */
class World {
	readonly actual = new Map<number, string>();

	readonly index = new Map<number, string>();

	/** Every status of a job since the first poll, the one it had then first. */
	readonly history = new Map<number, string[]>();

	readonly told = new Map<number, string[]>();

	private stored: string | undefined;

	private known: KnownJobs | undefined;

	/** The statuses that the search is asked for, all if there are none. */
	private readonly asked: string[] | undefined;

	constructor(asked?: string[]) {
		this.asked = asked;
	}

	move(job: number, status: string): void {
		if (this.actual.get(job) === status) return;
		this.actual.set(job, status);
		this.history.set(job, [...(this.history.get(job) ?? []), status]);
	}

	refreshIndex(): void {
		for (const [job, status] of this.actual) this.index.set(job, status);
	}

	restart(): void {
		const memory = this.stored ? readMemory(JSON.parse(this.stored)) : undefined;
		this.known = memory?.known;
	}

	poll({ missing, order, fails, movesBefore }: Extract<Step, { kind: 'poll' }>): void {
		const rows = [...this.index]
			.filter(([job]) => this.known === undefined || !missing.includes(job))
			.filter(([, status]) => this.asked?.includes(status) ?? true)
			.map(([id, status]): SeenJob => ({ id, guid: `guid-${id}`, status }));
		// Reordered and repeated, as pages that shift while they are read.
		const turned = rows.map((_, at) => rows[(at + order) % rows.length]);
		const found = [...turned, ...turned.slice(0, order % 3)];

		const before = this.known ?? new Map<string, string[]>();
		let seen: SeenJob[] = [...new Map(found.map((job) => [keyOf(job), job])).values()];
		if (this.known !== undefined) {
			const { changed, missing: absent } = jobsToConfirm(before, found);
			for (const job of movesBefore) this.move(job, 'CJ_WORK_DONE');
			const asked = [...changed.map(({ id }) => id), ...absent.map(Number)];
			const confirmed = new Map(asked.map((id) => [id, this.actual.get(id)!]));
			const ids = new Set([...seen.map(({ id }) => id), ...asked]);
			seen = [...ids].map((id) => ({
				id,
				guid: `guid-${id}`,
				status: confirmed.get(id) ?? this.index.get(id)!,
			}));
		}
		const { changes, known } = statusChanges(before, seen);
		for (const [key, reached] of known) if (!isThere(this.asked, reached)) known.delete(key);
		// A fault anywhere in the poll: nothing is emitted and nothing is stored.
		if (fails) return;
		if (this.known !== undefined) {
			for (const { job, previousStatus, status } of changes) {
				if (this.asked?.includes(status) === false) continue;
				const told = this.told.get(job.id) ?? [];
				expect(previousStatus).toBe(before.get(String(job.id))?.at(-1) ?? null);
				this.told.set(job.id, [...told, status]);
			}
		}
		this.known = known;
		this.stored = JSON.stringify(
			writeMemory({
				account: '',
				known,
				over: new Map(),
				askedLast: '',
				watched: 'all',
				absent: new Map(),
				unreadable: new Map(),
				leaving: [],
				goOnAfter: '',
				notFound: [],
				newest: '',
				stays: new Map(),
			}),
		);
	}

	/** Whether what was told of a job came in the order in which it happened. */
	toldInOrder(job: number): boolean {
		let at = 0;
		const history = this.history.get(job) ?? [];
		return (this.told.get(job) ?? []).every((status) => {
			at = history.indexOf(status, at) + 1;
			return at > 0;
		});
	}

	knows(job: number): string | undefined {
		return this.known?.get(String(job))?.at(-1);
	}
}

it.each([
	['all', undefined],
	['some', ['CJ_WAIT_ACCEPTANCE', 'CJ_WORK_DONE']],
])('tells every status that it sees once, in order, whatever goes wrong: %s', (_, asked) => {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	console.log(`seed ${seed} (repeat with SEED=${seed})`);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const world = new World(asked);
			for (const one of steps) {
				if (one.kind === 'move') world.move(one.job, one.status);
				else if (one.kind === 'index') world.refreshIndex();
				else if (one.kind === 'restart') world.restart();
				else world.poll(one);
			}
			// Quiet at last: after one good poll with a fresh index everything is known, and a second tells nothing.
			world.refreshIndex();
			const quiet = { kind: 'poll', missing: [], order: 0, fails: false, movesBefore: [] } as const;
			world.poll({ ...quiet, missing: [], movesBefore: [] });
			const told = JSON.stringify([...world.told]);
			world.poll({ ...quiet, missing: [], movesBefore: [] });
			expect(JSON.stringify([...world.told])).toBe(told);
			for (const [job, status] of world.actual) {
				const isAsked = asked?.includes(status) ?? true;
				if (isAsked) expect(world.knows(job)).toBe(status);
				// What left and came back unseen is no news, and neither is what it did elsewhere.
				else expect([undefined, status]).toContain(world.knows(job));
				expect(world.toldInOrder(job)).toBe(true);
				const statusesTold = world.told.get(job) ?? [];
				if (asked) continue;
				statusesTold.forEach((one, at) => expect(one).not.toBe(statusesTold[at - 1]));
			}
		}),
		{ seed, numRuns: 2000 },
	);
});
