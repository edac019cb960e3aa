import type { Client } from '../../shared/client/client';
import { readAllPagesAtOnce } from '../../shared/client/pages';
import { goingOnAfter, partOf } from '../../shared/polling/deadline';
import { askEach } from '../../shared/polling/askEach';
import { isTooMuch, type Progress } from '../../shared/polling/round';
import { getJob, getStatus } from '../api/jobs';
import { searchPage, type JobQuery } from '../api/search';
import { openStatuses, overStatuses } from '../api/statuses';
import type { Aftermath } from './aftermath';
import { isThere } from './asked';
import { jobsToConfirm, keyOf, type KnownJobs, type SeenJob } from './changes';

/** When a job came where, as the service writes it. */
export interface JobDates {
	createdDate?: string;
	acceptedDate?: string | null;
	orderedDate?: string | null;
	deliveredDate?: string | null;
}

/** A job with what an event says about it; only a search gives its dates. */
export interface WatchedJob extends SeenJob, JobDates {
	name?: string;
}

/** What one look at the service showed for certain. */
export interface Sighting {
	seen: WatchedJob[];
	/** Keys of the jobs of which the service itself said how they are. */
	answered?: ReadonlySet<string>;
	/** Keys of known jobs that were not there; they are forgotten once several looks agree. */
	absent: string[];
	/** Keys of known jobs to forget at once: they are too old for the query, or not where it looks. */
	gone: string[];
	/** Keys of known jobs that are not watched any more; they are forgotten once several looks agree. */
	leaving: string[];
	/** Keys of the jobs that the settings before find too; for an edit of the settings. */
	watchedBefore?: ReadonlySet<string>;
	/** The key of the job that was asked about last before the time was over; not there if there was time for all. */
	askedLast?: string;
	/** How far the search came, where it takes more than one look; who was not found is known only at its end. */
	round?: Progress;
	/** What the operator should know: jobs that the service does not have, or does not show to this account. */
	unavailable: Unavailable[];
}

export interface Unavailable {
	id: number;
	problem: 'gone' | 'forbidden';
}

/** Jobs to look at whatever the search says of them, and the order in which to ask. */
export interface Attention {
	/** Known jobs that are over and watched all the same. */
	aftermath?: Aftermath;
	/** The `askedLast` of the look before. */
	goOnAfter?: string;
	/** The `round` of the look before. */
	goOn?: Progress;
	/** Keys of known jobs about which something is to be said: the search alone is not certain. */
	due?: ReadonlySet<string>;
}

const nothingOver: Aftermath = { all: new Set(), due: new Set() };

/** How often the search is read again until it gave as many jobs as it said it had. */
const MOST_READS = 3;

/**
 * Looks at the jobs that a query finds: pages of the search, and a call only for those that seem to have
 * changed.
 *
 * @param known `undefined` on the first look ever: then the search alone is read
 * @param takesStock whether the query is a new one: what it leaves out is looked at once more, then leaves
 * @param queryBefore what was watched before this query
 */
