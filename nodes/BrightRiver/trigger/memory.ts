import type { IDataObject } from 'n8n-workflow';
import type { Looks } from '../../shared/polling/looks';
import { readRound, writeRound, type Round, type StoredRound } from '../../shared/polling/round';
import type { OverJobs } from './aftermath';
import type { KnownJobs } from './changes';
import type { Stay, Stays } from './overdue';

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
	/**
	 * When the newest job that was found was created, as the service wrote it. Before there is one, the first look;
	 * where only some jobs are looked at, or those that are overdue, the last one.
	 */
	newest: string;
	/** Where jobs are and since when, for those that are to be told once they are overdue. */
	stays: Stays;
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
	/** Place, date, whose date, and `told`, to what tells the jobs apart. */
	stays?: Record<string, Array<number | string>>;
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
	const { stays = {} } = memory;
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
		stays: staysIn(stays),
	};
}

function looksIn(stored: Record<string, number>): Looks {
	return new Map(Object.entries(stored).map(([key, count]) => [key, Number(count) || 1]));
}

function staysIn(stored: Record<string, Array<number | string>>): Stays {
	const stays = new Map<string, Stay>();
	for (const [text, keys] of Object.entries(stored)) {
		const [place, since, from, told] = text.split(' ');
		if (Number.isNaN(Date.parse(since))) throw new TypeError('A stay has no date');
		const sinceFrom = from === 'service' ? 'service' : 'firstSeen';
		for (const key of keys) {
			stays.set(String(key), { place, since, sinceFrom, told: told === 'told' });
		}
	}
	return stays;
}

export function writeMemory(memory: Memory): IDataObject {
	const { known, over, absent, unreadable, round, stays, ...rest } = memory;
	const stored: StoredMemory = {
		version: 1,
		...rest,
		...(round ? { round: writeRound(round) } : {}),
		...sorted(known),
		over: byDay(over),
		absent: Object.fromEntries(absent),
		unreadable: Object.fromEntries(unreadable),
		...(stays.size > 0 ? { stays: together(stays) } : {}),
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

function together(stays: Stays): Record<string, Array<number | string>> {
	const keys: Record<string, Array<number | string>> = {};
	for (const [key, { place, since, sinceFrom, told }] of stays) {
		const text = [place, since, sinceFrom, ...(told ? ['told'] : [])].join(' ');
		(keys[text] ??= []).push(/^\d+$/.test(key) ? Number(key) : key);
	}
	return keys;
}
