import fc from 'fast-check';
import type { MediaSettings } from '../skyfish/watch';
import { meanwhile, plannedFaults, seed } from './faults';

const media = fc.nat({ max: 7 });

const workflow = fc.nat({ max: 1 });

/** In how many days something expires; `null` for never. */
const days = fc.constantFrom(-1, 0, 1, 7, 20, 30, 31, 40, null);

const kind = <Kind extends string>(name: Kind) => fc.constant(name);

const settings: fc.Arbitrary<MediaSettings> = fc.record({
	event: fc.constantFrom('mediaAdded', 'mediaUpdated', 'mediaExpiring'),
	folders: fc.constantFrom<number[]>([], [], [1], [2], [3], [1, 3]),
	includeSubfolders: fc.boolean(),
	withinDays: fc.constantFrom(0, 7, 30, 31),
	emitCurrent: fc.boolean(),
});

/** The event stays mostly what it is. */
const edited: fc.Arbitrary<Partial<MediaSettings>> = fc.oneof(
	fc.constant({}),
	fc.record({ withinDays: fc.constantFrom(0, 7, 30, 31) }),
	settings.map(({ folders, includeSubfolders }) => ({ folders, includeSubfolders })),
	settings,
);

const steps = [
	{
		weight: 5,
		arbitrary: fc.record({
			kind: kind('add'),
			folder: fc.constantFrom(1, 2, 3),
			daysAhead: fc.constantFrom(0, 0, 0, 0, 5),
			expiresIn: days,
		}),
	},
	{ weight: 5, arbitrary: fc.record({ kind: kind('change'), media }) },
	{ weight: 4, arbitrary: fc.record({ kind: kind('expire'), media, in: days }) },
	{ weight: 1, arbitrary: fc.record({ kind: kind('delete'), media }) },
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
		arbitrary: fc.record({ kind: kind('pass'), minutes: fc.constantFrom(1, 10, 45, 300, 1_440) }),
	},
	{
		weight: 12,
		arbitrary: fc.record({ kind: kind('poll'), workflow, seed, faults: plannedFaults, meanwhile }),
	},
	{ weight: 2, arbitrary: fc.record({ kind: kind('restart') }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: kind('edit'), workflow, settings: edited, seed, meanwhile }),
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
export const mediaStep = fc.oneof(...steps);

export type MediaStep =
	(typeof steps)[number]['arbitrary'] extends fc.Arbitrary<infer Step> ? Step : never;

/** How a simulation of the Skyfish Trigger begins. */
export const mediaSetup = fc.record({
	seed,
	version: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>,
	hasDurableCursors: fc.constantFrom(false, false, true),
	settings: fc.tuple(settings, settings),
	media: fc.nat({ max: 4 }),
});

export type MediaSetup = typeof mediaSetup extends fc.Arbitrary<infer Setup> ? Setup : never;
