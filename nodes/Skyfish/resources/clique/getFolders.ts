import { answerList } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId } from '../../fields';

/** `GET /clique/:id/folder`, document 003. */
export const getFolders: Operation = {
	option: {
		name: 'Get Folders',
		value: 'getFolders',
		action: 'Get the folders of a clique',
		description: 'Get the folders that a clique gives access to',
		routing: {
			request: { method: 'GET', url: '/clique/{cliqueId}/folder' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [cliqueId],
};
