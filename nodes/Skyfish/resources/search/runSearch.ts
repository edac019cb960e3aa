import { NodeApiError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import { readDay, readMoment } from '../../../shared/operation/dateTime';
import { displayNameOf } from '../../../shared/operation/displayName';
import type { Item } from '../../../shared/operation/item';
import { readIds, requireFound } from '../../../shared/operation/parameters';
import { limitOf } from '../../../shared/operation/results';
import { foundMediaIds, withIdsFirst } from '../../ids';
import { joined, searchAll, searchWords, SEPARATOR, type SearchPath } from '../../api/search';
import { dateFilterField } from './fields';

/**
 * Runs either search: joins lists as the API wants them, checks what it needs before anything is sent, and
 * reads its pages.
 *
 * @param criteria the parameters of which at least one must be given, with their display names, as the document says; the vendor's own example
 * gives none, so that the service itself is asked
 * @returns one item per media item, with what "Return Values" asks for
 * @throws NodeOperationError that names what is missing or not valid
 */
export async function runSearch(
	item: Item,
	path: SearchPath,
	criteria: Record<string, string>,
): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const query = queryOf(item);
	const hasCriterion = Object.keys(criteria).some((name) => query[name] !== undefined);
	const wanted = item.parameter<string[]>('return_values', []);
	if (wanted.length === 0) {
		throw operationError(context, '"Return Values" is empty', 'Choose at least one.');
	}
	// Results are told apart by their ID, also where it was not asked for.
	query.return_values = joined([...new Set([...wanted, 'unique_media_id'])]);
	const { media, total } = await searchAll(client, path, query, limitOf(item)).catch(
		(error: Error) => {
			const isRefused = error instanceof NodeApiError && error.httpCode === '400';
			throw isRefused && !hasCriterion ? noCriterion(item, Object.values(criteria), error) : error;
		},
	);
	const { includeTotal } = item.parameter<{ includeTotal?: boolean }>('options', {});
	return media.map((one) => {
		const json = withIdsFirst(one, foundMediaIds);
		if (!wanted.includes('unique_media_id')) delete json.unique_media_id;
		return { json: includeTotal ? { ...json, hits: total } : json };
	});
}

function noCriterion({ context }: Item, names: string[], refusal: NodeApiError): Error {
	return operationError(
		context,
		'Enter at least one search criterion',
		`Fill in at least one of: ${names.join(', ')}. ${refusal.message}. ${refusal.description ?? ''}`,
	);
}

/** The parameters as the API writes them. What is empty is left out. */
function queryOf(item: Item): IDataObject {
	const { context } = item;
	const filters = item.parameter<IDataObject>('filters', {});
	// The document knows only "true".
	const recursive = item.parameter('recursive', false) ? { recursive: true } : {};
	const query: IDataObject = { ...recursive, ...item.query };
	// As with `recursive`, any value may mean yes.
	if (query.exclude_expired_media === false) delete query.exclude_expired_media;
	const set = (name: string, value: unknown) => {
		if (value !== undefined && value !== '') query[name] = value as string;
	};
	for (const name of ['min_date', 'max_date']) {
		const moment = readMoment(context, displayNameOf(name), filters[name]);
		set(name, moment?.replace(/\.\d+Z$/, 'Z'));
	}
	const hasDate = query.min_date !== undefined || query.max_date !== undefined;
	// The service wants to be told which date is meant.
	if (hasDate) query.date_filter_field ??= dateFilterField.default as string;
	for (const name of ['min_expiration_date', 'max_expiration_date']) {
		set(name, readDay(context, displayNameOf(name), filters[name]));
	}
	set('media_type', joined([filters.media_type ?? []].flat()));
	set('unique_media_id', idsIn(item, 'unique_media_id', filters.unique_media_id));
	set('folder_ids', idsIn(item, 'folder_ids', found(item, 'folder_ids', [])));
	set('q', searchWords(String(found(item, 'q', ''))));
	if (query.order === 'distance' && (!('latitude' in query) || !('longitude' in query))) {
		throw operationError(
			context,
			'Ordering by distance needs a location',
			'Add "Latitude" and "Longitude" to the filters.',
		);
	}
	if (query.direction && !query.order) {
		throw operationError(context, '"Direction" needs "Order"', 'Add "Order" to the filters.');
	}
	return query;
}

/** What narrows the search. @throws NodeOperationError when its expression found nothing */
function found(item: Item, name: string, fallback: unknown): unknown {
	const value = item.parameter<unknown>(name, fallback);
	requireFound(item.context, displayNameOf(name), value);
	return value;
}

/** IDs as the API wants them, out of a list or of a text; empty if there is none. */
function idsIn({ context }: Item, name: string, value: unknown): string {
	return joined(readIds(context, displayNameOf(name), value, SEPARATOR));
}
