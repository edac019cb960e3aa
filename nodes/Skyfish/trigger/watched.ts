import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { readAllPagesAtOnce } from '../../shared/client/pages';
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
}

/** Searches among the media items that are watched. */
export async function search(watch: Watch, criteria: IDataObject): Promise<Found> {
	const { client, parameters, memory } = watch;
	const isStock = !memory || watchesOthers(watch);
	const query = await watchedQuery(client, parameters);
	const media = await searchAll(client, { ...query, ...criteria }, { isStock });
	if (!memory || !isStock) return { media, wasWatched: () => true, query };
	const queryBefore = await watchedQuery(client, selectionIn(memory.watched));
	const before = { ...queryBefore, ...criteria };
	const old = await searchAll(client, before, { isStock }).catch((error: Error) => {
		// E.g. a folder that was deleted meanwhile: nothing of it is in view any more.
		if (isRefused(error)) return [];
		throw error;
	});
	const ids = new Set(old.map(idOf));
	return { media, wasWatched: (id) => ids.has(id), query };
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
	{ isStock = false, perPage = MEDIA_PER_PAGE } = {},
): Promise<FoundMedia[]> {
	const found = new Map<string, FoundMedia>();
	for (let reads = 0; reads < (isStock ? MOST_READS : 1); reads++) {
		const { entries, total } = await readAllPagesAtOnce(
			async (page) => await searchPage(client, '/search', query, page * perPage, perPage),
			idOf,
		);
		for (const media of entries) found.set(idOf(media), media);
		if (found.size >= total || !Number.isFinite(total)) break;
	}
	return [...found.values()];
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
