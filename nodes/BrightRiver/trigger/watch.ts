import { NodeApiError, type IPollFunctions } from 'n8n-workflow';
import { objectIn, textIn } from '../shared/answer';
import { readAllPagesAtOnce } from '../shared/paging';
import { send } from '../shared/transport';
import { brightRiver } from './brightRiverService';
import { getJob } from './jobCalls';
import { jobStatuses } from './jobStatus';
import { searchPage, type JobQuery } from './searchCalls';
import { jobsToConfirm, keyOf, type KnownJobs, type SeenJob } from './statusChanges';

/** A job with what an event tells of it. */
export interface WatchedJob extends SeenJob {
	name?: string;
}

/** What one look at the service showed for certain. */
export interface Sighting {
	seen: WatchedJob[];
	/** Keys of jobs to forget: the service no longer has them, or nothing more can happen to them. */
	gone: string[];
	/** The named jobs that the service does not have. */
	notFound: number[];
}

/** After these nothing comes any more, so they are not asked for again and again. */
const lastStatuses = new Set(['CJ_FINISHED', 'CJ_ARCHIVED', 'CJ_DELETE', 'CJ_TRASH_CANCELLED']);

/** The statuses that a job can still leave. */
const openStatuses = Object.keys(jobStatuses).filter((status) => !lastStatuses.has(status));

/** How often the search is read again until it gave as many jobs as it said it had. */
const MOST_READS = 3;

/**
 * Looks at the jobs that a query finds: pages of the search, and a call only for those that seem to have
 * changed.
 *
 * @param known `undefined` on the first look ever: then the search alone is read
 * @param takesStock whether the query is a new one: what it leaves out is looked at once more, then forgotten
 */
export async function lookAtFoundJobs(
	context: IPollFunctions,
	query: JobQuery,
	known: KnownJobs | undefined,
	takesStock: boolean,
): Promise<Sighting> {
	const found = await findOpenJobs(context, query, takesStock);
	if (known === undefined) return { seen: [...found.values()], gone: [], notFound: [] };

	const { changed, missing } = jobsToConfirm(known, [...found.values()]);
	const isNumber = (key: string) => /^\d+$/.test(key);
	const asked = missing
		.filter(isNumber)
		.map((key): WatchedJob => ({ id: Number(key), status: '' }));
	const answers = await confirmAll(context, [...changed, ...asked]);
	// A job without a number can only be followed by the search; one that left it is let go.
	const gone = takesStock ? [...missing] : missing.filter((key) => !isNumber(key));
	for (const { job, status } of answers) {
		const key = keyOf(job);
		if (status === undefined || lastStatuses.has(status)) gone.push(key);
		if (status === undefined) found.delete(key);
		else found.set(key, { ...job, status });
	}
	if (query.dateFrom && !takesStock) {
		const forgotten = new Set(gone);
		const open = asked.filter((job) => !forgotten.has(keyOf(job)));
		gone.push(...(await createdBefore(context, open, query.dateFrom)));
	}
	return { seen: [...found.values()], gone, notFound: [] };
}

/** The keys of those jobs that have become too old for the query; else they would be asked about for ever. */
async function createdBefore(
	context: IPollFunctions,
	jobs: WatchedJob[],
	dateFrom: string,
): Promise<string[]> {
	const dates = await Promise.all(
		jobs.map(async (job) => ({ job, date: (await getJob(context, job.id)).createdDate })),
	);
	const limit = Date.parse(dateFrom);
	return dates.filter(({ date }) => Date.parse(String(date)) < limit).map(({ job }) => keyOf(job));
}

/**
 * The open jobs by key. Jobs that move between pages while these are read can be missed; that matters
 * only while taking stock, where a job that is found later would pass for a new one.
 */
async function findOpenJobs(
	context: IPollFunctions,
	query: JobQuery,
	completely: boolean,
): Promise<Map<string, WatchedJob>> {
	const found = new Map<string, WatchedJob>();
	for (let reads = 0; reads < (completely ? MOST_READS : 1); reads++) {
		const { entries, total } = await readAllPagesAtOnce(
			async (page) => await searchPage(context, { ...query, statuses: openStatuses }, page),
			keyOf,
		);
		for (const { id, guid, status, name } of entries) {
			const job = { id, guid, status, name };
			found.set(keyOf(job), job);
		}
		if (found.size >= total) break;
	}
	return found;
}

/** Looks at the named jobs, one call each. */
export async function lookAtNamedJobs(
	context: IPollFunctions,
	ids: number[],
	known: KnownJobs = new Map(),
): Promise<Sighting> {
	const jobs = ids.map((id): WatchedJob => ({ id, status: '' }));
	const seen: WatchedJob[] = [];
	const notFound: number[] = [];
	for (const { job, status } of await confirmAll(context, jobs)) {
		if (status === undefined) notFound.push(job.id);
		else seen.push({ ...job, status });
	}
	const watched = new Set(seen.map(keyOf));
	return { seen, gone: [...known.keys()].filter((key) => !watched.has(key)), notFound };
}

interface Confirmed {
	job: WatchedJob;
	/** `undefined` where the service does not have the job (any more). */
	status: string | undefined;
}

/** Asks the service itself for the status of each job. */
async function confirmAll(context: IPollFunctions, jobs: WatchedJob[]): Promise<Confirmed[]> {
	return await Promise.all(jobs.map(async (job) => await confirm(context, job)));
}

async function confirm(context: IPollFunctions, job: WatchedJob): Promise<Confirmed> {
	// The search is all there is for a job without a number.
	if (job.id <= 0) return { job, status: job.status };
	const request = { url: `/jobs/${job.id}/status` };
	const answer = await send(context, brightRiver, request).catch((error: unknown) => {
		if (isGone(error)) return undefined;
		throw error;
	});
	return { job, status: answer && textIn(context, objectIn(context, answer), 'status') };
}

function isGone(error: unknown): boolean {
	return error instanceof NodeApiError && ['404', '410'].includes(error.httpCode ?? '');
}
