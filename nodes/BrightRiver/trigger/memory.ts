import type { IDataObject } from 'n8n-workflow';
import type { KnownJobs } from './statusChanges';

/** What a trigger remembers between polls. */
export interface Memory {
	known: Map<string, readonly string[]>;
	/** Which jobs it watched, as `watchedSet` tells it; a job that this set leaves out is not news later. */
	watched: string;
	/** The named jobs that it reported as not found. */
	notFound: number[];
}

/**
 * The same as n8n stores it: the jobs under their status, so that a job costs little more than its
 * number. `version` lets a later release read what an earlier one wrote.
 */
interface StoredMemory extends IDataObject {
	version: 1;
	watched: string;
	/** Status to the numbers of the jobs that have it. */
	jobs: Record<string, number[]>;
	/** Guid to the statuses told of a job without a number. */
	unnumbered: Record<string, string[]>;
	notFound: number[];
}

/** @returns `undefined` where nothing was stored yet */
export function readMemory(stored: unknown): Memory | undefined {
	const memory = stored as StoredMemory | undefined;
	if (memory?.version !== 1) return undefined;
	const known = new Map<string, readonly string[]>();
	for (const [status, ids] of Object.entries(memory.jobs)) {
		for (const id of ids) known.set(String(id), [status]);
	}
	for (const [guid, statuses] of Object.entries(memory.unnumbered)) known.set(guid, statuses);
	return { known, watched: memory.watched, notFound: memory.notFound };
}

export function writeMemory({ known, watched, notFound }: Memory): IDataObject {
	const stored: StoredMemory = { version: 1, watched, ...sorted(known), notFound };
	return stored;
}

function sorted(known: KnownJobs): Pick<StoredMemory, 'jobs' | 'unnumbered'> {
	const jobs: StoredMemory['jobs'] = {};
	const unnumbered: StoredMemory['unnumbered'] = {};
	for (const [key, statuses] of known) {
		if (/^\d+$/.test(key)) (jobs[String(statuses.at(-1))] ??= []).push(Number(key));
		else unnumbered[key] = [...statuses];
	}
	return { jobs, unnumbered };
}
