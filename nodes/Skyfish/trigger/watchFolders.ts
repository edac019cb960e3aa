import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { isId } from '../../shared/operation/parameters';
import { askEach } from '../../shared/polling/askEach';
import { getFolders, withFoldersInside } from '../api/folders';
import { getFoldersOf } from '../api/media';
import { joined, type FoundMedia } from '../api/search';
import { returnValues } from '../fields';
import { folderChanges, nextToAsk, type Doubtful } from './folderChanges';
import { selectionIn, type Selection } from './parameters';
import {
	idOf,
	isRefused,
	searchAll,
	unixSeconds,
	watchedQuery,
	watchesOthers,
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
	const { inside, entered, ...memory } = await lookIntoFolders(watch);
	const { client, parameters } = watch;
	const query = await watchedQuery(client, parameters);
	const { news, missing } = await withDetails(client, entered, query);
	// An event whose media item the index has lost again is found by a later look.
	for (const id of missing) inside.delete(id);
	return { news, memory: { ...memory, inside } };
}

/** Looks for media items that left the watched folders. */
export async function lookForLeft(watch: Watch): Promise<Look> {
	const { left, inside, ...memory } = await lookIntoFolders(watch);
	const query = { return_values: joined(returnValues.default as string[]) };
	const { news, missing } = await withDetails(watch.client, left, query);
	const deleted = missing.map((id) => newsOf({ unique_media_id: id }, left));
	return { news: [...news, ...deleted], memory: { ...memory, inside } };
}

type FolderIds = Map<number, number[] | undefined>;

type FolderLook = Pick<Look['memory'], 'media' | 'since' | 'absent' | 'askedAfter'> & {
	inside: Set<number>;
	entered: FolderIds;
	left: FolderIds;
};

/** Who is in the watched folders, who entered them and who left them since the last look. */
async function lookIntoFolders(watch: Watch): Promise<FolderLook> {
	const { client, parameters, memory, now } = watch;
	const nothing = { media: new Map(), since: now, entered: new Map(), left: new Map() };
	const takesStock = memory === undefined || watchesOthers(watch);
	const found = await idsInFolders(client, parameters, takesStock);
	if (memory === undefined) return { ...nothing, inside: new Set(found.keys()) };

	const inside = new Set(memory.inside);
	if (takesStock) await takeStock(watch, found, inside);
	const doubtful: Doubtful[] = [
		...[...found.keys()].filter((id) => !inside.has(id)).map((id) => ({ id, seemsToEnter: true })),
		...[...inside].filter((id) => !found.has(id)).map((id) => ({ id, seemsToEnter: false })),
	];
	if (doubtful.length === 0) return { ...nothing, inside, askedAfter: memory.askedAfter };

	const toAsk = nextToAsk(doubtful, memory.askedAfter, MOST_ASKED);
	const folders = await foldersIn(client, parameters);
	const asked = await askEach(toAsk, async ({ id }) => await getFoldersOf(client, id));
	const isAsked = new Set(toAsk);
	const waiting = doubtful.filter((one) => !isAsked.has(one)).map(({ id }) => id);
	const isWatched = (id: number) => folders.has(id);
	const { entered, left, absent } = folderChanges(asked, waiting, memory.absent, isWatched);
	for (const id of entered.keys()) inside.add(id);
	for (const id of left.keys()) inside.delete(id);
	return { ...nothing, inside, entered, left, absent, askedAfter: toAsk.at(-1)?.id ?? 0 };
}

/**
 * Other folders are watched than at the last look: what only came into view or went out of it is no news.
 *
 * @param inside is changed
 */
async function takeStock(
	watch: Watch,
	found: ReadonlyMap<number, FoundMedia>,
	inside: Set<number>,
): Promise<void> {
	const { client, memory } = watch;
	const before = await idsInFolders(client, selectionIn(memory!.watched), true).catch(
		(error: Error) => {
			// E.g. a folder that was deleted meanwhile.
			if (isRefused(error)) return new Map<number, FoundMedia>();
			throw error;
		},
	);
	for (const [id, media] of found) {
		const isNewer = (unixSeconds(media.created) ?? 0) > memory!.since;
		if (!before.has(id) && !isNewer) inside.add(id);
	}
	for (const id of [...inside]) if (before.has(id) && !found.has(id)) inside.delete(id);
}

/**
 * The media items that the index shows in some folders, by ID.
 *
 * @param isStock see `searchAll`; then each comes with the time when it was uploaded
 */
async function idsInFolders(
	client: Client,
	selection: Selection,
	isStock: boolean,
): Promise<Map<number, FoundMedia>> {
	const query = {
		...(await watchedQuery(client, selection)),
		return_values: joined(['unique_media_id', ...(isStock ? ['created'] : [])]),
		order: 'created',
		direction: 'asc',
	};
	const options = { isStock, perPage: IDS_PER_PAGE };
	const media = await searchAll(client, query, options);
	return new Map(media.filter((one) => isId(idOf(one))).map((one) => [Number(idOf(one)), one]));
}

/** The folders that are watched. */
async function foldersIn(
	client: Client,
	{ folderIds, includeSubfolders }: Selection,
): Promise<ReadonlySet<number>> {
	if (!includeSubfolders) return new Set(folderIds);
	return withFoldersInside(await getFolders(client), folderIds);
}

/** @returns the news with what a search gives of each media item, and those that it does not find */
async function withDetails(
	client: Client,
	changed: FolderIds,
	query: IDataObject,
): Promise<{ news: WatchedMedia[]; missing: number[] }> {
	const missing = new Set(changed.keys());
	const news: WatchedMedia[] = [];
	const ids = [...missing];
	for (let first = 0; first < ids.length; first += DETAILS_PER_PAGE) {
		const some = joined(ids.slice(first, first + DETAILS_PER_PAGE));
		const media = await searchAll(client, { ...query, unique_media_id: some });
		for (const found of media.filter((one) => missing.delete(Number(idOf(one))))) {
			news.push(newsOf(found, changed));
		}
	}
	return { news, missing: [...missing] };
}

function newsOf(found: FoundMedia, changed: FolderIds): WatchedMedia {
	const id = idOf(found);
	return { id, mark: 0, at: 0, found, folderIds: changed.get(Number(id)) };
}
