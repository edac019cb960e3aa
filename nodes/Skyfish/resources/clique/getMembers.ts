import { answerList } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId } from '../../fields';

/** `GET /clique/:id/member`, document 003. */
export const getMembers: Operation = {
	option: {
		name: 'Get Members',
		value: 'getMembers',
		action: 'Get the members of a clique',
		description: 'Get the users that are in a clique',
		routing: {
			request: { method: 'GET', url: '/clique/{cliqueId}/member' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [cliqueId],
};