export async function lookAtFoundJobs(
	client: Client,
	query: JobQuery,
	known: KnownJobs | undefined,
	takesStock: boolean,
	queryBefore?: JobQuery,
	{ aftermath = nothingOver, goOnAfter = '', goOn, due = new Set() }: Attention = {},
): Promise<Sighting> {
	const isFirst = known === undefined || goOn?.isFirst === true;
	const { found, all, round: came } = await findOpenJobs(client, query, takesStock, goOn);
	const round = came && { ...came, isFirst };
	// What is cut off here is of no interest but to jobs that came just before an edit.
	const before = queryBefore && (await findOpenJobs(client, queryBefore, true)).found;
	if (known === undefined)
		return { seen: [...found.values()], absent: [], gone: [], leaving: [], unavailable: [], round };

	const { changed, missing: notHere } = jobsToConfirm(known, [...found.values()]);
	const notFound = round ? [] : notHere.filter((key) => !all.has(key));
	const changedKeys = new Set(changed.map(keyOf));
	const isQuiet = (key: string) => !changedKeys.has(key);
	const dueJobs = [...due].filter(isQuiet).flatMap((key) => found.get(key) ?? []);
	// With other settings, a job may be known that is of no interest any more.
	const isElsewhere = (key: string) => isNumber(key) && !isThere(query.statuses, known.get(key)!);
	const missing = notFound.filter((key) => !isElsewhere(key));
	// Only the search knows a job without a number.
	const isOpen = (key: string) =>
		isNumber(key) && !overStatuses.has(String(known.get(key)?.at(-1)));
	const asked = missing.filter(isOpen).map((key): WatchedJob => ({ id: Number(key), status: '' }));
	const toConfirm = isFirst ? changed.filter((job) => known.has(keyOf(job))) : changed;
	const toAsk = goingOnAfter(goOnAfter, [...toConfirm, ...dueJobs, ...asked], keyOf);
	const { confirmed, unavailable, unanswered, askedLast } = await confirmAll(client, toAsk);
	confirmed.push(...(await endsOf(client, notHere, aftermath)));

	const unseen = new Set([...unanswered.map(keyOf), ...unavailable.map(({ id }) => String(id))]);

	// What the search says of them alone is not certain.
	for (const key of unseen) found.delete(key);
	for (const job of confirmed) found.set(keyOf(job), job);
	const leaving = takesStock ? missing.filter((key) => !unseen.has(key)) : [];
	const gone = notFound.filter(isElsewhere);
	if (query.dateFrom && !takesStock) {
		const stillThere = asked.filter((job) => isFindable(query, found.get(keyOf(job))));
		gone.push(...(await createdBefore(client, stillThere, query.dateFrom)));
	}
	return {
		seen: [...found.values()],
		answered: new Set(confirmed.map(keyOf)),
		absent: [
			...unavailable.map(({ id }) => String(id)),
			...missing.filter((key) => !isOpen(key) && !aftermath.all.has(key)),
		],
		gone,
		leaving,
		askedLast,
		round,
		watchedBefore: new Set(before?.keys()),
		// A job that is gone is no news to anybody; one that is hidden can be a wrong credential. One that only just
		// came is of interest where it is known to be wanted.
		unavailable: unavailable.filter(
			({ id, problem }) =>
				problem === 'forbidden' && (known.has(String(id)) || query.statuses !== undefined),
		),
	};
}

/** How those jobs are now that are over and due to be asked about; what fails is asked again in the next round. */
async function endsOf(
	client: Client,
	missing: string[],
	{ due }: Aftermath,
): Promise<WatchedJob[]> {
	const jobs = missing
		.filter((key) => due.has(key))
		.map((key) => ({ id: Number(key), status: '' }));
	try {
		return (await confirmAll(client, jobs)).confirmed;
	} catch {
		return [];
	}
}

function isNumber(key: string): boolean {
	return /^\d+$/.test(key);
}

/** Whether the query would find a job with the status that it has for certain, but for its age. */
function isFindable({ statuses }: JobQuery, job: WatchedJob | undefined): boolean {
	if (job === undefined) return false;
	return statuses?.includes(job.status) ?? !overStatuses.has(job.status);
}

/** The keys of those jobs that have become too old for the query; else they would be asked about for ever. */
async function createdBefore(
	client: Client,
	jobs: WatchedJob[],
	dateFrom: string,
): Promise<string[]> {
	const limit = Date.parse(dateFrom);
	const asked = await askEach(
		jobs,
		async ({ id }) => (await getJob(client, id)).createdDate,
		client.endsAt,
	);
	return asked
		.filter(({ answer }) => Date.parse(String(answer)) < limit)
		.map(({ thing }) => keyOf(thing));
}

/** What of the time for a look its search may take; the rest is for asking about what it found. */
const SHARE_OF_SEARCH = 0.6;

