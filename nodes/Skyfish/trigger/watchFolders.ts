import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { isId } from '../../shared/operation/parameters';
import { askEach } from '../../shared/polling/askEach';
import { partOf } from '../../shared/polling/deadline';
import { countLook } from '../../shared/polling/looks';
import type { Progress } from '../../shared/polling/round';
import { getFolders, withFoldersInside } from '../api/folders';
import { getFoldersOf } from '../api/media';
import { joined, type FoundMedia } from '../api/search';
import { returnValues } from '../fields';
import { folderChanges, nextToAsk, type Doubtful } from './folderChanges';
import { selectionIn, type Selection } from './parameters';
import {
	idOf,
	isRefused,
	searchInTime,
	unixSeconds,
	watchedQuery,
	watchesOthers,
	type InTime,
	type Look,
	type Watch,
	type WatchedMedia,
} from './watched';

/** So many media items are asked for at once where nothing but their IDs is needed: the API's own default. */
const IDS_PER_PAGE = 500;

/** So many media items are asked about at one look; the others have to wait for the next one. */
const MOST_ASKED = 1_000;

/** So many are looked up in one request. */
const DETAILS_PER_PAGE = 100;

/** Looks for media items that entered the watched folders. */
export async function lookForEntered(watch: Watch): Promise<Look> {
	const { inside, entered, isUnfinished, ...memory } = await lookIntoFolders(watch);
	const { client, parameters } = watch;
	const query = await watchedQuery(client, parameters);
	const { news, missing, unread } = await withDetails(client, entered, query);
	// An event whose media item the index has lost again is found by a later look.
	for (const id of [...missing, ...unread]) inside.delete(id);
	return { news, isUnfinished, memory: { ...memory, inside } };
}

/** Looks for media items that left the watched folders. */
export async function lookForLeft(watch: Watch): Promise<Look> {
	const { left, inside, isUnfinished, ...memory } = await lookIntoFolders(watch);
	const query = { return_values: joined(returnValues.default as string[]) };
	const { news, missing, unread } = await withDetails(watch.client, left, query);
	for (const id of unread) inside.add(id);
	const deleted = missing.map((id) => newsOf({ unique_media_id: id }, left));
	return { news: [...news, ...deleted], isUnfinished, memory: { ...memory, inside } };
}

type FolderIds = Map<number, number[] | undefined>;

type FolderLook = Pick<Look['memory'], 'media' | 'since' | 'absent' | 'askedAfter' | 'round'> & {
	inside: Set<number>;
	entered: FolderIds;
	left: FolderIds;
	isUnfinished?: boolean;
};

/** What of the time the search may take, and what of the rest the questions; the last is for the details. */
const SHARE_OF_SEARCH = 0.5;
const SHARE_OF_ASKING = 0.6;

/** Who is in the watched folders, who entered them and who left them since the last look. */
async function lookIntoFolders(watch: Watch): Promise<FolderLook> {
	const { client, parameters, memory, now } = watch;
	const { watched } = parameters;
	const before = memory?.round?.watched === watched ? memory.round : undefined;
	const isFirst = memory === undefined || memory.round?.isFirst === true;
	const takesStock = isFirst || watchesOthers(watch);
	const { found, all, came } = await idsInFolders(client, parameters, takesStock, before);
	const isUnfinished = came !== undefined;
	const nothing = {
		media: new Map(),
		// What came since the first look began is news.
		since: isUnfinished || before ? (memory?.since ?? now) : now,
		entered: new Map(),
		left: new Map(),
		round: came && { ...came, isFirst, watched },
		isUnfinished,
	};
	if (memory === undefined) return { ...nothing, inside: new Set(found.keys()) };

	// With other settings before it was over, the first look begins anew.
	const inside = new Set(isFirst && !before ? [] : memory.inside);
	if (isFirst) addOld(found, inside, memory.since);
	else if (takesStock) await takeStock(watch, found, inside, isUnfinished ? undefined : all);
	// Who was not found is known at the end of a search.
	const notFound = isUnfinished ? [] : [...inside].filter((id) => !all.has(String(id)));
	const doubtful: Doubtful[] = [
		...[...found.keys()].filter((id) => !inside.has(id)).map((id) => ({ id, seemsToEnter: true })),
		...notFound.map((id) => ({ id, seemsToEnter: false })),
	];
	const unasked = isUnfinished ? [...memory.absent.keys()].map(Number) : [];
	if (doubtful.length === 0) {
		const absent = countLook(memory.absent, [], unasked.map(String));
		return { ...nothing, inside, absent, askedAfter: memory.askedAfter };
	}

	const folders = await foldersIn(client, parameters);
	const answers = await askEach(
		nextToAsk(doubtful, memory.askedAfter, MOST_ASKED),
		async ({ id }) => await getFoldersOf(client, id),
		partOf(client.endsAt, SHARE_OF_ASKING),
	);
	const asked = answers.filter(({ problem }) => problem !== 'unbegun');
	const isAsked = new Set(asked.map(({ thing }) => thing.id));
	const waiting = [...doubtful.map(({ id }) => id), ...unasked].filter((id) => !isAsked.has(id));
	const isWatched = (id: number) => folders.has(id);
	const { entered, left, absent } = folderChanges(asked, waiting, memory.absent, isWatched);
	for (const id of entered.keys()) inside.add(id);
	for (const id of left.keys()) inside.delete(id);
	return { ...nothing, inside, entered, left, absent, askedAfter: asked.at(-1)?.thing.id ?? 0 };
}

