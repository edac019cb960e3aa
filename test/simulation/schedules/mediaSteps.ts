import fc from 'fast-check';
import type { MediaSettings } from '../skyfish/watch';
import { meanwhile, plannedFaults, seed } from './faults';

const media = fc.nat({ max: 7 });

const workflow = fc.nat({ max: 1 });

/** In how many days something expires; `null` for never. */
const days = fc.constantFrom(-1, 0, 1, 7, 20, 30, 31, 40, null);

const kind = <Kind extends string>(name: Kind) => fc.constant(name);

type Event = MediaSettings['event'];

const settingsOf = (events: Event[]): fc.Arbitrary<MediaSettings> =>
	fc.record({
		event: fc.constantFrom(...events),
		folders: fc.constantFrom<number[]>([], [], [1], [2], [3], [1, 3]),
		includeSubfolders: fc.boolean(),
		withinDays: fc.constantFrom(0, 7, 30, 31),
		emitCurrent: fc.boolean(),
	});

/** The event stays mostly what it is. */
const edited = (settings: fc.Arbitrary<MediaSettings>): fc.Arbitrary<Partial<MediaSettings>> =>
	fc.oneof(
		fc.constant({}),
		fc.record({ withinDays: fc.constantFrom(0, 7, 30, 31) }),
		settings.map(({ folders, includeSubfolders }) => ({ folders, includeSubfolders })),
		settings,
	);

const stepsFor = (settings: fc.Arbitrary<MediaSettings>, isOfFolders: boolean) => [
	{
		weight: 5,
		arbitrary: fc.record({
			kind: kind('add'),
			folder: fc.constantFrom(1, 2, 3),
			daysAhead: fc.constantFrom(0, 0, 0, 0, 5),
			importMinutes: fc.constantFrom(0, 0, 0, 18, 25),
			expiresIn: days,
		}),
	},
	{ weight: isOfFolders ? 0 : 5, arbitrary: fc.record({ kind: kind('change'), media }) },
	{
		weight: isOfFolders ? 0 : 4,
		arbitrary: fc.record({ kind: kind('expire'), media, in: days }),
	},
	{
		weight: isOfFolders ? 12 : 0,
		arbitrary: fc.record({
			kind: kind('place'),
			media,
			folders: fc.constantFrom<number[]>([1], [2], [3], [3], [1, 3], [2, 3], []),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: kind('delete'), media }) },
	{ weight: isOfFolders ? 3 : 1, arbitrary: fc.record({ kind: kind('step back') }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: kind('hide'),
			media,
			status: fc.constantFrom(403, 404, 410, 500, 500),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: kind('show'), media }) },
	{ weight: 4, arbitrary: fc.record({ kind: kind('refresh') }) },
	{ weight: 1, arbitrary: fc.record({ kind: kind('sign in again') }) },
	{
		weight: 3,
		arbitrary: fc.record({
			kind: kind('pass'),
			minutes: fc.constantFrom(1, 10, 20, 20, 45, 300, 1_440),
		}),
	},
	{
		weight: 12,
		arbitrary: fc.record({ kind: kind('poll'), workflow, seed, faults: plannedFaults, meanwhile }),
	},
	{ weight: 2, arbitrary: fc.record({ kind: kind('restart') }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: kind('edit'),
			workflow,
			settings: edited(settings),
			seed,
			meanwhile,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: kind('account'),
			workflow,
			account: fc.constantFrom('anna@example.com', 'bert@example.com'),
			seed,
		}),
	},
	{ weight: 2, arbitrary: fc.record({ kind: kind('quiet') }) },
];

/** One thing that happens where a Skyfish Trigger watches. */
export type MediaStep =
	ReturnType<typeof stepsFor>[number]['arbitrary'] extends fc.Arbitrary<infer Step> ? Step : never;

const setupFor = (settings: fc.Arbitrary<MediaSettings>) =>
	fc.record({
		seed,
		version: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>,
		hasDurableCursors: fc.constantFrom(false, false, true),
		budgetMs: fc.constantFrom(300_000, 36_000, 3_000),
		settings: fc.tuple(settings, settings),
		media: fc.nat({ max: 4 }),
	});

export type MediaSetup =
	ReturnType<typeof setupFor> extends fc.Arbitrary<infer Setup> ? Setup : never;

/** How a simulation of Skyfish Triggers with these events begins, and what happens in it. */
export function mediaSchedule(...events: Event[]) {
	const settings = settingsOf(events);
	const isOfFolders = events.includes('mediaEnteredFolder');
	const step: fc.Arbitrary<MediaStep> = fc.oneof(...stepsFor(settings, isOfFolders));
	return { setup: setupFor(settings), step };
}
