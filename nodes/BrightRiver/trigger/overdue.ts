import {
	groupOf,
	overStatuses,
	stationOf,
	statusesOf,
	statusGroups,
	type StatusGroup,
} from '../api/statuses';
import { keyOf, type KnownJobs } from './changes';
import type { ChosenStatuses } from './filter';
import type { JobDates, WatchedJob } from './watch';

export const HOUR_MS = 60 * 60 * 1000;

/** A stay of a job where an operator does not want it for long. */
export interface Stay {
	/** The chosen group or status that the job is in. */
	place: string;
	/** Since when, as ISO 8601 in UTC. */
	since: string;
	/** Who says so: a date of the service, or the first look that showed the job there. */
	sinceFrom: 'service' | 'firstSeen';
	/** Whether it was reported, or need not be. */
	told: boolean;
}

/** The stays by the keys of their jobs. */
export type Stays = ReadonlyMap<string, Stay>;

/** What the look before left in the memory. */
interface Before {
	known: KnownJobs;
	stays: Stays;
	/** When that look began. */
	newest: string;
}

/** What a look showed. */
interface Look {
	/** The same as `known` before, after it. */
	known: KnownJobs;
	/** By key. */
	seen: ReadonlyMap<string, WatchedJob>;
	/** The keys of jobs whose dates could not be read yet: where they may matter, the next look begins the stay. */
	undated: ReadonlySet<string>;
	/** Whether other jobs are watched than before, so that one that comes into view may have been there long. */
	takesStock: boolean;
	endedAt: string;
}

/**
 * The dates that a job gets when it comes somewhere, by group or status. The document names them without a word of
 * what they mean, so that only those are taken that can hardly mean anything else; the latest of several counts.
 */
const datesOf: Readonly<Record<string, ReadonlyArray<keyof JobDates>>> = {
	new: ['createdDate'],
	CJ_NEW: ['createdDate'],
	inProduction: ['acceptedDate', 'orderedDate'],
	CJ_ACCEPT: ['acceptedDate', 'orderedDate'],
	readyToDownload: ['deliveredDate'],
	CJ_WORK_DONE: ['deliveredDate'],
};

/** The groups in which a job is over, or can be: it is overdue no more. */
export const endGroups: ReadonlySet<StatusGroup> = new Set(
	(Object.keys(statusGroups) as StatusGroup[]).filter((group) =>
		statusesOf(group).some((status) => overStatuses.has(status)),
	),
);

/** The chosen group or status that a job is in: a pause or a late ZIP ends no stay. */
export function placeOf(
	{ groups, statuses }: ChosenStatuses,
	reported: readonly string[] = [],
): string | undefined {
	const isChosen = (group: StatusGroup | undefined) =>
		group !== undefined && groups.includes(group);
	for (const status of [stationOf(reported), reported.at(-1)]) {
		if (status === undefined) continue;
		const group = groupOf(status);
		if (isChosen(group)) return group;
		if (statuses.includes(status)) return status;
	}
	return undefined;
}

/** Whether the service has a date for when a job came to a place. */
export function hasDate(place: string | undefined): boolean {
	return place !== undefined && Object.hasOwn(datesOf, place);
}

/** When a job came to a place, as the service says it; `undefined` if it does not, or not to the minute. */
export function dateStated(place: string, job: JobDates | undefined): string | undefined {
	if (!hasDate(place) || !job) return undefined;
	const stated = datesOf[place]
		.map((name) => String(job[name]))
		// Without its zone a date can be hours off.
		.filter((date) => /T.*(?:z|[+-]\d{2}:?\d{2})$/i.test(date))
		.map((date) => Date.parse(date))
		.filter((ms) => !Number.isNaN(ms));
	return stated.length > 0 ? new Date(Math.max(...stated)).toISOString() : undefined;
}

