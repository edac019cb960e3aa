import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `POST /folder/:id/move_to_trash`, document 003. */
export const moveToTrash: Operation = {
	option: {
		name: 'Move to Trash',
		value: 'moveToTrash',
		action: 'Move a folder to the trash',
		description: 'Move a folder with all that is in it to your trash',
		routing: {
			request: { method: 'POST', url: '/folder/{folderId}/move_to_trash' },
			output: { postReceive: [answerSuccess('folderId')] },
		},
	},
	fields: [folderId],
};
