import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { limitOf } from '../../../shared/answer';
import { toIsoDate } from '../../../shared/dateTime';
import { displayNameOf } from '../../../shared/displayName';
import { readIds } from '../../../shared/ids';
import { refused } from '../../../shared/refused';
import { joined, searchAll } from '../../searchCalls';

/**
 * Runs either search: joins lists as the API wants them, checks what it needs before anything is sent, and
 * reads its pages.
 *
 * @param criteria the parameters of which at least one must be given
 */
export function searchMedia(url: string, criteria: string[]) {
	return async function (
		this: IExecutePaginationFunctions,
		{ options }: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const query = queryOf(this, options.qs as IDataObject);
		if (!criteria.some((name) => query[name] !== undefined)) {
			const names = criteria.map(displayNameOf).join(', ');
			throw refused(this, 'The search has no criterion', `Fill in at least one of: ${names}.`);
		}
		const wanted = this.getNodeParameter('return_values', []) as string[];
		if (wanted.length === 0) {
			throw refused(this, '"Return Values" is empty', 'Choose at least one.');
		}
		// Results are told apart by their ID, also where it was not asked for.
		query.return_values = joined([...new Set([...wanted, 'unique_media_id'])]);
		const { media, total } = await searchAll(this, url, query, limitOf(this));
		const { includeTotal } = this.getNodeParameter('options', {}) as { includeTotal?: boolean };
		return media.map((one) => {
			const json = { ...one };
			if (!wanted.includes('unique_media_id')) delete json.unique_media_id;
			return { json: includeTotal ? { ...json, hits: total } : json };
		});
	};
}

/** The parameters as the API writes them. What is empty is left out. */
function queryOf(context: IExecutePaginationFunctions, sent: IDataObject): IDataObject {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const query: IDataObject = { ...sent };
	for (const name of ['min_date', 'max_date']) {
		if (filters[name]) query[name] = dateOf(context, name, filters[name]);
	}
	for (const name of ['min_expiration_date', 'max_expiration_date']) {
		if (filters[name]) query[name] = dateOf(context, name, filters[name]).slice(0, 10);
	}
	const { media_type: types, unique_media_id: media } = filters;
	if (Array.isArray(types) && types.length > 0) query.media_type = joined(types);
	if (media) query.unique_media_id = joined(idsIn(context, 'unique_media_id', media));
	const folders = context.getNodeParameter('folder_ids', []) as unknown;
	const folderIds = idsIn(context, 'folder_ids', folders);
	if (folderIds.length > 0) query.folder_ids = joined(folderIds);
	const text = String(context.getNodeParameter('q', '') ?? '').trim();
	if (text !== '') query.q = text;
	if (query.order === 'distance' && (!('latitude' in query) || !('longitude' in query))) {
		throw refused(
			context,
			'Ordering by distance needs a place',
			'Add "Latitude" and "Longitude" to the filters.',
		);
	}
	if (query.direction && !query.order) {
		throw refused(context, '"Direction" needs "Order"', 'Add "Order" to the filters.');
	}
	return query;
}

function dateOf(context: IExecutePaginationFunctions, name: string, value: unknown): string {
	const iso = toIsoDate(value, context.getTimezone());
	if (iso !== undefined) return iso.replace(/\.\d+Z$/, 'Z');
	throw refused(
		context,
		`"${displayNameOf(name)}" is not a date`,
		`Choose a date, or enter one such as 2026-01-31. The value was "${String(value).slice(0, 50)}".`,
	);
}

/** Numbers out of a list, or out of text with commas, spaces or plus signs between them. */
function idsIn(context: IExecutePaginationFunctions, name: string, value: unknown): number[] {
	return readIds(context, displayNameOf(name), value, /[,\s+]+/);
}
