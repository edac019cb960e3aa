import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import type { Item } from '../../shared/operation/item';
import { readIds } from '../../shared/operation/parameters';
import { deleted, entries, list, object, success } from '../../shared/operation/results';
import { joined, SEPARATOR } from '../api/search';
import { folderId } from '../locators';
import { download } from './folder/download';
import { addTags, removeTags } from './folder/tags';
import { update } from './folder/update';

/** The folder above; empty puts the new one at the top. */
const parent: INodeProperties = {
	...folderId,
	displayName: 'Parent',
	name: 'parent',
	required: false,
	description: 'The folder to make it in. Leave it empty to make it at the top.',
};

const newFolder: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Autumn collection',
		routing: { send: { type: 'body', property: 'name' } },
	},
	parent,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Company ID',
				name: 'company_id',
				type: 'number',
				default: 0,
				description: 'Company that owns the folder. By default, your own.',
				routing: { send: { type: 'body', property: 'company_id' } },
			},
		],
	},
];

/** `parent` is `null` for a folder at the top. */
function folderIn(item: Item): IDataObject {
	const isAtTop = String(item.located(parent.name) ?? '') === '';
	return { ...item.body, parent: isAtTop ? null : item.id(parent) };
}

const filtersAndOrder: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Company ID',
				name: 'company_id',
				type: 'number',
				default: 0,
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
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
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

/**
 * Document 003, chapter 6; tags are on the developer site. In alphabetical order, but for the trash: what keeps
 * things is offered before what destroys them.
 */
export const folder: Resource = {
	name: 'Folder',
	value: 'folder',
	byDefault: 'getAll',
	operations: [
		addTags,
		{
			name: 'Create',
			value: 'create',
			action: 'Create a folder',
			description: 'Create a folder at the top or in another one',
			document: '003, 6.2',
			call: 'POST /folder',
			fields: newFolder,
			sends: (item) => ({ body: folderIn(item) }),
			gives: object(),
		},
		{
			name: 'Move to Trash',
			value: 'moveToTrash',
			action: 'Move a folder to the trash',
			description: 'Move a folder with all that is in it to your trash',
			document: '003, chapter 6',
			call: 'POST /folder/{folderId}/move_to_trash',
			fields: [folderId],
			gives: success('folderId'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a folder',
			description:
				'Delete a folder for good, with all folders and files in it. Move to Trash keeps them.',
			document: '003, 6.5',
			call: 'DELETE /folder/{folderId}',
			fields: [folderId],
			gives: deleted('folderId'),
		},
		download,
		{
			name: 'Get',
			value: 'get',
			action: 'Get a folder',
			description: 'Get the name, the parent and the rights of a folder',
			document: '003, 6.3',
			call: 'GET /folder/{folderId}',
			fields: [folderId],
			gives: object(),
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many folders',
			description: 'Get a list of the folders that you have access to',
			document: '003, 6.1',
			call: 'GET /folder',
			fields: [...returnAllOrLimit, ...filtersAndOrder],
			sends: (item) => ({ query: listQuery(item) }),
			gives: list(),
		},
		{
			name: 'Get Tags',
			value: 'getTags',
			action: 'Get the tags of a folder',
			description: 'Get the words that all files in a folder can be found by',
			document: 'developer site',
			call: 'GET /folder/{folderId}/tags',
			fields: [folderId],
			gives: entries,
		},
		{
			name: 'Purge',
			value: 'purge',
			action: 'Purge a folder',
			description: 'Delete everything in a folder for good, but not the folder itself',
			document: '003, 6.6',
			call: 'POST /folder/{folderId}/purge',
			fields: [folderId],
			gives: deleted('folderId'),
		},
		{
			name: 'Remove All Tags',
			value: 'removeAllTags',
			action: 'Remove all tags from a folder',
			description: 'Remove all words that the files in a folder can be found by; the files stay',
			document: 'developer site',
			call: 'DELETE /folder/{folderId}/tags/purge',
			fields: [folderId],
			gives: success('folderId'),
		},
		removeTags,
		update,
	],
};
