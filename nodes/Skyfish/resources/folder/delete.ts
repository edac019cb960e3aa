import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `DELETE /folder/:id`, document 003. */
export const deleteFolder: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a folder',
		description:
			'Delete a folder for good, with all folders and files in it. Move to Trash keeps them.',
		routing: {
			request: { method: 'DELETE', url: '/folder/{folderId}' },
			output: { postReceive: [answerDeleted('folderId')] },
		},
	},
	fields: [folderId],
};
