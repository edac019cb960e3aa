import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { DAY_MS, dayIn, daysAfter } from '../../shared/operation/dateTime';
import { askEach } from '../../shared/polling/askEach';
import { absentFor, countLook, LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { getFolders, topFolders } from '../api/folders';
import { getExpirationDate, getVersion } from '../api/media';
import { joined, searchAll, type FoundMedia } from '../api/search';
import { returnValues } from '../fields';
import { mediaNews, type SeenMedia } from './changes';
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

/** The index may show a new media item this much later than it came, and still nothing is lost. */
const ADDED_OVERLAP_SECONDS = DAY_MS / 1000;

/** The same for a change. Shorter, because each item in it costs a call for its version. */
const UPDATED_OVERLAP_SECONDS = 60 * 60;

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
}

/** Searches among the media items that are watched. */
async function search(watch: Watch, criteria: IDataObject): Promise<Found> {
	const { client, parameters, memory } = watch;
	const media = await searchIn(client, parameters, criteria);
	if (!memory || !watchesOthers(watch)) return { media, wasWatched: () => true };
	const before = selectionIn(memory.watched);
	const old = await searchIn(client, before, criteria).catch((error: Error) => {
		// E.g. a folder that was deleted meanwhile: nothing of it is in view any more.
		if (isRefused(error)) return [];
		throw error;
	});
	const ids = new Set(old.map(idOf));
	return { media, wasWatched: (id) => ids.has(id) };
}

async function searchIn(
	client: Client,
	selection: Selection,
	criteria: IDataObject,
): Promise<FoundMedia[]> {
	const query = { ...(await watchedQuery(client, selection)), ...criteria };
	return (await searchAll(client, '/search', query)).media;
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

/** Looks for media items that were uploaded since the last look, and some time before it: the index lags. */
export async function lookForAdded(watch: Watch): Promise<Look> {
	const { memory, now } = watch;
	const since = memory?.since ?? now;
	const from = since - ADDED_OVERLAP_SECONDS;
	const { media, wasWatched } = await search(watch, {
		date_filter_field: 'created',
		min_date: isoSeconds(from),
		order: 'created',
		direction: 'asc',
	});
	const seen = media.map((found): WatchedMedia => {
		const createdAt = unixSeconds(found.created);
		// A date in the future must not make the trigger skip what comes until then.
		const at = Math.min(createdAt ?? now, now);
		return { id: String(found.unique_media_id), mark: 0, at, createdAt, found };
	});
	const isNewsAtFirst = ({ id, createdAt }: WatchedMedia) =>
		wasWatched(id) || (createdAt ?? 0) > since;
	const { news, known } = mediaNews(memory?.media, seen, { forgetBefore: from, isNewsAtFirst });
	// The service's own times, so that two clocks need not agree.
	return { news, memory: { media: known, since: Math.max(since, ...seen.map(({ at }) => at)) } };
}

/** Looks for media items whose version grew. */
export async function lookForUpdated(watch: Watch): Promise<Look> {
	const { client, parameters, memory, now } = watch;
	const since = memory?.since ?? now;
	const from = since - UPDATED_OVERLAP_SECONDS;
	const modifiedSince = (moment: number) => ({
		date_filter_field: 'last_modified',
		min_date: isoSeconds(moment),
	});
	const { media, wasWatched } = await search(watch, modifiedSince(from));
	const changed = watchesOthers(watch)
		? await searchIn(client, parameters, modifiedSince(since))
		: [];
	const recent = new Set(changed.map(idOf));

	const asked = await askEach(media, async (found) => await getVersion(client, idOf(found)));
	const seen = asked.flatMap(({ thing: found, answer }): WatchedMedia[] =>
		answer === undefined ? [] : [{ id: idOf(found), mark: answer, at: now, found }],
	);
	const absent = countLook(
		memory?.absent ?? new Map(),
		asked.filter(({ problem }) => isGone(problem)).map(({ thing }) => idOf(thing)),
	);
	const missing = new Set(absentFor(absent, LOOKS_TO_REPORT));
	const { news, known } = mediaNews(memory?.media, seen, {
		forgetBefore: from - UPDATED_OVERLAP_SECONDS,
		// Version 1 is the upload itself.
		isNewsAtFirst: ({ id, mark }) => mark > 1 && (wasWatched(id) || recent.has(id)),
	});
	// An item that could not be asked about is looked at again, however long that takes; one that the service
	// denies, until several looks agree.
	const isComplete = asked.every(({ thing, problem }) => !problem || missing.has(idOf(thing)));
	const forbidden = asked
		.filter(({ problem }) => problem === 'forbidden')
		.map(({ thing }) => thing);
	return {
		news,
		memory: { media: known, since: isComplete ? now : since, absent },
		forbidden: forbidden.map(idOf).filter((id) => missing.has(id)),
	};
}

/** Looks for media items whose expiration date has come near. */
export async function lookForExpiring(watch: Watch): Promise<Look> {
	const { client, parameters, memory, now, timezone } = watch;
	const first = dayIn(timezone, now * 1000);
	const last = daysAfter(first, parameters.withinDays);
	const isNear = (date = '') => date >= first && date <= last;
	const { media, wasWatched } = await search(watch, {
		min_expiration_date: first,
		max_expiration_date: last,
	});
	const seen = media.map((found): WatchedMedia => ({ id: idOf(found), mark: 0, at: now, found }));
	const isNewer = ({ found }: WatchedMedia) =>
		(unixSeconds(found.created) ?? 0) > (memory?.since ?? now);
	const takesStock = memory === undefined && !parameters.emitCurrent;

	// One that is missing may only be missing in the index: it stays until its own date says otherwise.
	const present = new Set(seen.map(({ id }) => id));
	const missing = [...(memory?.media.keys() ?? [])].filter((id) => !present.has(id));
	const dateOf = async (id: string) => await getExpirationDate(client, id);
	const asked = await askEach(missing, dateOf);
	const absent = countLook(
		memory?.absent ?? new Map(),
		asked.filter(({ problem }) => isGone(problem)).map(({ thing }) => thing),
	);
	const left = asked.filter(({ answer, problem }) => !problem && !isNear(answer));
	const kept = new Map(memory?.media);
	for (const { thing: id } of left) kept.delete(id);
	for (const id of absentFor(absent, LOOKS_TO_REPORT)) kept.delete(id);

	const look = mediaNews(takesStock ? undefined : kept, seen, { forgetBefore: 0 });
	const dated = await askEach(look.news, async ({ id }) => await dateOf(id));
	const news: WatchedMedia[] = [];
	for (const { thing, answer, problem } of dated) {
		// Deleted or changed since the index saw it, or to be asked about by the next poll.
		if (problem || !isNear(answer)) look.known.delete(thing.id);
		else if (wasWatched(thing.id) || isNewer(thing) || String(answer) > String(memory?.until)) {
			news.push({ ...thing, expirationDate: answer });
		}
	}
	return { news, memory: { media: look.known, since: now, until: last, absent } };
}

function isGone(problem?: string): boolean {
	return problem === 'gone' || problem === 'forbidden';
}

export function idOf(found: FoundMedia): string {
	return String(found.unique_media_id);
}

/** `2016-03-14T12:23:51Z`, as the API wants dates. */
function isoSeconds(seconds: number): string {
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