/** The jobs whose stay begins with a look and has a date at the service, which the search did not give. */
export function undatedJobs(
	chosen: ChosenStatuses,
	before: Before | undefined,
	{ known, seen }: Pick<Look, 'known' | 'seen'>,
): WatchedJob[] {
	return [...seen.values()].filter((job) => {
		const key = keyOf(job);
		const place = placeOf(chosen, known.get(key));
		const begins = before?.stays.get(key)?.place !== place;
		return begins && hasDate(place) && job.id > 0 && job.createdDate === undefined;
	});
}

/** The stays of all jobs after a look. */
export function staysAfter(
	chosen: ChosenStatuses,
	before: Before | undefined,
	look: Look,
): Map<string, Stay> {
	const stays = new Map<string, Stay>();
	for (const [key, reported] of look.known) {
		const place = placeOf(chosen, reported);
		if (place === undefined) continue;
		const job = look.seen.get(key);
		const last = before?.stays.get(key) ?? before?.stays.get(String(job?.guid));
		const knownBefore = before?.known.get(key);
		// With other settings, a group can be watched for the first time although the job was in it all along.
		const wasThere = placeOf(chosen, knownBefore) === place;
		const wasElsewhere = before && !wasThere && (knownBefore !== undefined || !look.takesStock);
		const told = wasThere && last?.told === true;
		if (last?.place === place) stays.set(key, last);
		else if (wasElsewhere) stays.set(key, { ...begun(place, job, look, before.newest), told });
		else if (!look.undated.has(key)) stays.set(key, { ...begun(place, job, look), told });
	}
	return stays;
}

/** A stay that begins with a look. @param notBefore when the job was elsewhere: an older date is that of an earlier stay */
function begun(
	place: string,
	job: WatchedJob | undefined,
	{ endedAt }: Look,
	notBefore = '',
): Omit<Stay, 'told'> {
	const date = dateStated(place, job);
	const isTooOld = Date.parse(String(date)) < Date.parse(notBefore);
	const isOwn = date !== undefined && !isTooOld && date <= endedAt;
	return isOwn
		? { place, since: date, sinceFrom: 'service' }
		: { place, since: endedAt, sinceFrom: 'firstSeen' };
}

/** The keys of the jobs that are overdue and not reported yet. */
export function dueKeys(stays: Stays, afterMs: number): Set<string> {
	const isDue = ({ since, told }: Stay) => !told && Date.now() - Date.parse(since) > afterMs;
	return new Set([...stays].filter(([, stay]) => isDue(stay)).map(([key]) => key));
}

/** Those of the jobs that are due which a look showed where they are, for certain. */
export function overdueJobs(
	due: ReadonlySet<string>,
	known: KnownJobs,
	{ seen, answered }: { seen: WatchedJob[]; answered?: ReadonlySet<string> },
): WatchedJob[] {
	return seen.filter((job) => {
		const key = keyOf(job);
		if (!due.has(key)) return false;
		// Of a job without a number nobody but the search speaks, whose rows can be old.
		return job.id > 0 ? answered?.has(key) : known.get(key)?.at(-1) === job.status;
	});
}

/** The stays, with those marked that were reported. */
export function withTold(stays: Stays, told: Iterable<string>): Stays {
	const marked = new Map(stays);
	for (const key of told) {
		const stay = stays.get(key);
		if (stay) marked.set(key, { ...stay, told: true });
	}
	return marked;
}

/** The name of the group that a stay is in. */
export function groupNameOf({ place }: Stay): string {
	const group = groupOf(place) ?? (place as StatusGroup);
	return statusGroups[group];
}

/** Since when a job has been there, as an event says it. Hours are rounded down. */
export function factsOf({ since, sinceFrom }: Pick<Stay, 'since' | 'sinceFrom'>): {
	since: string;
	sinceFrom: Stay['sinceFrom'];
	hours: number;
} {
	const hours = (Date.now() - Date.parse(since)) / HOUR_MS;
	return { since, sinceFrom, hours: Math.floor(hours * 10) / 10 };
}
