import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `POST /folder/:id/purge`, document 003. */
export const purge: Operation = {
	option: {
		name: 'Purge',
		value: 'purge',
		action: 'Purge a folder',
		description: 'Delete everything in a folder for good, but not the folder itself',
		routing: {
			request: { method: 'POST', url: '/folder/{folderId}/purge' },
			output: { postReceive: [answerDeleted('folderId')] },
		},
	},
	fields: [folderId],
};
