import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Item } from '../shared/operation/item';
import type { ErrorContext } from '../shared/errors/operationError';
import { readId, requireFilled } from '../shared/operation/parameters';
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

/**
 * What goes out, with the IDs in it checked: 0, which an added field begins with, is none.
 *
 * @param names display names by the fields that hold an ID; those that are not there are no error
 * @returns a copy
 * @throws NodeOperationError that names the first field that holds no ID
 */
export function withIds(
	context: ErrorContext,
	values: IDataObject,
	names: Record<string, string>,
): IDataObject {
	const given = Object.entries(names).filter(([field]) => values[field] !== undefined);
	const ids = given.map(([field, name]) => [field, readId(context, name, values[field])]);
	return { ...values, ...(Object.fromEntries(ids) as IDataObject) };
}
