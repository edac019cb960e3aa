import { DAY_MS } from '../../shared/operation/dateTime';
import { overStatuses } from '../api/statuses';
import type { KnownJobs } from './changes';
import { passes, type StatusFilter } from './filter';

/** Since which day each known job is over, e.g. `2026-01-31`, by its key. */
export type OverJobs = ReadonlyMap<string, string>;

/** Jobs that are over, whose end may still follow: archived, deleted. The search for open jobs has none of them. */
export interface Aftermath {
	/** The keys of all of them. */
	all: ReadonlySet<string>;
	/** The keys of those to ask about this time. */
	due: ReadonlySet<string>;
}

/** For so long after its end a job is asked about. */
const DAYS_AFTER_END = 90;

/** Each of them is asked about once in so many polls; what an archive does is not urgent. */
const POLLS_PER_ROUND = 60;

/** More of them are not asked about in one poll. */
const MOST_AT_ONCE = 10;

/**
 * Which jobs that are over are still watched, if an operator wants to hear of what can follow, and whose turn it is
 * to be asked about.
 */
export function aftermathOf(
	{ known, over, askedLast }: { known: KnownJobs; over: OverJobs; askedLast: string },
	filter: StatusFilter,
): Aftermath {
	const since = new Date(Date.now() - DAYS_AFTER_END * DAY_MS).toISOString();
	const all = [...over]
		.filter(([key, day]) => day >= since.slice(0, 10) && mayFollow(filter, known.get(key)))
		.map(([key]) => Number(key))
		.sort((one, other) => one - other);
	const share = Math.min(MOST_AT_ONCE, Math.ceil(all.length / POLLS_PER_ROUND));
	const next = all.filter((id) => id > Number(askedLast));
	const due = [...next, ...all].slice(0, share);
	return { all: new Set(all.map(String)), due: new Set(due.map(String)) };
}

/** Since when each known job is over, those included that are so only now. */
export function overSince(known: KnownJobs, before: OverJobs): Map<string, string> {
	const today = new Date().toISOString().slice(0, 10);
	const over = new Map<string, string>();
	for (const [key, statuses] of known) {
		if (!/^\d+$/.test(key) || !overStatuses.has(String(statuses.at(-1)))) continue;
		over.set(key, before.get(key) ?? today);
	}
	return over;
}

/** Whether anything can still happen to a job that is over of which an operator wants to hear. */
function mayFollow(filter: StatusFilter, statuses: readonly string[] = []): boolean {
	const previousStatus = String(statuses.at(-1));
	if (previousStatus === 'CJ_DELETE') return false;
	return ['CJ_ARCHIVED', 'CJ_DELETE'].some(
		(status) =>
			status !== previousStatus &&
			passes(filter, { previousStatus, previousStation: previousStatus, status }),
	);
}
