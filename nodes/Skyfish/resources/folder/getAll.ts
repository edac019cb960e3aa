import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation/define';
import { returnAllOrLimit, collections } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { readIds } from '../../../shared/operation/parameters';
import { list } from '../../../shared/operation/results';
import { joined, searchWords, SEPARATOR } from '../../api/search';
import { companyIdField, sortDirections } from '../../fields';
import { named } from '../../ids';
import { withIds } from '../../sent';

const filtersAndOrder: INodeProperties[] = [
	{
		...collections.filters,
		options: [
			{
				...companyIdField,
				description: 'Only folders of this company',
				routing: { send: { type: 'query', property: 'company_id' } },
			},
			{
				displayName: 'Exclude Own Trash',
				name: 'exclude_per_user_system_folders',
				type: 'boolean',
				default: true,
				description: 'Whether to exclude your own trash',
				routing: { send: { type: 'query', property: 'exclude_per_user_system_folders' } },
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				default: '',
				placeholder: 'e.g. 155111 202531',
				description: 'Only the folders with these IDs, separated by commas, spaces or plus signs',
				routing: { send: { type: 'query', property: 'id' } },
			},
			{
				displayName: 'Parent',
				name: 'parent',
				type: 'number',
				default: 0,
				description: 'Only folders in the folder with this ID',
				routing: { send: { type: 'query', property: 'parent' } },
			},
			{
				displayName: 'Query',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. shoes',
				description: 'Only folders whose name contains this',
				routing: { send: { type: 'query', property: 'q' } },
			},
		],
	},
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'collection',
		placeholder: 'Add Sorting',
		default: {},
		options: [
			{
				displayName: 'Sort By',
				name: 'sort_by',
				type: 'options',
				options: [
					{ name: 'Created', value: 'created' },
					{ name: 'Name', value: 'name' },
				],
				default: 'name',
				routing: { send: { type: 'query', property: 'sort_by' } },
			},
			{
				displayName: 'Sort Order',
				name: 'sort_order',
				type: 'options',
				options: sortDirections,
				default: 'asc',
				routing: { send: { type: 'query', property: 'sort_order' } },
			},
		],
	},
];

/** As the API writes it; plus signs must not go out, not even from a name: see `joined`. */
function listQuery({ context, query }: Item): IDataObject {
	const sent = withIds(context, query, {
		company_id: companyIdField.displayName,
		parent: 'Parent',
	});
	if (sent.id) sent.id = joined(readIds(context, 'ID', sent.id, SEPARATOR));
	if (sent.q) sent.q = searchWords(String(sent.q));
	// Any value may mean yes.
	if (sent.exclude_per_user_system_folders === false) delete sent.exclude_per_user_system_folders;
	return sent;
}

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many folders',
	description: 'Get a list of the folders that you have access to',
	document: '003, 6.1',
	call: 'GET /folder',
	fields: [...returnAllOrLimit, ...filtersAndOrder],
	sends: (item) => ({ query: listQuery(item) }),
	gives: named({ folderId: 'id' }, list()),
};
