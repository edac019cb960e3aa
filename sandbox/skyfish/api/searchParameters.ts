/** Chapter 4.1.1: reads a search's parameters. */
import type { Readings } from '../../readings/readings.ts';
import { dayOf, isDay } from '../domain/clock.ts';
import { smallerSizes } from '../domain/pictures.ts';
import type { Scope, SearchQuery } from '../domain/search/searchQuery.ts';
import { parseQuery } from '../domain/search/searchWords.ts';
import type { Body } from './bodies.ts';
import { badRequest } from './errors.ts';
import { numbersIn, separator } from './folderList.ts';
import { optionalInteger, optionalText, optionalWord, wrong } from './parameters.ts';

const defaultCount = 500;
const mediaTypes = ['image', 'vector', 'video', 'generic'];
const dateFields = {
	created: 'created',
	camera_created: 'cameraCreated',
	last_modified: 'lastModified',
} as const;
/** Pixels on the shorter and the longer side, for paper printed at 300 dpi. */
const resolutions: Record<string, [number, number]> = { a4: [2480, 3508], a3: [3508, 4961] };

/**
 * The query parameters that say something: an empty one counts as absent. A list written as `name[]=a&name[]=b`, which
 * a public client sends, is one with spaces.
 */
export function givenParameters(query: unknown): Body {
	const entries = Object.entries(query as Body)
		.map(([name, value]): [string, unknown] =>
			name.endsWith('[]') ? [name.slice(0, -2), [value].flat().join(' ')] : [name, value],
		)
		.filter(([, value]) => value !== '');
	return Object.fromEntries(entries);
}

/** Reads everything but where to look. */
export function readSearch(
	query: Body,
	scope: Scope,
	now: number,
	readings: Readings,
): SearchQuery {
	const mediaIds = numbersIn(query, 'unique_media_id', readings);
	const q = optionalText(query, 'q');
	const type = optionalWord(query, 'query_type', ['strict_and_search', 'wildcards']);
	const resolution = optionalWord(query, 'resolution', Object.keys(resolutions));
	return {
		scope,
		language: 'en',
		query: parseQuery(q ?? '', type ?? 'beginnings'),
		mediaIds,
		mediaTypes: mediaTypesIn(query, readings),
		...datesIn(query),
		orientation: optionalWord(query, 'orientation', ['horizontal', 'vertical']),
		resolution: resolution === undefined ? undefined : resolutions[resolution],
		minWidth: optionalInteger(query, 'min_width'),
		minHeight: optionalInteger(query, 'min_height'),
		notExpiredOn: flagIn(query, 'exclude_expired_media') ? dayOf(now) : undefined,
		minExpirationDate: dayIn(query, 'min_expiration_date'),
		maxExpirationDate: dayIn(query, 'max_expiration_date'),
		...orderIn(query, q !== undefined),
		offset: optionalInteger(query, 'media_offset') ?? 0,
		count: optionalInteger(query, 'media_count') ?? defaultCount,
	};
}

/** The size of the thumbnails that an answer names. */
export function thumbnailSizeIn(query: Body): string {
	return optionalWord(query, 'thumbnail_size', smallerSizes) ?? '320px';
}

/** Words separated by `+`, which arrives as a space; undefined when there are none. */
export function wordsIn(query: Body, name: string, readings: Readings): string[] | undefined {
	return optionalText(query, name)?.split(separator(readings)).filter(Boolean);
}

function mediaTypesIn(query: Body, readings: Readings): string[] | undefined {
	const words = wordsIn(query, 'media_type', readings);
	const unknown = words?.find((word) => !mediaTypes.includes(word));
	if (unknown !== undefined) throw badRequest(`The parameter media_type cannot be "${unknown}"`);
	return words;
}

/** The words true and false. */
export function flagIn(query: Body, name: string): boolean {
	return optionalWord(query, name, ['true', 'false']) === 'true';
}

function datesIn(query: Body): Pick<SearchQuery, 'dateField' | 'minDate' | 'maxDate'> {
	const names = Object.keys(dateFields) as (keyof typeof dateFields)[];
	const field = optionalWord(query, 'date_filter_field', names);
	const [minDate, maxDate] = [momentIn(query, 'min_date'), momentIn(query, 'max_date')];
	if (minDate === undefined && maxDate === undefined) return {};
	if (field === undefined) throw badRequest('The parameter date_filter_field is missing');
	return { dateField: dateFields[field], minDate, maxDate };
}

function orderIn(
	query: Body,
	hasTerms: boolean,
): Pick<SearchQuery, 'order' | 'descending' | 'from'> {
	const given = optionalWord(query, 'order', [
		'relevance',
		'created',
		'camera_created',
		'distance',
	]);
	const direction = optionalWord(query, 'direction', ['asc', 'desc']);
	if (direction !== undefined && given === undefined) {
		throw badRequest('The parameter direction can only be given with order');
	}
	const order = given ?? (hasTerms ? 'relevance' : 'created');
	const descending = (direction ?? (order === 'distance' ? 'asc' : 'desc')) === 'desc';
	if (order !== 'distance') return { order, descending };
	const from = {
		latitude: degreesIn(query, 'latitude', 90),
		longitude: degreesIn(query, 'longitude', 180),
	};
	return { order, descending, from };
}

function degreesIn(query: Body, name: string, most: number): number {
	const text = optionalText(query, name);
	if (text === undefined) throw badRequest(`The parameter ${name} is missing`);
	const degrees = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	if (!(Math.abs(degrees) <= most)) throw wrong(name, 'a number of degrees');
	return degrees;
}

/** Milliseconds since 1970. */
function momentIn(query: Body, name: string): number | undefined {
	const text = optionalText(query, name);
	if (text === undefined) return undefined;
	const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(moment)) throw wrong(name, 'a time such as 2016-03-14T12:23:51Z');
	return moment;
}

function dayIn(query: Body, name: string): string | undefined {
	const text = optionalText(query, name);
	if (text !== undefined && !isDay(text)) throw wrong(name, 'a date such as 2016-03-14');
	return text;
}
