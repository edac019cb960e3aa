import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { dropdownOf } from './dropdown';

/** The fields that a search can look in, from `GET /search/fields`. */
export async function getSearchFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await dropdownOf(this, '/search/fields', 'id');
}
