import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { readAllPagesAtOnce } from '../../shared/client/pages';
import { operationError } from '../../shared/errors/operationError';
import { isTooMuch, type Progress } from '../../shared/polling/round';
import { getFolders, topFolders } from '../api/folders';
import { joined, searchPage, type FoundMedia } from '../api/search';
import { returnValues } from '../fields';
import type { SeenMedia } from './changes';
import type { MediaMemory } from './memory';
import { selectionIn, type Selection, type TriggerParameters } from './parameters';

/** A media item that was found, with what the search gave of it. */
export interface WatchedMedia extends SeenMedia {
	found: FoundMedia;
	/** When it was uploaded, in unix seconds; `undefined` if the search does not say. */
	createdAt?: number;
	/** `yyyy-mm-dd`. */
	expirationDate?: string;
	/** The folders that it is in, for an event that is about these. */
	folderIds?: number[];
}

/** What a look is based on. */
export interface Watch {
	client: Client;
	parameters: TriggerParameters;
	/** `undefined` on the first look, which takes stock. */
	memory: MediaMemory | undefined;
	/** In unix seconds. */
	now: number;
	timezone: string;
}

/** What a look found, and what it changes in the memory. */
export interface Look {
	news: WatchedMedia[];
	memory: Pick<MediaMemory, 'media' | 'since'> & Partial<MediaMemory>;
	/** Items that the service does not show to this account. */
	forbidden?: string[];
	/** Whether the time was too short for all: with other settings, the next look goes on from the same ones. */
	isUnfinished?: boolean;
}

/** What the index shows by so much later than it came is found by the next look; for more, it looks now and then. */
export const RECENT_SECONDS = 15 * 60;

/** How many media items are asked for at once. */
const MEDIA_PER_PAGE = 200;

/** How often a search is read again until it gave as many media items as it said it had. */
const MOST_READS = 3;

/** The query for all media items that are watched. */
export async function watchedQuery(
	client: Client,
	{ folderIds, includeSubfolders, types }: Selection,
): Promise<IDataObject> {
	// The API wants at least one folder; "all" are those at the top with all that is inside.
	const folders = folderIds.length > 0 ? folderIds : topFolders(await getFolders(client));
	return {
		folder_ids: joined(folders),
		// Only `true` is documented.
		...(folderIds.length === 0 || includeSubfolders ? { recursive: true } : {}),
		return_values: joined(returnValues.default as string[]),
		...(types.length > 0 ? { media_type: joined(types) } : {}),
	};
}

/** What a search found. */
interface Found {
	media: FoundMedia[];
	/** Whether the last look watched an item too: what only came into view is no news. */
	wasWatched: (id: string) => boolean;
	/** See `watchedQuery`. */
	query: IDataObject;
	/** Whether the time was over before all was read. */
	isCut: boolean;
}

/**
 * Searches among the media items that are watched.
 *
 * @param mayStop whether it may end before all was read, when the time is over
 */
export async function search(watch: Watch, criteria: IDataObject, mayStop = false): Promise<Found> {
	const { client, parameters, memory } = watch;
	const isStock = !memory || watchesOthers(watch);
	const query = await watchedQuery(client, parameters);
	const { media, came } = await searchInTime(client, { ...query, ...criteria }, { isStock });
	// Cut off while it was read once more, it was read to its end before.
	const isCut = came?.reads === 0;
	if (isCut && !mayStop) throw tooLong(client);
	if (!memory || !isStock) return { media, wasWatched: () => !memory?.isStock, query, isCut };
	const queryBefore = await watchedQuery(client, selectionIn(memory.watched));
	const before = { ...queryBefore, ...criteria };
	const old = await searchAll(client, before, { isStock }).catch((error: Error) => {
		// E.g. a folder that was deleted meanwhile: nothing of it is in view any more.
		if (isRefused(error)) return [];
		throw error;
	});
	const ids = new Set(old.map(idOf));
	return { media, wasWatched: (id) => !memory.isStock && ids.has(id), query, isCut };
}

/**
 * All that a search finds, several pages at the same time.
 *
 * @param options.isStock whether one that is missed would pass for news later: pages shift while they are read
 * @param options.perPage how many are asked for at once
 */
export async function searchAll(
	client: Client,
	query: IDataObject,
	options: { isStock?: boolean; perPage?: number } = {},
): Promise<FoundMedia[]> {
	const { media, came } = await searchInTime(client, query, options);
	if (came) throw tooLong(client);
	return media;
}

/** What a search found in the time that there is. */
export interface InTime {
	media: FoundMedia[];
	/** The IDs of all that was found, by the looks before too. */
	all: ReadonlySet<string>;
	/** How far it came, if that was not the end. */
	came?: Omit<Progress, 'isFirst'>;
}

/**
 * The same, as far as the time reaches.
 *
 * @param options.goOn where the look before had not the time for all
 * @param options.until when its time is over; without it that of the poll
 */
export async function searchInTime(
	client: Client,
	query: IDataObject,
	options: { isStock?: boolean; perPage?: number; goOn?: Progress; until?: number } = {},
): Promise<InTime> {
	const { isStock = false, perPage = MEDIA_PER_PAGE, goOn, until = client.endsAt } = options;
	const found = new Map<string, FoundMedia>();
	const all = new Set(goOn?.found);
	let from = goOn?.page ?? 0;
	for (let reads = isStock ? (goOn?.reads ?? 0) : 0; reads < (isStock ? MOST_READS : 1); reads++) {
		const { entries, total, nextPage } = await readAllPagesAtOnce(
			async (page) => await searchPage(client, '/search', query, page * perPage, perPage),
			idOf,
			{ from, until, isTooMuch },
		);
		for (const media of entries) {
			found.set(idOf(media), media);
			all.add(idOf(media));
		}
		const media = [...found.values()];
		if (nextPage !== undefined) return { media, all, came: { page: nextPage, reads, found: all } };
		if (all.size >= total || !Number.isFinite(total)) break;
		from = 0;
	}
	return { media: [...found.values()], all };
}

function tooLong({ context }: Client): Error {
	return operationError(
		context,
		'Skyfish needs more time for this search than n8n gives a poll',
		'Watch fewer folders, or let polls take longer: N8N_SCHEDULER_POLL_TIMEOUT in the environment of n8n, in seconds.',
	);
}

/** Whether other items are watched than at the last look. */
export function watchesOthers({ memory, parameters }: Watch): boolean {
	return memory !== undefined && memory.watched !== parameters.watched;
}

/** What says that a folder is not there, or not to be seen. */
const REFUSALS = new Set(['400', '403', '404', '410']);

export function isRefused(error: Error): boolean {
	return error instanceof NodeApiError && REFUSALS.has(error.httpCode ?? '');
}

/** Whether the service said that it has no such item, or does not show it. */
export function isGone(problem?: string): boolean {
	return problem === 'gone' || problem === 'forbidden';
}

export function idOf(found: FoundMedia): string {
	return String(found.unique_media_id);
}

/** `2016-03-14T12:23:51Z`, as the API wants dates. */
export function isoSeconds(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The API writes `2014-03-06 12:59:10` or ISO 8601, both in UTC. */
export function unixSeconds(date: unknown): number | undefined {
	const text = String(date ?? '')
		.trim()
		.replace(' ', 'T');
	const ms = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
	return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
