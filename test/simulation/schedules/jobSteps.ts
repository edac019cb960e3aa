import fc from 'fast-check';
import { dateHabits, totals, type Totals } from '../brightRiver/job';
import { filters, type FilterName, type TriggerSettings } from '../brightRiver/watch';
import { meanwhile, plannedFaults, seed } from './faults';

/** So many jobs there are at first; steps name jobs by their place among all, so that each name means one. */
const job = fc.nat({ max: 11 });

const workflow = fc.nat({ max: 1 });

/** The statuses that jobs go through here, of every group that matters. */
export const statuses = [
	'CJ_NEW',
	'CJ_REVIEWING',
	'CJ_NEED_ACCEPTANCE',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_WORK_PROGRESS',
	'TIMECAROUSEL',
	'CJ_ZIP_INIT',
	'CJ_WORK_DONE',
	'CJ_NOTIFIED_WORK_DN',
	'CJ_REJECT_INIT',
	'CJ_CLIENT_REVIEWED',
	'CJ_FINISHED',
	'CJ_ARCHIVED',
	'CJ_ERROR',
];

const oneOf = <T extends string>(names: readonly T[]) => fc.constantFrom(...names);

export const settings: fc.Arbitrary<TriggerSettings> = fc.record({
	watch: oneOf(['all', 'all', 'all', 'shoes', 'recent', 'named', 'named'] as const),
	jobIds: fc.uniqueArray(fc.integer({ min: 1001, max: 1006 }), { minLength: 1, maxLength: 4 }),
	filter: fc.oneof(
		{ weight: 2, arbitrary: fc.constant('everything' as const) },
		{ weight: 3, arbitrary: oneOf(Object.keys(filters) as FilterName[]) },
	),
	emitCurrent: fc.boolean(),
	includeJob: fc.boolean(),
	testJobs: oneOf(['all', 'all', 'all', 'none', 'only'] as const),
	knowPrevious: fc.constantFrom(false, false, true),
});

/** The same for jobs that are overdue, in places that they can leave. */
export const overdueSettings: fc.Arbitrary<TriggerSettings> = settings.chain((all) =>
	fc.record({
		...Object.fromEntries(Object.entries(all).map(([name, value]) => [name, fc.constant(value)])),
		filter: oneOf(['ready', 'accept', 'in production', 'done', 'new or failed', 'accept or ready']),
		afterHours: fc.constantFrom(0.5, 5, 24),
	}),
) as fc.Arbitrary<TriggerSettings>;

const kind = <Kind extends string>(name: Kind) => fc.constant(name);

/** What happens at Bright River. */
const atBrightRiver = [
	{
		weight: 8,
		arbitrary: fc.record({ kind: kind('move'), job, status: oneOf(statuses) }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: kind('create'),
			account: fc.constantFrom('A', 'A', 'B'),
			name: fc.constantFrom('Shoes', 'Shoes', 'Bags'),
			isTest: fc.constantFrom(false, false, true),
			isOld: fc.constantFrom(false, false, true),
			isNumbered: fc.constantFrom(true, true, true, false),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: kind('number'), job }) },
	{ weight: 4, arbitrary: fc.record({ kind: kind('refresh') }) },
	{ weight: 3, arbitrary: fc.record({ kind: kind('stale'), searches: fc.constantFrom(1, 2, 5) }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: kind('totals'), as: oneOf(Object.keys(totals) as Totals[]) }),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: kind('hide'),
			job,
			what: fc.constantFrom('status', 'details', 'both'),
			status: fc.constantFrom(403, 404, 410),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ kind: kind('show'), job }) },
];

/** Ways of a job on which it stays where it is for an operator, or comes back to where it was. */
const stays = [
	['CJ_WORK_DONE', 'TIMECAROUSEL', 'CJ_NOTIFIED_WORK_DN'],
	['CJ_WORK_DONE', 'CJ_ZIP_INIT', 'TIMECAROUSEL', 'CJ_CLIENT_REVIEWED'],
	['CJ_WORK_PROGRESS', 'TIMECAROUSEL', 'CJ_ZIP_INIT', 'CJ_WORK_DONE'],
	['CJ_WORK_DONE', 'CJ_REJECT_INIT', 'TIMECAROUSEL', 'CJ_WORK_DONE'],
	['CJ_WORK_DONE', 'CJ_ERROR', 'CJ_WORK_DONE'],
	['CJ_WAIT_ACCEPTANCE', 'CJ_NEW', 'CJ_NEED_ACCEPTANCE'],
];

