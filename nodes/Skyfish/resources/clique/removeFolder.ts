import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId, folderId } from '../../fields';

/** `DELETE /clique/:id/folder/:folder_id`, document 003. */
export const removeFolder: Operation = {
	option: {
		name: 'Remove Folder',
		value: 'removeFolder',
		action: 'Remove a folder from a clique',
		description: 'End the access that a clique gives to a folder; the folder stays',
		routing: {
			request: { method: 'DELETE', url: '/clique/{cliqueId}/folder/{folderId}' },
			output: { postReceive: [answerDeleted('cliqueId', 'folderId')] },
		},
	},
	fields: [cliqueId, folderId],
};
