import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { cliqueId } from '../../fields';

/** `DELETE /clique/:id`, document 003. */
export const deleteClique: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a clique',
		description:
			'Delete a clique. Its members lose the access that it gave them; folders and files stay.',
		routing: {
			request: { method: 'DELETE', url: '/clique/{cliqueId}' },
			output: { postReceive: [answerDeleted('cliqueId')] },
		},
	},
	fields: [cliqueId],
};
