import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { pick } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import { collections } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { object } from '../../../shared/operation/results';
import { named } from '../../ids';
import { cliqueId } from '../../locators';
import { withIds } from '../../sent';

/** The labels of the IDs that a clique has. */
export const idNames = { skyfish_id: 'Skyfish ID', thumbnail_id: 'Thumbnail ID' };

/** The picture of a clique. */
export const thumbnailField: INodeProperties = {
	...collections.additionalFields,
	options: [
		{
			displayName: 'Thumbnail ID',
			name: 'thumbnail_id',
			type: 'number',
			default: 0,
			description: 'Unique media ID of the media item to use as the picture of the clique',
			routing: { send: { type: 'body', property: 'thumbnail_id' } },
		},
	],
};

/** @throws NodeOperationError when nothing was filled in, or an ID is none */
function changesIn({ context, body }: Item): IDataObject {
	const { name, skyfish_id: skyfish, ...others } = body;
	const given: IDataObject = { ...others };
	if (String(name ?? '').trim() !== '') given.name = name;
	// What the field begins with keeps the Skyfish.
	if (Number(skyfish ?? 0) !== 0) given.skyfish_id = skyfish;
	const changes = withIds(context, given, idNames);
	if (Object.keys(changes).length > 0) return changes;
	throw operationError(
		context,
		'There is nothing to update',
		'Fill in at least one of: Name, Skyfish ID, Thumbnail ID.',
	);
}

/** The API wants name and Skyfish every time, and has no call for one clique alone. */
async function updateClique(item: Item): Promise<INodeExecutionData[]> {
	const id = item.id(cliqueId);
	const changes = changesIn(item);
	return await item.client.change(`clique ${id}`, async () => {
		const cliques = await item.client.list('GET /clique');
		const current = cliques.find((one) => Number(one.id) === id);
		if (!current) {
			throw operationError(
				item.context,
				`Skyfish has no clique ${id}, or this user may not manage it`,
				'Choose a clique from the list. Only an administrator can manage cliques.',
			);
		}
		const kept = pick(current, ['name', 'skyfish_id', 'thumbnail_id']);
		if (kept.thumbnail_id === null || Number(kept.thumbnail_id) === 0) delete kept.thumbnail_id;
		const answer = await item.send({ body: { ...kept, ...changes } });
		return named({ cliqueId: 'id' }, object())(item, answer);
	});
}

/** Name, Skyfish and picture; what is left empty stays. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a clique',
	description: 'Change the name or the picture of a clique; what you leave empty is kept',
	document: '003, 7.2',
	call: 'POST /clique/{cliqueId}',
	also: ['GET /clique'],
	fields: [
		cliqueId,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'New name of the clique. By default, its current one.',
			routing: { send: { type: 'body', property: 'name' } },
		},
		{
			displayName: 'Skyfish ID',
			name: 'skyfish_id',
			type: 'number',
			default: 0,
			description: 'ID of the Skyfish that the clique belongs to. 0 keeps the one it has.',
			routing: { send: { type: 'body', property: 'skyfish_id' } },
		},
		thumbnailField,
	],
	run: updateClique,
};
