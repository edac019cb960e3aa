import { answerList } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { userId } from '../../fields';

/** `GET /user/:id/clique`, document 003. */
export const getCliques: Operation = {
	option: {
		name: 'Get Cliques',
		value: 'getCliques',
		action: 'Get the cliques of a user',
		description: 'Get the cliques that a user is in',
		routing: {
			request: { method: 'GET', url: '/user/{userId}/clique' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [userId],
};
