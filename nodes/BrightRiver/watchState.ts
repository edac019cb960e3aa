import type { IDataObject } from 'n8n-workflow';
import type { KnownStatuses } from './statusChanges';

/**
 * What a trigger remembers between polls, as n8n stores it: the jobs under their status, so that a job
 * costs little more than its number. `version` lets a later release read what an earlier one wrote.
 */
export interface WatchState extends IDataObject {
	version: 1;
	/** Status to the keys of the jobs that have it: numbers, or guids where there is no number. */
	jobs: Record<string, Array<number | string>>;
}

/** @returns the known statuses by key, `undefined` where nothing was stored yet */
export function readState(stored: IDataObject | undefined): Map<string, string> | undefined {
	if (stored?.version !== 1) return undefined;
	const known = new Map<string, string>();
	for (const [status, keys] of Object.entries((stored as WatchState).jobs)) {
		for (const key of keys) known.set(String(key), status);
	}
	return known;
}

export function writeState(known: KnownStatuses): WatchState {
	const jobs: WatchState['jobs'] = {};
	for (const [key, status] of known) {
		(jobs[status] ??= []).push(/^\d+$/.test(key) ? Number(key) : key);
	}
	return { version: 1, jobs };
}