/** What happens in n8n. */
const inN8n = [
	{
		weight: 12,
		arbitrary: fc.record({ kind: kind('poll'), workflow, seed, faults: plannedFaults, meanwhile }),
	},
	{ weight: 2, arbitrary: fc.record({ kind: kind('restart') }) },
	{
		weight: 2,
		arbitrary: fc.record({
			kind: kind('stay'),
			job,
			workflow,
			way: fc.constantFrom(...stays),
			isQuiet: fc.boolean(),
			seed,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: kind('account'), workflow, account: oneOf(['A', 'B']), seed }),
	},
	{ weight: 2, arbitrary: fc.record({ kind: kind('quiet') }) },
];

/** What an operator does who knows these settings. */
const editOf = (all: fc.Arbitrary<TriggerSettings>) => ({
	weight: 2,
	arbitrary: fc.record({
		kind: kind('edit'),
		workflow,
		settings: fc.oneof(fc.constant({}), all),
		seed,
		meanwhile,
	}),
});

/** Ways of a job on which it stays where it may be overdue, or leaves it and comes back. */
const longStays = [
	['CJ_WAIT_ACCEPTANCE', 'TIMECAROUSEL', 'CJ_WAIT_ACCEPTANCE'],
	['CJ_WORK_DONE', 'CJ_ZIP_INIT', 'CJ_NOTIFIED_WORK_DN'],
	['CJ_WORK_DONE', 'CJ_REJECT_INIT', 'CJ_WORK_DONE'],
	['CJ_NEED_ACCEPTANCE', 'CJ_NEW', 'CJ_WAIT_ACCEPTANCE'],
	['CJ_NEED_ACCEPTANCE', 'CJ_WORK_PROGRESS', 'CJ_WORK_DONE'],
];

/** What makes jobs overdue. */
const inTime = [
	{
		weight: 2,
		arbitrary: fc.record({
			kind: kind('longStay'),
			job,
			way: fc.constantFrom(...longStays),
			hours: fc.constantFrom(0.6, 6, 30),
			isHidden: fc.constantFrom(false, false, true),
			seed,
		}),
	},
	{
		weight: 8,
		arbitrary: fc.record({ kind: kind('wait'), hours: fc.constantFrom(0.3, 0.6, 3, 6, 20, 30) }),
	},
	{ weight: 1, arbitrary: fc.record({ kind: kind('dates'), as: oneOf(dateHabits) }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: kind('edit'),
			workflow,
			settings: fc.record({ afterHours: fc.constantFrom(0.5, 5, 24) }),
			seed,
			meanwhile,
		}),
	},
];

/** One thing that happens where a Bright River Trigger watches. */
export const jobStep = fc.oneof(...atBrightRiver, ...inN8n, editOf(settings));

/** One thing that happens where it waits for jobs that are overdue. */
export const overdueStep = fc.oneof(...atBrightRiver, ...inN8n, ...inTime, editOf(overdueSettings));

type Arbitraries =
	| (typeof atBrightRiver | typeof inN8n | typeof inTime)[number]['arbitrary']
	| ReturnType<typeof editOf>['arbitrary'];

export type JobStep = Arbitraries extends fc.Arbitrary<infer Step> ? Step : never;

const setupOf = (all: fc.Arbitrary<TriggerSettings>) =>
	fc.record({
		seed,
		version: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>,
		hasDurableCursors: fc.constantFrom(false, false, true),
		budgetMs: fc.constantFrom(300_000, 36_000, 3_000),
		settings: fc.tuple(all, all),
		accounts: fc.tuple(fc.constant('A'), fc.constantFrom('A', 'B')),
		jobs: fc.nat({ max: 5 }),
	});

/** How a simulation of the Bright River Trigger begins. */
export const jobSetup = setupOf(settings);

/** The same with jobs that can be overdue. */
export const overdueSetup = setupOf(overdueSettings);

export type JobSetup = typeof jobSetup extends fc.Arbitrary<infer Setup> ? Setup : never;
