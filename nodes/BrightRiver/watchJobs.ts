import { NodeApiError, type IPollFunctions } from 'n8n-workflow';
import { objectIn } from '../shared/answer';
import { readPages } from '../shared/paging';
import { send } from '../shared/transport';
import { brightRiver } from './brightRiverService';
import { jobStatuses } from './jobStatus';
import { searchPage } from './searchCalls';
import { jobsToConfirm, keyOf, type KnownStatuses, type SeenJob } from './statusChanges';

/** A job with what an event tells of it. */
export interface WatchedJob extends SeenJob {
	name?: string;
}

/** What one look at the service showed for certain. */
export interface Sighting {
	confirmed: WatchedJob[];
	/** Keys of jobs to forget: the service no longer has them, or nothing more can happen to them. */
	gone: string[];
}

/** After these nothing comes any more, so they are not asked for again and again. */
const lastStatuses = new Set(['CJ_FINISHED', 'CJ_ARCHIVED', 'CJ_DELETE', 'CJ_TRASH_CANCELLED']);

/** The statuses that a job can still leave. */
const openStatuses = Object.keys(jobStatuses).filter((status) => !lastStatuses.has(status));

/** Looks at all jobs of the account: pages of the search, and a call only for those that changed. */
export async function lookAtAllJobs(
	context: IPollFunctions,
	known: KnownStatuses | undefined,
): Promise<Sighting> {
	const found: WatchedJob[] = await readPages(
		async (page) => await searchPage(context, { statuses: openStatuses }, page),
		keyOf,
	);
	if (known === undefined) return { confirmed: found, gone: [] };

	const { changed, missing } = jobsToConfirm(known, found);
	const byKey = new Map(found.map((job) => [keyOf(job), job]));
	const asked = [
		...changed,
		...missing.filter(isNumber).map((key): WatchedJob => ({ id: Number(key), status: '' })),
	];
	const answers = await Promise.all(asked.map(async (job) => await confirm(context, job)));
	// A job without a number can only be followed by the search; one that left it is let go.
	const gone = missing.filter((key) => !isNumber(key));
	for (const { job, status } of answers) {
		if (status === undefined || lastStatuses.has(status)) gone.push(keyOf(job));
		if (status === undefined) byKey.delete(keyOf(job));
		else byKey.set(keyOf(job), { ...job, status });
	}
	return { confirmed: [...byKey.values()], gone };
}

/** Looks at the named jobs, one call each. */
export async function lookAtNamedJobs(context: IPollFunctions, ids: number[]): Promise<Sighting> {
	const jobs = ids.map((id): WatchedJob => ({ id, status: '' }));
	const answers = await Promise.all(jobs.map(async (job) => await confirm(context, job)));
	const confirmed: WatchedJob[] = [];
	const gone: string[] = [];
	for (const { job, status } of answers) {
		if (status === undefined) gone.push(keyOf(job));
		else confirmed.push({ ...job, status });
	}
	return { confirmed, gone };
}

const isNumber = (key: string) => /^\d+$/.test(key);

/** Asks the service itself. @returns `undefined` as status when it does not have the job any more */
async function confirm(
	context: IPollFunctions,
	job: WatchedJob,
): Promise<{ job: WatchedJob; status: string | undefined }> {
	// The search is all there is for a job without a number.
	if (job.id <= 0) return { job, status: job.status };
	const request = { url: `/jobs/${job.id}/status`, headers: { Accept: 'application/json' } };
	const answer = await send(context, brightRiver, request).catch((error: unknown) => {
		if (isGone(error)) return undefined;
		throw error;
	});
	return { job, status: answer && String(objectIn(context, answer).status) };
}

function isGone(error: unknown): boolean {
	return error instanceof NodeApiError && ['404', '410'].includes(error.httpCode ?? '');
}

/** `GET /jobs/{id}`, all that the service knows of a job. */
export async function fullJob(
	context: IPollFunctions,
	id: number,
): Promise<Record<string, unknown>> {
	const request = { url: `/jobs/${id}`, headers: { Accept: 'application/json' } };
	return objectIn(context, await send(context, brightRiver, request));
}
