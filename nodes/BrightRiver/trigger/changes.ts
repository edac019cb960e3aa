import { stationOf } from '../api/statuses';
import type { Transition } from './filter';

/** A job as some answer showed it. */
export interface SeenJob {
	/** 0 while the service has given it no number yet; then only `guid` tells which job it is. */
	id: number;
	guid?: string;
	status: string;
}

/**
 * What was reported of each job, by `keyOf`: its last status, and before it the station where that is another one.
 * Of a job without a number all statuses that were reported, oldest first, because nothing but the lagging search
 * speaks of it.
 */
export type KnownJobs = ReadonlyMap<string, readonly string[]>;

/** A job that reached another status than the one we knew. */
export interface StatusChange<Job extends SeenJob = SeenJob> extends Transition {
	job: Job;
}

/** What tells jobs apart: the number, or the guid while there is no number. */
export function keyOf({ id, guid }: Pick<SeenJob, 'id' | 'guid'>): string {
	return id > 0 ? String(id) : String(guid);
}

/** What was reported of a job, also when that was under its guid and it has got its number since. */
function reportedOf(known: KnownJobs, job: SeenJob): readonly string[] {
	return known.get(keyOf(job)) ?? known.get(String(job.guid)) ?? [];
}

/**
 * What must be asked job by job before anything is reported: the search index lags, so a job that it shows
 * in another status than the one we knew may be a stale row, and one that it no longer shows may have
 * moved on or may only be missing from this answer.
 *
 * @param found by the search; a job that came on two pages counts once
 * @returns the found jobs to ask about, and the keys of known jobs that were not found
 */
export function jobsToConfirm<Job extends SeenJob>(
	known: KnownJobs,
	found: Job[],
): { changed: Job[]; missing: string[] } {
	const changed = new Map<string, Job>();
	const present = new Set<string>();
	for (const job of found) {
		present.add(keyOf(job));
		if (job.guid !== undefined) present.add(job.guid);
		if (reportedOf(known, job).at(-1) !== job.status) changed.set(keyOf(job), job);
	}
	const missing = [...known.keys()].filter((key) => !present.has(key));
	return { changed: [...changed.values()], missing };
}

/**
 * Compares what we knew with what was seen for certain.
 *
 * @param known is not changed
 * @param seen jobs with the status that the service itself confirmed; of a job without a number what the
 *   search shows, and a status that was reported of it before is then taken for a stale row
 * @param gone keys of jobs to forget
 * @returns the changes in the order of `seen`, and what we know now
 */
export function statusChanges<Job extends SeenJob>(
	known: KnownJobs,
	seen: Job[],
	gone: Iterable<string> = [],
): { changes: Array<StatusChange<Job>>; known: Map<string, readonly string[]> } {
	const now = new Map(known);
	const changes: Array<StatusChange<Job>> = [];
	for (const job of seen) {
		const reported = reportedOf(now, job);
		const numbered = job.id > 0;
		if (numbered && job.guid !== undefined) now.delete(job.guid);
		const isNews = numbered ? reported.at(-1) !== job.status : !reported.includes(job.status);
		if (isNews || numbered) now.set(keyOf(job), withStatus(reported, job));
		if (!isNews) continue;
		changes.push({
			job,
			previousStatus: reported.at(-1) ?? null,
			previousStation: stationOf(reported) ?? null,
			status: job.status,
		});
	}
	for (const key of gone) now.delete(key);
	return { changes, known: now };
}

/** What is known of a job that has reached a status, or has it still. */
function withStatus(reported: readonly string[], { id, status }: SeenJob): readonly string[] {
	if (id <= 0) return [...reported, status];
	const station = stationOf([...reported, status]) ?? status;
	return station === status ? [status] : [station, status];
}
