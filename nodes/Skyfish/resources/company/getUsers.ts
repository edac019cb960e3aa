import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { companyId } from '../../fields';

/** `GET /company/:id/users`, document 003. */
export const getUsers: Operation = {
	option: {
		name: 'Get Users',
		value: 'getUsers',
		action: 'Get the users of a company',
		description: 'Get all users that belong to a company',
		routing: {
			request: { method: 'GET', url: '/company/{companyId}/users' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [companyId, ...returnAllOrLimit],
};
