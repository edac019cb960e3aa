import { NodeApiError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { unexpectedAnswer } from '../shared/answer';
import { send } from '../shared/transport';
import { getList, getObject } from './calls';
import { topFolders, type Folder } from './folderTree';
import { numberIn } from './mediaAnswers';
import type { MediaMemory } from './mediaMemory';
import { mediaNews, type SeenMedia } from './mediaNews';
import { returnValues } from './resources/search/searchFields';
import { joined, searchAll, type FoundMedia } from './searchCalls';
import { skyfish } from './skyfishService';

export type MediaEvent = 'mediaAdded' | 'mediaUpdated' | 'mediaExpiring';

/** What an operator set in the Skyfish Trigger. */
export interface WatchParameters {
	event: MediaEvent;
	folderIds: number[];
	includeSubfolders: boolean;
	types: string[];
	withinDays: number;
	emitCurrent: boolean;
	/** The same text as long as the same media are watched. */
	watched: string;
}

/** A media that was found, with what the search gave of it. */
export interface WatchedMedia extends SeenMedia {
	found: FoundMedia;
	expirationDate?: string;
}

export interface Look {
	news: WatchedMedia[];
	memory: MediaMemory;
}

const DAY_SECONDS = 24 * 60 * 60;

/** The index may show a new media this much later than it came, and still nothing is lost. */
const ADDED_OVERLAP_SECONDS = DAY_SECONDS;

/** The same for a change. Shorter, because each media in it costs a call for its version. */
const UPDATED_OVERLAP_SECONDS = 60 * 60;

/** The query for all media that are watched. */
export async function watchedQuery(
	context: IPollFunctions,
	{ folderIds, includeSubfolders, types }: WatchParameters,
): Promise<IDataObject> {
	// The API wants at least one folder; "all" are those at the top with all that is inside.
	const folders =
		folderIds.length > 0
			? folderIds
			: topFolders((await getList(context, '/folder')) as unknown as Folder[]);
	return {
		folder_ids: joined(folders),
		recursive: folderIds.length === 0 || includeSubfolders,
		return_values: joined(returnValues.default as string[]),
		...(types.length > 0 ? { media_type: joined(types) } : {}),
	};
}

/** Looks for media that were uploaded since the last look, and some time before it: the index lags. */
export async function lookForAdded(
	context: IPollFunctions,
	parameters: WatchParameters,
	memory: MediaMemory | undefined,
	now: number,
): Promise<Look> {
	const from = (memory?.since ?? now) - ADDED_OVERLAP_SECONDS;
	const { media } = await searchAll(context, '/search', {
		...(await watchedQuery(context, parameters)),
		date_filter_field: 'created',
		min_date: isoSeconds(from),
		order: 'created',
		direction: 'asc',
	});
	const seen = media.map((found): WatchedMedia => {
		const created = unixSeconds(found.created);
		return { id: String(found.unique_media_id), mark: 0, at: created ?? now, found };
	});
	// The service's own times, so that two clocks need not agree.
	const since = Math.max(memory?.since ?? now, ...seen.map(({ at }) => at));
	const { watched } = parameters;
	return mediaNews(memory, seen, { watched, since, forgetBefore: from });
}

/** Looks for media whose version grew. */
export async function lookForUpdated(
	context: IPollFunctions,
	parameters: WatchParameters,
	memory: MediaMemory | undefined,
	now: number,
): Promise<Look> {
	const from = (memory?.since ?? now) - UPDATED_OVERLAP_SECONDS;
	const { media } = await searchAll(context, '/search', {
		...(await watchedQuery(context, parameters)),
		date_filter_field: 'last_modified',
		min_date: isoSeconds(from),
	});
	const seen = await Promise.all(
		media.map(async (found): Promise<WatchedMedia> => {
			const id = String(found.unique_media_id);
			return { id, mark: await versionOf(context, id), at: now, found };
		}),
	);
	return mediaNews(memory, seen, {
		watched: parameters.watched,
		since: now,
		forgetBefore: from - UPDATED_OVERLAP_SECONDS,
		// Version 1 is the upload itself.
		isNewsAtFirst: ({ mark }) => mark > 1,
	});
}

/** Looks for media whose expiration date has come near. */
export async function lookForExpiring(
	context: IPollFunctions,
	parameters: WatchParameters,
	memory: MediaMemory | undefined,
	now: number,
): Promise<Look> {
	const first = dayIn(context.getTimezone(), now);
	const last = dayIn(context.getTimezone(), now + parameters.withinDays * DAY_SECONDS);
	const { media } = await searchAll(context, '/search', {
		...(await watchedQuery(context, parameters)),
		min_expiration_date: first,
		max_expiration_date: last,
	});
	const seen = media.map((found): WatchedMedia => ({
		id: String(found.unique_media_id),
		mark: 0,
		at: now,
		found,
	}));
	const present = new Set(seen.map(({ id }) => id));
	// One that is missing may only be missing in the index: it stays until its own date says otherwise.
	const kept = new Map(memory?.media);
	const missing = [...kept.keys()].filter((id) => !present.has(id));
	const dates = await Promise.all(missing.map(async (id) => await expirationDateOf(context, id)));
	missing.forEach((id, index) => {
		const date = dates[index];
		if (date === undefined || date < first || date > last) kept.delete(id);
	});
	const before =
		memory ?? (parameters.emitCurrent ? { watched: '', since: 0, media: kept } : undefined);
	const look = mediaNews(before && { ...before, media: kept }, seen, {
		watched: parameters.watched,
		since: now,
		forgetBefore: 0,
	});
	const news = await Promise.all(
		look.news.map(async (one) => ({
			...one,
			expirationDate: await expirationDateOf(context, one.id),
		})),
	);
	return { ...look, news };
}

async function versionOf(context: IPollFunctions, id: string): Promise<number> {
	const request = { url: `/media/${id}/version` };
	const { body } = await send(context, skyfish, request);
	const given: unknown = typeof body === 'object' && body !== null ? Object.values(body)[0] : body;
	const version = numberIn(given);
	// Taken for the first version, a bad answer would hide a change or tell of one twice.
	if (version === undefined) throw unexpectedAnswer(context, 'It was no version number.');
	return version;
}

/** `yyyy-mm-dd`; `undefined` where the media is gone or does not expire. */
async function expirationDateOf(context: IPollFunctions, id: string): Promise<string | undefined> {
	const answer = await getObject(context, `/media/${id}/metadata/expiration_date`).catch(
		(error: unknown) => {
			if (error instanceof NodeApiError && error.httpCode === '404') return undefined;
			throw error;
		},
	);
	return answer?.expiration_date ? String(answer.expiration_date) : undefined;
}

/** `2016-03-14T12:23:51Z`, as the API wants dates. */
function isoSeconds(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The API writes `2014-03-06 12:59:10` or ISO 8601, both in UTC. */
function unixSeconds(date: unknown): number | undefined {
	const text = String(date ?? '')
		.trim()
		.replace(' ', 'T');
	const ms = Date.parse(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`);
	return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

function dayIn(timeZone: string, seconds: number): string {
	const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
	return new Intl.DateTimeFormat('en-CA', format).format(seconds * 1000);
}
