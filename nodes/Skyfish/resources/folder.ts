import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { collections } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/define';
import type { Item } from '../../shared/operation/item';
import { deleted, entries, object, success } from '../../shared/operation/results';
import { companyIdField } from '../fields';
import { about, named } from '../ids';
import { folderId } from '../locators';
import { withIds } from '../sent';
import { download } from './folder/download';
import { getAll } from './folder/getAll';
import { addTags, removeTags } from './folder/tags';
import { update } from './folder/update';

/** The folder above; empty puts the new one at the top. */
const parent: INodeProperties = {
	...folderId,
	displayName: 'Parent',
	name: 'parent',
	required: false,
	description: 'The folder to create it in. Leave it empty to create it at the top level.',
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
		...collections.additionalFields,
		options: [
			{
				...companyIdField,
				description: 'Company that owns the folder. By default, your own.',
				routing: { send: { type: 'body', property: 'company_id' } },
			},
		],
	},
];

/** `parent` is `null` for a folder at the top. */
function folderIn(item: Item): IDataObject {
	const isAtTop = String(item.located(parent.name) ?? '') === '';
	const body = withIds(item.context, item.body, { company_id: companyIdField.displayName });
	return { ...body, parent: isAtTop ? null : item.id(parent) };
}

/**
 * Document 003, chapter 6; tags are on the developer site. In alphabetical order, but for the trash: what keeps
 * things is offered before what destroys them.
 */
export const folder: Resource = {
	name: 'Folder',
	value: 'folder',
	byDefault: getAll.value,
	operations: [
		addTags,
		{
			name: 'Create',
			value: 'create',
			action: 'Create a folder',
			description: 'Create a folder at the top level or in another one',
			document: '003, 6.2',
			call: 'POST /folder',
			fields: newFolder,
			sends: (item) => ({ body: folderIn(item) }),
			gives: named({ folderId: 'id' }, object()),
		},
		{
			name: 'Move to Trash',
			value: 'moveToTrash',
			action: 'Move a folder to the trash',
			description: 'Move a folder and everything in it to your trash',
			document: '003, chapter 6',
			call: 'POST /folder/{folderId}/move_to_trash',
			fields: [folderId],
			gives: success('folderId'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a folder and everything in it for good',
			description:
				'Permanently delete a folder with all folders and files in it. Move to Trash keeps them.',
			notice:
				'This deletes the folder and all folders and files in it. They cannot be restored; <b>Move to Trash</b> keeps them.',
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
			gives: named({ folderId: 'id' }, object()),
		},
		getAll,
		{
			name: 'Get Tags',
			value: 'getTags',
			action: 'Get the tags of a folder',
			description: 'Get the words by which all files in a folder can be found',
			document: 'developer site',
			call: 'GET /folder/{folderId}/tags',
			fields: [folderId],
			gives: about(folderId, entries),
		},
		{
			name: 'Purge',
			value: 'purge',
			action: 'Delete everything in a folder for good',
			description: 'Permanently delete everything in a folder, but not the folder itself',
			notice:
				'This deletes all folders and files in the folder. They cannot be restored; <b>Move to Trash</b> keeps them.',
			document: '003, 6.6',
			call: 'POST /folder/{folderId}/purge',
			fields: [folderId],
			gives: deleted('folderId'),
		},
		{
			name: 'Remove All Tags',
			value: 'removeAllTags',
			action: 'Remove all tags from a folder',
			description: 'Remove all tags from a folder; its files are kept',
			document: 'developer site',
			call: 'DELETE /folder/{folderId}/tags/purge',
			fields: [folderId],
			gives: success('folderId'),
		},
		removeTags,
		update,
	],
};
