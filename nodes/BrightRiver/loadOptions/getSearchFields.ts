import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { send } from '../../shared/transport';
import { brightRiver } from '../brightRiverService';

/**
 * The fields that a search can look in, from `GET /search/fields`. The documents name this call but not
 * its answer, so any list of texts, or of objects with an `id`, is taken.
 */
export async function getSearchFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const request = { url: '/search/fields', headers: { Accept: 'application/json' } };
	const { body } = await send(this, brightRiver, request);
	const lists = Array.isArray(body) ? [body] : Object.values(body as object).filter(Array.isArray);
	const entries = (lists[0] ?? []) as Array<string | { id?: unknown; name?: unknown }>;
	return entries
		.map((entry) => {
			if (typeof entry === 'string') return { name: entry, value: entry };
			return { name: String(entry.name ?? entry.id), value: String(entry.id ?? entry.name) };
		})
		.sort((one, other) => one.name.localeCompare(other.name));
}