/** What was there before the first look is no news, however many looks it takes. */
function addOld(found: ReadonlyMap<number, FoundMedia>, inside: Set<number>, since: number): void {
	for (const [id, media] of found) if (!isNewer(media, since)) inside.add(id);
}

function isNewer({ created }: FoundMedia, since: number): boolean {
	return (unixSeconds(created) ?? 0) > since;
}

/**
 * Other folders are watched than at the last look: what only came into view or went out of it is no news.
 *
 * @param inside is changed
 * @param all the IDs of all that is there now; `undefined` as long as that is not known
 */
async function takeStock(
	watch: Watch,
	found: ReadonlyMap<number, FoundMedia>,
	inside: Set<number>,
	all: ReadonlySet<string> | undefined,
): Promise<void> {
	const { client, memory } = watch;
	const nothing = { all: new Set<string>(), came: undefined };
	const before = await idsInFolders(client, selectionIn(memory!.watched), true).catch(
		(error: Error) => {
			// E.g. a folder that was deleted meanwhile.
			if (isRefused(error)) return nothing;
			throw error;
		},
	);
	// Where there is no time to read all of it, what is remembered of it must do.
	const wasThere = (id: number) => before.all.has(String(id)) || before.came !== undefined;
	for (const [id, media] of found) {
		if (!before.all.has(String(id)) && !isNewer(media, memory!.since)) inside.add(id);
	}
	if (!all) return;
	for (const id of [...inside]) if (wasThere(id) && !all.has(String(id))) inside.delete(id);
}

/**
 * The media items that the index shows in some folders, by ID.
 *
 * @param isStock see `searchAll`; then each comes with the time when it was uploaded
 * @param goOn where the look before had not the time for all
 */
async function idsInFolders(
	client: Client,
	selection: Selection,
	isStock: boolean,
	goOn?: Progress,
): Promise<Omit<InTime, 'media'> & { found: Map<number, FoundMedia> }> {
	const query = {
		...(await watchedQuery(client, selection)),
		return_values: joined(['unique_media_id', ...(isStock ? ['created'] : [])]),
		order: 'created',
		direction: 'asc',
	};
	const until = partOf(client.endsAt, SHARE_OF_SEARCH);
	const options = { isStock, perPage: IDS_PER_PAGE, goOn, until };
	const { media, ...more } = await searchInTime(client, query, options);
	const known = media.filter((one) => isId(idOf(one)));
	return { ...more, found: new Map(known.map((one) => [Number(idOf(one)), one])) };
}

/** The folders that are watched. */
async function foldersIn(
	client: Client,
	{ folderIds, includeSubfolders }: Selection,
): Promise<ReadonlySet<number>> {
	if (!includeSubfolders) return new Set(folderIds);
	return withFoldersInside(await getFolders(client), folderIds);
}

/**
 * @returns the news with what a search gives of each media item, those that it does not find, and those for which
 * there was no time
 */
async function withDetails(
	client: Client,
	changed: FolderIds,
	query: IDataObject,
): Promise<{ news: WatchedMedia[]; missing: number[]; unread: number[] }> {
	const news: WatchedMedia[] = [];
	const missing: number[] = [];
	const ids = [...changed.keys()];
	let read = 0;
	// However late it is, each look comes a little farther.
	while (read < ids.length && (read === 0 || Date.now() < client.endsAt)) {
		const some = new Set(ids.slice(read, read + DETAILS_PER_PAGE));
		const criteria = { ...query, unique_media_id: joined([...some]) };
		const isOver = () => read > 0 && Date.now() >= client.endsAt;
		const { media } = await searchInTime(client, criteria, { until: Infinity }).catch(
			(error: Error) => {
				if (isOver()) return { media: undefined };
				throw error;
			},
		);
		if (!media) break;
		for (const found of media.filter((one) => some.delete(Number(idOf(one))))) {
			news.push(newsOf(found, changed));
		}
		missing.push(...some);
		read += DETAILS_PER_PAGE;
	}
	return { news, missing, unread: ids.slice(read) };
}

function newsOf(found: FoundMedia, changed: FolderIds): WatchedMedia {
	const id = idOf(found);
	return { id, mark: 0, at: 0, found, folderIds: changed.get(Number(id)) };
}
