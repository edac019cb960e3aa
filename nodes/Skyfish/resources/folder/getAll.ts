import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation/define';
import { returnAllOrLimit, collections } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { readIds } from '../../../shared/operation/parameters';
import { list } from '../../../shared/operation/results';
import { joined, SEPARATOR } from '../../api/search';
import { companyIdField, sortDirections } from '../../fields';

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
				description: 'Whether to leave out your own trash',
				routing: { send: { type: 'query', property: 'exclude_per_user_system_folders' } },
			},
			{
				displayName: 'ID',
				name: 'id',
				type: 'string',
				default: '',
				placeholder: 'e.g. 155111 202531',
				description: 'Only the folders with these IDs, separated by spaces',
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
				description: 'Only folders with this in their name',
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

/** IDs that were typed as the document writes them, with plus signs, must not go out with these. */
function listQuery({ context, query }: Item): IDataObject {
	return query.id ? { ...query, id: joined(readIds(context, 'ID', query.id, SEPARATOR)) } : query;
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
	gives: list(),
};
