/** A job as some answer showed it. */
export interface SeenJob {
	/** 0 while the service has given it no number yet; then only `guid` tells which job it is. */
	id: number;
	guid?: string;
	status: string;
}

/** What we knew: the last status of each job that was told, by `keyOf`. */
export type KnownStatuses = ReadonlyMap<string, string>;

/** A job that reached another status than the one we knew. */
export interface StatusChange<Job extends SeenJob = SeenJob> {
	job: Job;
	/** `null` for a job that was not known before. */
	previousStatus: string | null;
	status: string;
}

/** What tells jobs apart: the number, or the guid while there is no number. */
export function keyOf({ id, guid }: Pick<SeenJob, 'id' | 'guid'>): string {
	return id > 0 ? String(id) : String(guid);
}

/** The status we knew of a job, also when it was known by its guid and has got its number since. */
export function knownStatusOf(known: KnownStatuses, job: SeenJob): string | undefined {
	return known.get(keyOf(job)) ?? (job.guid === undefined ? undefined : known.get(job.guid));
}

/**
 * What must be asked job by job before anything is told: the search index lags, so a job that it shows
 * in another status than the one we knew may be a stale row, and one that it no longer shows may have
 * moved on or may only be missing from this answer.
 *
 * @param found by the search; a job that came on two pages counts once
 * @returns the found jobs to ask about, and the keys of known jobs that were not found
 */
export function jobsToConfirm<Job extends SeenJob>(
	known: KnownStatuses,
	found: Job[],
): { changed: Job[]; missing: string[] } {
	const changed = new Map<string, Job>();
	const present = new Set<string>();
	for (const job of found) {
		present.add(keyOf(job));
		if (job.guid !== undefined) present.add(job.guid);
		if (knownStatusOf(known, job) !== job.status) changed.set(keyOf(job), job);
	}
	const missing = [...known.keys()].filter((key) => !present.has(key));
	return { changed: [...changed.values()], missing };
}

/**
 * Compares what we knew with what was seen for certain.
 *
 * @param known is not changed
 * @param confirmed jobs with the status that the service itself confirmed, each once
 * @param gone keys of jobs that the service no longer has
 * @returns the changes in the order of `confirmed`, and what we know now
 */
export function statusChanges<Job extends SeenJob>(
	known: KnownStatuses,
	confirmed: Job[],
	gone: Iterable<string> = [],
): { changes: Array<StatusChange<Job>>; known: Map<string, string> } {
	const now = new Map(known);
	const changes: Array<StatusChange<Job>> = [];
	for (const job of confirmed) {
		const previousStatus = knownStatusOf(now, job) ?? null;
		if (job.id > 0 && job.guid !== undefined) now.delete(job.guid);
		now.set(keyOf(job), job.status);
		if (previousStatus !== job.status) changes.push({ job, previousStatus, status: job.status });
	}
	for (const key of gone) now.delete(key);
	return { changes, known: now };
}