/**
 * The open jobs by key, or those with the statuses that the query names. Jobs that move between pages while these
 * are read can be missed; that matters only while taking stock, when a job that is found later would pass for a
 * new one.
 *
 * @param goOn where the look before had not the time to read all
 * @returns those found now, the keys of all that this search found, and how far it came if that was not its end
 */
async function findOpenJobs(
	client: Client,
	query: JobQuery,
	completely: boolean,
	goOn?: Progress,
): Promise<{
	found: Map<string, WatchedJob>;
	all: ReadonlySet<string>;
	round?: Omit<Progress, 'isFirst'>;
}> {
	const found = new Map<string, WatchedJob>();
	const all = new Set(goOn?.found);
	const until = partOf(client.endsAt, SHARE_OF_SEARCH);
	let from = goOn?.page ?? 0;
	for (
		let reads = completely ? (goOn?.reads ?? 0) : 0;
		reads < (completely ? MOST_READS : 1);
		reads++
	) {
		const { entries, total, nextPage } = await readAllPagesAtOnce(
			async (page) => await searchPage(client, { statuses: [...openStatuses], ...query }, page),
			keyOf,
			{ from, until, isTooMuch },
		);
		for (const entry of entries) {
			const { id, guid, status, name, createdDate } = entry;
			const { acceptedDate, orderedDate, deliveredDate } = entry;
			const dates = { createdDate, acceptedDate, orderedDate, deliveredDate };
			const job = { id, guid, status, name, ...dates };
			found.set(keyOf(job), job);
			all.add(keyOf(job));
		}
		if (nextPage !== undefined) return { found, all, round: { page: nextPage, reads, found: all } };
		if (all.size >= total || !Number.isFinite(total)) break;
		from = 0;
	}
	return { found, all };
}

/** Looks at jobs that the operator named, one call each. They are known for as long as they are named. */
export async function lookAtNamedJobs(
	client: Client,
	ids: number[],
	known: KnownJobs = new Map(),
	goOnAfter = '',
): Promise<Sighting> {
	const named = ids.map((id): WatchedJob => ({ id, status: '' }));
	const jobs = goingOnAfter(goOnAfter, named, keyOf);
	const { confirmed, unavailable, askedLast } = await confirmAll(client, jobs);
	const keys = new Set(jobs.map(keyOf));
	return {
		seen: confirmed,
		answered: new Set(confirmed.map(keyOf)),
		absent: unavailable.map(({ id }) => String(id)),
		gone: [],
		leaving: [...known.keys()].filter((key) => !keys.has(key)),
		askedLast,
		unavailable,
	};
}

interface Confirmed {
	confirmed: WatchedJob[];
	unavailable: Unavailable[];
	unanswered: WatchedJob[];
	/** See `Sighting`. */
	askedLast?: string;
}

/** Asks the service itself for the status of each job. */
async function confirmAll(client: Client, jobs: WatchedJob[]): Promise<Confirmed> {
	// The search is all there is for a job without a number.
	const unnumbered = jobs.filter(({ id }) => id <= 0);
	const numbered = jobs.filter(({ id }) => id > 0);
	const asked = await askEach(
		numbered,
		async ({ id }) => await getStatus(client, id),
		client.endsAt,
	);
	const confirmed = [...unnumbered];
	const unavailable: Unavailable[] = [];
	const unanswered: WatchedJob[] = [];
	for (const { thing: job, answer, problem } of asked) {
		if (answer !== undefined) confirmed.push({ ...job, status: answer });
		else if (problem === 'gone' || problem === 'forbidden')
			unavailable.push({ id: job.id, problem });
		else unanswered.push(job);
	}
	const begun = asked.filter(({ problem }) => problem !== 'unbegun');
	const isCut = begun.length < asked.length;
	const askedLast = isCut && begun.length > 0 ? keyOf(begun[begun.length - 1].thing) : undefined;
	return { confirmed, unavailable, unanswered, askedLast };
}
