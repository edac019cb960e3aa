import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { dropdownOf } from './dropdown';

const url = '/accounts/me/rejecttypes';

/** The reasons to reject a result, by the name that a review sends. */
export async function getRejectReasons(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await dropdownOf(this, url, 'name');
}

/** The same reasons, by the number that rejection reasons send. */
export async function getRejectTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await dropdownOf(this, url, 'id');
}
