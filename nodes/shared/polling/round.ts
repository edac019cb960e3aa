import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { packIds, unpackNumbers } from './packed';

/** How far a search came that has more pages than one poll has the time for. */
export interface Progress {
	/** The page to go on with. */
	page: number;
	/** How often it was read to its end before, where it is read several times. */
	reads: number;
	/** Whether nothing was known when it began. */
	isFirst: boolean;
	/** Keys of all that it found so far. */
	found: ReadonlySet<string>;
}

/** A search that the next poll goes on with. */
export interface Round extends Progress {
	/** What is watched: with other settings a search begins anew. */
	watched: string;
}

/** Whether a service wishes to be left alone for a while. */
export function isTooMuch(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '429';
}

/** As n8n stores it. */
export interface StoredRound extends IDataObject {
	watched: string;
	page: number;
	reads: number;
	isFirst: boolean;
	/** See `packIds`. */
	ids: string;
	/** Keys that are no numbers. */
	others: string[];
}

export function writeRound({ found, ...rest }: Round): StoredRound {
	const keys = [...found];
	const isNumber = (key: string) => String(Number(key)) === key;
	return {
		...rest,
		ids: packIds(keys.filter(isNumber).map(Number)),
		others: keys.filter((key) => !isNumber(key)),
	};
}

/** @throws TypeError when it is damaged */
export function readRound(stored: StoredRound | undefined): Round | undefined {
	if (stored === undefined) return undefined;
	const { watched, page, reads, isFirst, ids, others } = stored;
	if (![page, reads].every(Number.isSafeInteger)) throw new TypeError('A round has no page');
	const found = new Set([...unpackNumbers(ids).map(String), ...others.map(String)]);
	return { watched, page, reads, isFirst, found };
}
