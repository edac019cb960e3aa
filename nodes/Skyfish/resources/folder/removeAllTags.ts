import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `DELETE /folder/:id/tags/purge`, the vendor's developer site. */
export const removeAllTags: Operation = {
	option: {
		name: 'Remove All Tags',
		value: 'removeAllTags',
		action: 'Remove all tags from a folder',
		description: 'Remove all words that the files in a folder can be found by; the files stay',
		routing: {
			request: { method: 'DELETE', url: '/folder/{folderId}/tags/purge' },
			output: { postReceive: [answerSuccess('folderId')] },
		},
	},
	fields: [folderId],
};
