/** Finds media in the search index. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { KnownLists } from '../../../work/knownLists.ts';
import type { IndexedMedia } from './searchIndex.ts';
import { relevance } from './searchWords.ts';
import type { Query } from './searchWords.ts';

/** Where to look: in folders, or in what the company downloaded from Colourbox. */
export type Scope = { folderIds: number[] } | { colourboxOf: number };

/** From and to are included; moments are milliseconds since 1970, days yyyy-mm-dd. */
export interface SearchQuery {
	scope: Scope;
	language: 'en' | 'da' | 'de';
	query: Query;
	mediaIds?: number[];
	mediaTypes?: string[];
	dateField?: 'created' | 'cameraCreated' | 'lastModified';
	minDate?: number;
	maxDate?: number;
	orientation?: 'horizontal' | 'vertical';
	/** The shorter and the longer side must have these pixels at least. */
	resolution?: [number, number];
	minWidth?: number;
	minHeight?: number;
	/** Leaves out what expired before this day. */
	notExpiredOn?: string;
	minExpirationDate?: string;
	maxExpirationDate?: string;
	order: 'relevance' | 'created' | 'camera_created' | 'distance';
	descending: boolean;
	/** Where distances are measured from. */
	from?: { latitude: number; longitude: number };
	offset: number;
	count: number;
}

export interface FoundMedia extends IndexedMedia {
	/** The folder it was found in; null for a Colourbox download. */
	folderId: number | null;
	/** All folders among those searched that it is in. */
	folderIds: number[];
}

interface Candidate {
	mediaId: number;
	words: string;
	created: number;
	cameraCreated: number | null;
	latitude: number | null;
	longitude: number | null;
}

const wordColumns = { en: 'wordsEn', da: 'wordsDa', de: 'wordsDe' };

/**
 * One page of what matches, and how many match in all.
 *
 * @param lists of the index; see `SearchIndex`
 */
export function findMedia(
	database: SqliteFile,
	search: SearchQuery,
	lists: KnownLists,
): { hits: number; media: FoundMedia[] } {
	const { offset, count, ...asked } = search;
	const ids = lists.get(JSON.stringify(asked), () => rankedIds(database, search));
	const page = ids.slice(offset, offset + count);
	return { hits: ids.length, media: page.map((mediaId) => load(database, mediaId, search)) };
}

function rankedIds(database: SqliteFile, search: SearchQuery): number[] {
	const { where, values } = conditions(search);
	const sql = `SELECT mediaId, ${wordColumns[search.language]} AS words, created,
		cameraCreated, latitude, longitude
		FROM searchIndex WHERE ${where}`;
	const ranked = database
		.all<Candidate>(sql, ...values)
		.map((candidate) => ({ ...candidate, score: relevance(candidate.words, search.query) }))
		.filter(({ score }) => score > 0)
		.map((candidate) => ({ ...candidate, rank: rankOf(candidate, search) }))
		.sort((a, b) => a.rank - b.rank || a.created - b.created || a.mediaId - b.mediaId);
	if (search.descending) ranked.reverse();
	return ranked.map(({ mediaId }) => mediaId);
}

function rankOf(candidate: Candidate & { score: number }, { order, from }: SearchQuery): number {
	if (order === 'created') return candidate.created;
	// What no camera took comes first upwards, last downwards.
	if (order === 'camera_created') return candidate.cameraCreated ?? 0;
	if (order === 'relevance' || !from) return candidate.score;
	const { latitude, longitude } = candidate;
	// What has no place is farther away than everything that has one.
	return latitude === null || longitude === null
		? Number.MAX_VALUE
		: distance(from, { latitude, longitude });
}

/** Along a great circle, in parts of the Earth's radius. */
function distance(
	one: { latitude: number; longitude: number },
	other: { latitude: number; longitude: number },
): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const [from, to] = [radians(one.latitude), radians(other.latitude)];
	const across = radians(other.longitude - one.longitude);
	const a =
		Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(across / 2) ** 2;
	return 2 * Math.asin(Math.min(1, Math.sqrt(a)));
}

function load(database: SqliteFile, mediaId: number, { scope }: SearchQuery): FoundMedia {
	const sql = 'SELECT document FROM searchIndex WHERE mediaId = ?';
	const { document } = database.get<{ document: string }>(sql, mediaId)!;
	const found = JSON.parse(document) as IndexedMedia;
	if (!('folderIds' in scope)) return { ...found, folderId: null, folderIds: [] };
	const rows = database.all<{ folderId: number }>(
		`SELECT folderId FROM searchPointers
			WHERE mediaId = ? AND folderId IN (SELECT value FROM json_each(?)) ORDER BY folderId`,
		mediaId,
		JSON.stringify(scope.folderIds),
	);
	const folderIds = rows.map(({ folderId }) => folderId);
	return { ...found, folderId: folderIds[0] ?? null, folderIds };
}

type Value = string | number;

function conditions(search: SearchQuery): { where: string; values: Value[] } {
	const parts: string[] = [];
	const values: Value[] = [];
	const add = (part: string, ...more: Value[]) => {
		parts.push(part);
		values.push(...more);
	};
	const addIf = (part: string, value: Value | undefined) => {
		if (value !== undefined) add(part, value);
	};
	const anyOf = '(SELECT value FROM json_each(?))';
	if ('folderIds' in search.scope) {
		const ids = JSON.stringify(search.scope.folderIds);
		add('isColourbox = 0');
		add(`mediaId IN (SELECT mediaId FROM searchPointers WHERE folderId IN ${anyOf})`, ids);
	} else {
		add('isColourbox = 1 AND companyId = ?', search.scope.colourboxOf);
	}
	const { mediaIds, mediaTypes, dateField, orientation, resolution } = search;
	if (mediaIds) add(`mediaId IN ${anyOf}`, JSON.stringify(mediaIds));
	if (mediaTypes) add(`mediaType IN ${anyOf}`, JSON.stringify(mediaTypes));
	if (dateField) {
		add(`${dateField} IS NOT NULL`);
		addIf(`${dateField} >= ?`, search.minDate);
		addIf(`${dateField} <= ?`, search.maxDate);
	}
	if (orientation) add(orientation === 'horizontal' ? 'width > height' : 'height > width');
	if (resolution) add('min(width, height) >= ? AND max(width, height) >= ?', ...resolution);
	addIf('width >= ?', search.minWidth);
	addIf('height >= ?', search.minHeight);
	addIf('(expirationDate IS NULL OR expirationDate >= ?)', search.notExpiredOn);
	addIf('expirationDate >= ?', search.minExpirationDate);
	addIf('expirationDate <= ?', search.maxExpirationDate);
	return { where: parts.join(' AND '), values };
}
