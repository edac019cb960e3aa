import type { IDataObject } from 'n8n-workflow';
import type { Looks } from '../../shared/polling/looks';
import { isId } from '../../shared/operation/parameters';
import { packIds, packNumbers, unpackNumbers } from '../../shared/polling/packed';
import { readRound, writeRound, type Round, type StoredRound } from '../../shared/polling/round';
import { selectionIn } from './parameters';

/** What a trigger remembers of a media item that it has reported, or that is no news. */
export interface Remembered {
	/** A number that tells whether it is news again: its version, or 0 if it is reported once only. */
	mark: number;
	/** When it was found last, in unix seconds; what was not found for long is forgotten. */
	at: number;
}

/** What the Skyfish Trigger remembers between polls. */
export interface MediaMemory {
	/** Which account it watched, see `accountOf`; empty if that is not known. */
	account: string;
	event: string;
	/** Which media items it watched; what other settings bring into view is not news. */
	watched: string;
	/** How far it has looked, in unix seconds. */
	since: number;
	/** Media Added and Updated: when all that a late index may show was looked at last, in unix seconds. */
	wholeAt: number;
	/** Media Expiring: the last day that it looked at, `yyyy-mm-dd`; empty for other events. */
	until: string;
	media: Map<string, Remembered>;
	/** Media Entered and Left Folder: the IDs of all media items in the watched folders. */
	inside: ReadonlySet<number>;
	/** Media Entered and Left Folder: the ID that was asked about last, where there were too many for one look. */
	askedAfter: number;
	/** Whether the first look, which takes stock, had not the time for all; the next ones go on with it. */
	isStock?: boolean;
	/** Media Added: what was uploaded from then on a look had not the time for, in unix seconds. */
	goOnFrom?: number;
	/** Media Updated: when the first of those looks began that had not the time for all, in unix seconds. */
	unfinishedAt?: number;
	/** Media Entered and Left Folder: a search for which one look had not the time. */
	round?: Round;
	/** Remembered items that the service does not have any more, by ID. */
	absent: Looks;
	/** The items whose problem was reported. */
	reported: string[];
}

/** As n8n stores it. `version` lets a later release read what an earlier one wrote. */
interface StoredMemory extends IDataObject {
	version: 1;
	account: string;
	event: string;
	watched: string;
	since: number;
	until: string;
	/** Media ID to mark and time, for IDs that are no numbers. */
	media: Record<string, [mark: number, at: number]>;
	/** The same for all others; see `packNumbers`. */
	packed?: { ids: string; marks: string; times: string };
	wholeAt?: number;
	/** See `packIds`. */
	inside?: string;
	askedAfter?: number;
	isStock?: boolean;
	goOnFrom?: number;
	unfinishedAt?: number;
	round?: StoredRound;
	absent: Record<string, number>;
	reported: string[];
}

/**
 * @returns `undefined` if nothing was stored yet
 * @throws Error when it is damaged
 */
export function readMemory(stored: unknown): MediaMemory | undefined {
	const memory = stored as StoredMemory | undefined;
	if (memory?.version !== 1) return undefined;
	const { account = '', event, watched, since, until = '', absent = {}, reported = [] } = memory;
	const { wholeAt = 0, inside = '', askedAfter = 0 } = memory;
	const { isStock, goOnFrom, unfinishedAt } = memory;
	if (!Number.isFinite(since)) throw new TypeError('It has no time');
	selectionIn(watched);
	return {
		account,
		event,
		watched,
		since,
		until,
		media: new Map([...entriesOf(memory.media), ...unpacked(memory.packed)]),
		wholeAt,
		inside: new Set(unpackNumbers(inside)),
		askedAfter,
		isStock,
		goOnFrom,
		unfinishedAt,
		round: readRound(memory.round),
		absent: new Map(Object.entries(absent)),
		reported: [...reported],
	};
}

export function writeMemory({
	media,
	absent,
	wholeAt,
	inside,
	askedAfter,
	isStock,
	goOnFrom,
	unfinishedAt,
	round,
	...rest
}: MediaMemory): IDataObject {
	const others = [...media].filter(([id]) => !isId(id));
	const stored: StoredMemory = {
		version: 1,
		...rest,
		media: Object.fromEntries(others.map(([id, { mark, at }]) => [id, [mark, at]])),
		...(media.size > others.length ? { packed: packed(media) } : {}),
		absent: Object.fromEntries(absent),
		...(wholeAt > 0 ? { wholeAt } : {}),
		...(inside.size > 0 ? { inside: packIds(inside) } : {}),
		...(askedAfter > 0 ? { askedAfter } : {}),
		...(isStock ? { isStock } : {}),
		...(goOnFrom !== undefined ? { goOnFrom } : {}),
		...(unfinishedAt !== undefined ? { unfinishedAt } : {}),
		...(round ? { round: writeRound(round) } : {}),
	};
	return stored;
}

function packed(media: MediaMemory['media']): StoredMemory['packed'] {
	const numbered = [...media]
		.filter(([id]) => isId(id))
		.map(([id, remembered]) => ({ id: Number(id), ...remembered }))
		.sort((one, other) => one.id - other.id);
	return {
		ids: packNumbers(numbered.map(({ id }) => id)),
		marks: packNumbers(numbered.map(({ mark }) => mark)),
		times: packNumbers(numbered.map(({ at }) => at)),
	};
}

function unpacked(stored: StoredMemory['packed']): Array<[string, Remembered]> {
	const { ids = '', marks = '', times = '' } = stored ?? {};
	const [mark, at] = [marks, times].map(unpackNumbers);
	return unpackNumbers(ids).map((id, place) => [
		String(id),
		{ mark: numberAt(mark, place), at: numberAt(at, place) },
	]);
}

function numberAt(numbers: number[], place: number): number {
	const number = numbers.at(place);
	if (number === undefined) throw new TypeError('It holds too few numbers');
	return number;
}

function entriesOf(media: StoredMemory['media']): Array<[string, Remembered]> {
	return Object.entries(media).map(([id, [mark, at]]) => [id, { mark, at }]);
}
