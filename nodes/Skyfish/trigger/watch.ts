import { DAY_MS, dayIn, daysAfter } from '../../shared/operation/dateTime';
import { askEach, begunOf } from '../../shared/polling/askEach';
import { partOf } from '../../shared/polling/deadline';
import { absentFor, countLook, LOOKS_TO_REPORT } from '../../shared/polling/looks';
import { getExpirationDate } from '../api/media';
import { mediaNews } from './changes';
import { nextToAsk } from './folderChanges';
import {
	idOf,
	isGone,
	isoSeconds,
	RECENT_SECONDS,
	search,
	unixSeconds,
	watchesOthers,
	type Look,
	type Watch,
	type WatchedMedia,
} from './watched';

/** What of the time may go into asking about media items that the search does not find any more. */
const SHARE_OF_MISSING = 0.5;

/** The index may show a new media item this much later than it came, and still nothing is lost. */
const ADDED_OVERLAP_SECONDS = DAY_MS / 1000;

/** So seldom is all of that looked at. */
const WHOLE_EVERY_SECONDS = 30 * 60;

/** Looks for media items that were uploaded since the last look, and some time before it: the index lags. */
export async function lookForAdded(watch: Watch): Promise<Look> {
	const { memory, now } = watch;
	const since = memory?.since ?? now;
	const forgetBefore = since - ADDED_OVERLAP_SECONDS;
	const goOnFrom = watchesOthers(watch) ? undefined : memory?.goOnFrom;
	const isWhole = goOnFrom === undefined && isWholeDue(watch);
	const { media, wasWatched, isCut } = await search(
		watch,
		{
			date_filter_field: 'created',
			min_date: isoSeconds(goOnFrom ?? (isWhole ? forgetBefore : since - RECENT_SECONDS)),
			order: 'created',
			direction: 'asc',
		},
		!watchesOthers(watch),
	);
	const seen = media.map((found): WatchedMedia => {
		const createdAt = unixSeconds(found.created);
		// A date in the future must not make the trigger skip what comes until then.
		const at = Math.min(createdAt ?? now, now);
		return { id: idOf(found), mark: 0, at, createdAt, found };
	});
	const isNewsAtFirst = ({ id, createdAt }: WatchedMedia) =>
		wasWatched(id) || (createdAt ?? 0) > since;
	const { news, known } = mediaNews(memory?.media, seen, { forgetBefore, isNewsAtFirst });
	// The service's own times, so that two clocks need not agree.
	const newest = seen.reduce((latest, { at }) => Math.max(latest, at), since);
	const wholeAt = isWhole ? now : memory?.wholeAt;
	const isStock = isCut && (!memory || memory.isStock);
	const readTo = isCut
		? Math.max(...media.map(({ created }) => unixSeconds(created) ?? 0))
		: undefined;
	const progress = { isStock, goOnFrom: readTo };
	return { news, memory: { media: known, since: newest, wholeAt, ...progress } };
}

function isWholeDue(watch: Watch): boolean {
	const { memory, now } = watch;
	if (!memory || watchesOthers(watch)) return true;
	return now < memory.wholeAt || now >= memory.wholeAt + WHOLE_EVERY_SECONDS;
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
	const inTurn = nextToAsk(
		missing.map((key) => ({ id: Number(key), key })),
		memory?.askedAfter ?? 0,
	);
	const ids = inTurn.map(({ key }) => key);
	const asked = await askEach(ids, dateOf, partOf(client.endsAt, SHARE_OF_MISSING));
	const { askedLast, unbegun } = begunOf(asked);
	const absent = countLook(
		memory?.absent ?? new Map(),
		asked.filter(({ problem }) => isGone(problem)).map(({ thing }) => thing),
		unbegun,
	);
	const left = asked.filter(({ answer, problem }) => !problem && !isNear(answer));
	const kept = new Map(memory?.media);
	for (const { thing: id } of left) kept.delete(id);
	for (const id of absentFor(absent, LOOKS_TO_REPORT)) kept.delete(id);

	const look = mediaNews(takesStock ? undefined : kept, seen, { forgetBefore: 0 });
	const dated = await askEach(look.news, async ({ id }) => await dateOf(id), client.endsAt);
	const news: WatchedMedia[] = [];
	for (const { thing, answer, problem } of dated) {
		// Deleted or changed since the index saw it, or to be asked about by the next poll.
		if (problem || !isNear(answer)) look.known.delete(thing.id);
		else if (wasWatched(thing.id) || isNewer(thing) || String(answer) > String(memory?.until)) {
			news.push({ ...thing, expirationDate: answer });
		}
	}
	const isUnfinished = dated.some(({ problem }) => problem === 'unbegun') && watchesOthers(watch);
	const lookedAt = isUnfinished
		? { since: memory!.since, until: memory!.until }
		: { since: now, until: last };
	return {
		news,
		isUnfinished,
		memory: { media: look.known, ...lookedAt, absent, askedAfter: Number(askedLast ?? 0) },
	};
}
