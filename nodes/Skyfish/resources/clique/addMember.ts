import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId, userId } from '../../fields';

/** `POST /clique/:id/member/:user_id`, document 003. */
export const addMember: Operation = {
	option: {
		name: 'Add Member',
		value: 'addMember',
		action: 'Add a member to a clique',
		description: 'Put a user into a clique',
		routing: {
			request: { method: 'POST', url: '/clique/{cliqueId}/member/{userId}' },
			output: { postReceive: [answerSuccess('cliqueId', 'userId')] },
		},
	},
	fields: [cliqueId, userId],
};
