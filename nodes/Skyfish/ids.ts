import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Result } from '../shared/operation/results';
import { numberIn } from './api/media';

/** What the service calls an ID, by the name that it has in this node: what one operation gives out, the next one takes. */
type IdNames = Record<string, string>;

/** Media as searches have them; documents of single media call their number `id`. */
export const foundMediaIds: IdNames = { mediaId: 'unique_media_id', folderId: 'folder_id' };

/** Puts IDs first, under the names of this node. The service's own fields stay; what is no number is no ID. */
export function withIdsFirst(json: IDataObject, names: IdNames): IDataObject {
	const ids = Object.entries(names).map(([name, field]) => [name, numberIn(json[field])]);
	const numbers = ids.filter(([, id]) => id !== undefined);
	return { ...(Object.fromEntries(numbers) as IDataObject), ...json };
}

/** What an operation gives, with the IDs in it under the names of this node, see `withIdsFirst`. */
export function named(names: IdNames, gives: Result): Result {
	return (item, answer) => changed(gives(item, answer), (json) => withIdsFirst(json, names));
}

/** What an operation gives, with the ID of what it was asked about, e.g. of "Media". */
export function about(field: INodeProperties, gives: Result): Result {
	return (item, answer) =>
		changed(gives(item, answer), (json) => ({ [field.name]: item.id(field), ...json }));
}

function changed(
	items: INodeExecutionData[],
	change: (json: IDataObject) => IDataObject,
): INodeExecutionData[] {
	return items.map((one) => ({ ...one, json: change(one.json) }));
}
