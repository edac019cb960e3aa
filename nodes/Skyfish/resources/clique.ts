import type { INodeProperties } from 'n8n-workflow';
import type { Operation, Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import { answered, deleted, entries, list, object } from '../../shared/operation/results';
import { about, named } from '../ids';
import { cliqueId, folderId, userId } from '../locators';
import { withIds } from '../sent';
import { idNames, thumbnailField, update } from './clique/update';

const newName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Photographers',
	routing: { send: { type: 'body', property: 'name' } },
};

/** What a clique has besides its name (document 003, 7.1). */
const cliqueFields: INodeProperties[] = [
	{
		displayName: 'Skyfish ID',
		name: 'skyfish_id',
		type: 'number',
		default: 0,
		required: true,
		description: 'ID of the Skyfish that the clique belongs to',
		routing: { send: { type: 'body', property: 'skyfish_id' } },
	},
	thumbnailField,
];

/** What the members of a clique may do with a folder. */
const folderRights: INodeProperties[] = [
	{
		displayName: 'Access',
		name: 'access',
		type: 'options',
		options: [
			{ name: 'Read', value: 'READ', description: 'Members can see the files' },
			{ name: 'Write', value: 'WRITE', description: 'Members can change the files' },
		],
		default: 'READ',
		routing: { send: { type: 'body', property: 'access' } },
	},
	{
		displayName: 'Upload',
		name: 'upload',
		type: 'boolean',
		default: false,
		description: 'Whether members can upload files to the folder',
	},
];

const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many cliques',
	description: 'Get a list of the cliques that you can manage',
	document: '003, 7.3',
	call: 'GET /clique',
	fields: returnAllOrLimit,
	gives: named({ cliqueId: 'id' }, list()),
};

/** Document 003, chapter 7. */
export const clique: Resource = {
	name: 'Clique',
	value: 'clique',
	byDefault: getAll.value,
	operations: [
		{
			name: 'Add Folder',
			value: 'addFolder',
			action: 'Add a folder to a clique',
			description: 'Give the members of a clique access to a folder',
			document: '003, 7.9',
			call: 'POST /clique/{cliqueId}/folder/{folderId}',
			fields: [cliqueId, folderId, ...folderRights],
			// The API wants `upload` to be true or left out.
			sends: (item) => ({
				body: item.parameter('upload', false) ? { ...item.body, upload: true } : item.body,
			}),
			gives: answered('cliqueId', 'folderId'),
		},
		{
			name: 'Add Member',
			value: 'addMember',
			action: 'Add a member to a clique',
			description: 'Add a user to a clique',
			document: '003, 7.6',
			call: 'POST /clique/{cliqueId}/member/{userId}',
			fields: [cliqueId, userId],
			gives: answered('cliqueId', 'userId'),
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create a clique',
			description: 'Create a group of users who share access to folders',
			document: '003, 7.1',
			call: 'POST /clique',
			fields: [newName, ...cliqueFields],
			sends: ({ context, body }) => ({ body: withIds(context, body, idNames) }),
			gives: named({ cliqueId: 'id' }, object()),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a clique for good',
			description:
				'Delete a clique. Its members lose the access that it gave them; folders and files are kept.',
			notice: 'This cannot be undone. The members of the clique lose the access that it gave them.',
			document: '003, 7.4',
			call: 'DELETE /clique/{cliqueId}',
			fields: [cliqueId],
			gives: deleted('cliqueId'),
		},
		{
			name: 'Get Folders',
			value: 'getFolders',
			action: 'Get the folders of a clique',
			description: 'Get the folders that a clique gives access to',
			document: '003, 7.8',
			call: 'GET /clique/{cliqueId}/folder',
			fields: [cliqueId],
			gives: about(cliqueId, named({ folderId: 'folder_id' }, entries)),
		},
		getAll,
		{
			name: 'Get Members',
			value: 'getMembers',
			action: 'Get the members of a clique',
			description: 'Get the users in a clique',
			document: '003, 7.5',
			call: 'GET /clique/{cliqueId}/member',
			fields: [cliqueId],
			gives: about(cliqueId, named({ userId: 'user_id' }, entries)),
		},
		{
			name: 'Remove Folder',
			value: 'removeFolder',
			action: 'Remove a folder from a clique',
			description: 'Remove the access that a clique gives to a folder; the folder is kept',
			document: '003, 7.10',
			call: 'DELETE /clique/{cliqueId}/folder/{folderId}',
			fields: [cliqueId, folderId],
			gives: deleted('cliqueId', 'folderId'),
		},
		{
			name: 'Remove Member',
			value: 'removeMember',
			action: 'Remove a member from a clique',
			description: 'Remove a user from a clique',
			document: '003, 7.7',
			call: 'DELETE /clique/{cliqueId}/member/{userId}',
			fields: [cliqueId, userId],
			gives: deleted('cliqueId', 'userId'),
		},
		update,
	],
};
