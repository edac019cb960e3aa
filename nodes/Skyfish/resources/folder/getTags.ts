import { answerEntries } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `GET /folder/:id/tags`, the vendor's developer site. */
export const getTags: Operation = {
	option: {
		name: 'Get Tags',
		value: 'getTags',
		action: 'Get the tags of a folder',
		description: 'Get the words that all files in a folder can be found by',
		routing: {
			request: { method: 'GET', url: '/folder/{folderId}/tags' },
			output: { postReceive: [answerEntries] },
		},
	},
	fields: [folderId],
};
