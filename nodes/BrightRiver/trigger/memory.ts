import type { IDataObject } from 'n8n-workflow';
import type { Looks } from '../../shared/polling/looks';
import { readRound, writeRound, type Round, type StoredRound } from '../../shared/polling/round';
import type { OverJobs } from './aftermath';
import type { KnownJobs } from './changes';

/** What the Bright River Trigger remembers between polls. */
export interface Memory {
	/** Which account it watched, see `accountOf`; empty if that is not known. */
	account: string;
	known: Map<string, readonly string[]>;
	/** Since when known jobs are over. */
	over: OverJobs;
	/** The job that is over and was asked about last, by key. */
	askedLast: string;
	/** Which jobs it watched; a job that this set leaves out is not news later. */
	watched: string;
	/** Known jobs that the last looks did not find, by key. */
	absent: Looks;
	/** Jobs whose details the last looks did not get, by key. */
	unreadable: Looks;
	/** Keys of known jobs that other settings left out: they are news again only as they were known. */
	leaving: string[];
	/** The job that a poll asked about last before its time was over, by key. */
	goOnAfter: string;
	/** A search for which one poll had not the time. */
	round?: Round;
	/** The jobs whose problem was reported. */
	notFound: number[];
	/** When the newest job that was found was created, as the service wrote it; before there is one, the first look. */
	newest: string;
}

/**
 * The same as n8n stores it: the jobs under their status, so that a job costs little more than its
 * number. `version` lets a later release read what an earlier one wrote.
 */
interface StoredMemory extends IDataObject {
	version: 1;
	account?: string;
	watched: string;
	/** Status, or station and status, to the numbers of the jobs that are there. */
	jobs: Record<string, number[]>;
	/** Guid to the statuses reported of a job without a number. */
	unnumbered: Record<string, string[]>;
	/** Day to the numbers of the jobs that are over since then. */
	over?: Record<string, number[]>;
	askedLast?: string;
	absent?: Record<string, number>;
	unreadable?: Record<string, number>;
	leaving?: string[];
	goOnAfter?: string;
	round?: StoredRound;
	notFound: number[];
	newest?: string;
}

/**
 * @returns `undefined` if nothing was stored yet
 * @throws TypeError when it is damaged
 */
export function readMemory(stored: unknown): Memory | undefined {
	const memory = stored as StoredMemory | undefined;
	if (memory?.version !== 1) return undefined;
	const { account = '', watched, absent = {}, unreadable = {}, leaving = [] } = memory;
	const { notFound, newest = '', over = {}, askedLast = '', goOnAfter = '' } = memory;
	const known = new Map<string, readonly string[]>();
	for (const [statuses, ids] of Object.entries(memory.jobs)) {
		const words = statuses.split(' ');
		for (const id of ids) known.set(String(id), words);
	}
	for (const [guid, statuses] of Object.entries(memory.unnumbered)) {
		known.set(guid, statuses.map(String));
	}
	return {
		account,
		known,
		over: new Map(Object.entries(over).flatMap(([day, ids]) => ids.map((id) => [String(id), day]))),
		askedLast: String(askedLast),
		watched,
		absent: looksIn(absent),
		unreadable: looksIn(unreadable),
		leaving: leaving.map(String),
		goOnAfter: String(goOnAfter),
		round: readRound(memory.round),
		notFound: [...notFound],
		newest,
	};
}

function looksIn(stored: Record<string, number>): Looks {
	return new Map(Object.entries(stored).map(([key, count]) => [key, Number(count) || 1]));
}

export function writeMemory({
	known,
	over,
	absent,
	unreadable,
	round,
	...rest
}: Memory): IDataObject {
	const stored: StoredMemory = {
		version: 1,
		...rest,
		...(round ? { round: writeRound(round) } : {}),
		...sorted(known),
		over: byDay(over),
		absent: Object.fromEntries(absent),
		unreadable: Object.fromEntries(unreadable),
	};
	return stored;
}

function sorted(known: KnownJobs): Pick<StoredMemory, 'jobs' | 'unnumbered'> {
	const jobs: StoredMemory['jobs'] = {};
	const unnumbered: StoredMemory['unnumbered'] = {};
	for (const [key, statuses] of known) {
		if (/^\d+$/.test(key)) (jobs[statuses.join(' ')] ??= []).push(Number(key));
		else unnumbered[key] = [...statuses];
	}
	return { jobs, unnumbered };
}

function byDay(over: OverJobs): Record<string, number[]> {
	const days: Record<string, number[]> = {};
	for (const [key, day] of over) (days[day] ??= []).push(Number(key));
	return days;
}
