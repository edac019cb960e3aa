import type { IDataObject } from 'n8n-workflow';
import { askEach, begunOf } from '../../shared/polling/askEach';
import { absentFor, countLook, LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { getVersion } from '../api/media';
import type { FoundMedia } from '../api/search';
import { mediaNews } from './changes';
import {
	idOf,
	isGone,
	isoSeconds,
	RECENT_SECONDS,
	search,
	searchAll,
	watchesOthers,
	type Look,
	type Watch,
	type WatchedMedia,
} from './watched';

/** The index may show a change this much later than it came, and still nothing is lost. */
const OVERLAP_SECONDS = 60 * 60;

/** So seldom is all of that looked at; see `isWholeDue`. */
const WHOLE_EVERY_SECONDS = 10 * 60;

/** So far apart two clocks can be: Skyfish signs nobody in whose clock is wrong by more (document 003, B.1). */
const CLOCK_SECONDS = 60;

/** Looks for media items whose version grew. */
export async function lookForUpdated(watch: Watch): Promise<Look> {
	const { client, memory, now } = watch;
	const since = memory?.since ?? now;
	const isWhole = isWholeDue(watch);
	const { media, wasWatched, query } = await search(
		watch,
		modifiedSince(since - (isWhole ? OVERLAP_SECONDS : RECENT_SECONDS)),
	);
	const changed =
		watchesOthers(watch) || memory?.isStock
			? await searchAll(client, { ...query, ...modifiedSince(since) })
			: [];
	const recent = new Set(changed.map(idOf));
	// What was asked about since a look had not the time for all, and has not changed since, is done.
	const { unfinishedAt } = memory ?? {};
	const ends = isWhole ? slicesUntil(now) : [];
	if (unfinishedAt !== undefined) ends.push(unfinishedAt - CLOCK_SECONDS);
	const toAsk = await notYetAsked(
		watch,
		query,
		media,
		ends.sort((one, other) => one - other),
	);

	const asked = await askEach(
		toAsk,
		async (found) => await getVersion(client, idOf(found)),
		client.endsAt,
	);
	const seen = asked.flatMap(({ thing: found, answer }): WatchedMedia[] =>
		answer === undefined ? [] : [{ id: idOf(found), mark: answer, at: now, found }],
	);
	const absent = countLook(
		memory?.absent ?? new Map(),
		asked.filter(({ problem }) => isGone(problem)).map(({ thing }) => idOf(thing)),
		begunOf(asked).unbegun.map(idOf),
	);
	const missing = new Set(absentFor(absent, LOOKS_TO_REPORT));
	const { news, known } = mediaNews(memory?.media, seen, {
		forgetBefore: since - 2 * OVERLAP_SECONDS,
		// Version 1 is the upload itself.
		isNewsAtFirst: ({ id, mark }) => mark > 1 && (wasWatched(id) || recent.has(id)),
	});
	// An item that could not be asked about is looked at again, however long that takes; one that the service
	// denies, until several looks agree.
	const isComplete = asked.every(({ thing, problem }) => !problem || missing.has(idOf(thing)));
	const forbidden = asked
		.filter(({ problem }) => problem === 'forbidden')
		.map(({ thing }) => thing);
	const isCut = begunOf(asked).unbegun.length > 0;
	return {
		news,
		isUnfinished: isCut,
		memory: {
			media: known,
			since: isComplete ? now : since,
			wholeAt: isWhole && isComplete ? now : memory?.wholeAt,
			absent,
			isStock: isCut && (!memory || memory.isStock),
			unfinishedAt: isComplete ? undefined : (unfinishedAt ?? (isCut ? now : undefined)),
		},
		forbidden: forbidden.map(idOf).filter((id) => missing.has(id)),
	};
}

const onlyIds = { return_values: 'unique_media_id' };

const modifiedSince = (moment: number) => ({
	date_filter_field: 'last_modified',
	min_date: isoSeconds(moment),
});

/**
 * Whether this look is about all that a late index may show: when the next slice is over, at first, with other
 * settings, and as long as Skyfish denies an item.
 */
function isWholeDue(watch: Watch): boolean {
	const { memory, now } = watch;
	if (!memory || watchesOthers(watch) || memory.absent.size > 0) return true;
	const sliceOf = (moment: number) => Math.floor((moment - CLOCK_SECONDS) / WHOLE_EVERY_SECONDS);
	return sliceOf(memory.wholeAt) !== sliceOf(now);
}

/** The ends of the slices of time that a look at all of the overlap tells apart, the oldest first. */
function slicesUntil(now: number): number[] {
	const ends: number[] = [];
	const next = (moment: number) =>
		(Math.floor(moment / WHOLE_EVERY_SECONDS) + 1) * WHOLE_EVERY_SECONDS;
	for (let end = next(now - OVERLAP_SECONDS); end <= now - CLOCK_SECONDS; end = next(end)) {
		ends.push(end);
	}
	return ends;
}

/**
 * The media items whose version is not known: new ones, those that were changed since the last look, and those
 * whose change lies in a slice of time that was not over when they were asked about. The search does not say
 * when an item was changed, but finds those that were changed since a moment.
 *
 * @param query see `watchedQuery`
 * @param found the items that were changed within the overlap
 * @param ends of these slices, the oldest first
 */
async function notYetAsked(
	{ client, memory, now }: Watch,
	query: IDataObject,
	found: FoundMedia[],
	ends: number[],
): Promise<FoundMedia[]> {
	const isKnown = (id: string) => memory?.media.has(id) === true && !memory.absent.has(id);
	/** Those that are known, as long as they are not found to have been changed before some moment. */
	const left = new Set(found.map(idOf).filter(isKnown));
	const passed = new Set<string>();
	for (const end of ends) {
		if (left.size === 0) break;
		const later = await searchAll(client, { ...query, ...onlyIds, ...modifiedSince(end) });
		const after = new Set(later.map(idOf));
		for (const id of [...left].filter((one) => !after.has(one))) {
			left.delete(id);
			if (Number(memory?.media.get(id)?.at) - CLOCK_SECONDS >= end) passed.add(id);
		}
	}
	if (left.size === 0) return found.filter((media) => !passed.has(idOf(media)));
	// The oldest was looked for first: what changes meanwhile is found here too.
	const since = memory?.since ?? now;
	const latest = await searchAll(client, { ...query, ...modifiedSince(since) });
	const isLatest = new Set(latest.map(idOf));
	for (const id of left) if (!isLatest.has(id)) passed.add(id);
	const isFound = new Set(found.map(idOf));
	return [
		...found.filter((media) => !passed.has(idOf(media))),
		...latest.filter((media) => !isFound.has(idOf(media))),
	];
}
