import { answerSuccess } from '../../../shared/answer';
import { beforeSending } from '../../../shared/beforeSending';
import type { Operation } from '../../../shared/operation';
import { cliqueId, folderId } from '../../fields';

/** The API wants `upload` to be true or left out. */
const sendUpload = beforeSending((context, request) =>
	context.getNodeParameter('upload', false)
		? { ...request, body: { ...(request.body as object), upload: true } }
		: request,
);

/** `POST /clique/:id/folder/:folder_id`, document 003, 7.9. */
export const addFolder: Operation = {
	option: {
		name: 'Add Folder',
		value: 'addFolder',
		action: 'Add a folder to a clique',
		description: 'Give the members of a clique access to a folder',
		routing: {
			request: { method: 'POST', url: '/clique/{cliqueId}/folder/{folderId}' },
			output: { postReceive: [answerSuccess('cliqueId', 'folderId')] },
		},
	},
	fields: [
		cliqueId,
		folderId,
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
			routing: { send: { preSend: [sendUpload] } },
		},
	],
};
