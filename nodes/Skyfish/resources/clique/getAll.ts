import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';

/** `GET /clique`, document 003, 7.3. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many cliques',
		description: 'Get a list of the cliques that you can manage',
		routing: {
			request: { method: 'GET', url: '/clique' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: returnAllOrLimit,
};
