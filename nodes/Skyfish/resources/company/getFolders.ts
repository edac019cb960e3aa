import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { companyId } from '../../fields';

/** `GET /company/:id/folders`, document 003. */
export const getFolders: Operation = {
	option: {
		name: 'Get Folders',
		value: 'getFolders',
		action: 'Get the folders of a company',
		description: 'Get all folders that belong to a company',
		routing: {
			request: { method: 'GET', url: '/company/{companyId}/folders' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [companyId, ...returnAllOrLimit],
};
