import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../shared/operation/item';
import { requireFilled } from '../shared/operation/parameters';
import { success, type Result } from '../shared/operation/results';

/**
 * As `success`, with what was sent.
 *
 * @param sent what the item says about it, by name
 * @param idParameters see `success`
 */
export function successWith(sent: (item: Item) => IDataObject, ...idParameters: string[]): Result {
	return (item, answer) =>
		success(...idParameters)(item, answer).map(({ json }) => ({
			json: { ...json, ...sent(item) },
		}));
}

/** The words in a field that takes several. @throws NodeOperationError when there are none */
export function wordsIn(item: Item, { name, displayName }: INodeProperties): string[] {
	const words = [item.parameter<string[] | string>(name, [])].flat().filter(Boolean);
	requireFilled(item.context, displayName, words);
	return words;
}
