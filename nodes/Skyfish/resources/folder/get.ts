import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId } from '../../fields';

/** `GET /folder/:id`, document 003. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a folder',
		description: 'Get the name, the parent and the rights of a folder',
		routing: {
			request: { method: 'GET', url: '/folder/{folderId}' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [folderId],
};
