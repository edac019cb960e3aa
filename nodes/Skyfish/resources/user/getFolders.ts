import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { userId } from '../../fields';

/** `GET /user/:id/folders`, document 003. */
export const getFolders: Operation = {
	option: {
		name: 'Get Folders',
		value: 'getFolders',
		action: 'Get the folders of a user',
		description: 'Get the folders that a user has access to, with the rights',
		routing: {
			request: { method: 'GET', url: '/user/{userId}/folders' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [userId, ...returnAllOrLimit],
};
