import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { collections } from '../../../shared/operation/fields';
import { pick } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import {
	readId,
	requireChanges,
	requireFilled,
	requireFound,
} from '../../../shared/operation/parameters';
import { object } from '../../../shared/operation/results';
import { companyIdField } from '../../fields';
import { named } from '../../ids';
import { folderId } from '../../locators';
import { withIds } from '../../sent';

/** It is in what the API answers, and in no text of the vendor. */
const coverPhoto: INodeProperties = {
	displayName: 'Cover Photo ID',
	name: 'cover_photo_id',
	type: 'number',
	default: 0,
	description:
		"Unique media ID of the folder's cover photo. Setting it is not documented: if Skyfish ignores it, the node says so.",
};

/** What the operator filled in; `parent` is `null` for a folder at the top. */
function changesIn(item: Item): IDataObject {
	const changes = { ...item.parameter<IDataObject>('updateFields', {}) };
	requireChanges(item.context, changes);
	if ('name' in changes) requireFilled(item.context, 'Name', changes.name);
	if ('parent' in changes) {
		// An empty one means the top; one that found nothing does not.
		requireFound(item.context, 'Parent', changes.parent);
		changes.parent = changes.parent ? readId(item.context, 'Parent', changes.parent) : null;
	}
	return withIds(item.context, changes, {
		company_id: companyIdField.displayName,
		cover_photo_id: coverPhoto.displayName,
	});
}

/** Reads the folder and sends it back with the changes: the API wants name and parent every time. */
async function updateFolder(item: Item): Promise<INodeExecutionData[]> {
	const changes = changesIn(item);
	return await item.client.change(`folder ${item.id(folderId)}`, async () => {
		const current = await item.object('GET /folder/{folderId}');
		const body = { ...pick(current, ['name', 'parent']), ...changes };
		const gives = named({ folderId: 'id' }, object());
		const items = gives(item, await item.send({ body }));
		requireCover(item, changes, items[0].json);
		return items;
	});
}

/** @throws NodeOperationError when the folder has another cover photo than was asked for */
function requireCover(item: Item, changes: IDataObject, folder: IDataObject): void {
	const wanted = changes.cover_photo_id;
	if (wanted === undefined || Number(folder.cover_photo_id) === wanted) return;
	const others = Object.keys(changes).filter((name) => name !== coverPhoto.name);
	throw operationError(
		item.context,
		`Skyfish did not set the cover photo of folder ${item.id(folderId)}`,
		`${others.length > 0 ? 'The other changes were made. ' : ''}Remove "Cover Photo ID" from "Update Fields", and choose the cover photo in Skyfish itself.`,
	);
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a folder',
	description: 'Change the name of a folder, or move it into another one',
	document: '003, 6.4',
	call: 'POST /folder/{folderId}',
	also: ['GET /folder/{folderId}'],
	fields: [
		folderId,
		{
			...collections.updateFields,
			options: [
				{
					...companyIdField,
					description: 'Company that owns the folder',
				},
				coverPhoto,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Autumn collection',
				},
				{
					displayName: 'Parent Name or ID',
					name: 'parent',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getFolders' },
					default: '',
					description:
						'Folder to move it to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
	run: updateFolder,
};
