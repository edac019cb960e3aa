import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId, userId } from '../../fields';

/** `DELETE /clique/:id/member/:user_id`, document 003. */
export const removeMember: Operation = {
	option: {
		name: 'Remove Member',
		value: 'removeMember',
		action: 'Remove a member from a clique',
		description: 'Take a user out of a clique',
		routing: {
			request: { method: 'DELETE', url: '/clique/{cliqueId}/member/{userId}' },
			output: { postReceive: [answerDeleted('cliqueId', 'userId')] },
		},
	},
	fields: [cliqueId, userId],
};
