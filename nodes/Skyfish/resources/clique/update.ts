import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';
import { cliqueId } from '../../fields';
import { cliqueFields } from './cliqueFields';

/** `POST /clique/:id`, document 003, 7.2. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a clique',
		description: 'Change the name or the picture of a clique',
		routing: {
			request: { method: 'POST', url: '/clique/{cliqueId}' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [
		cliqueId,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			description: 'Name that the clique has afterwards',
			routing: { send: { type: 'body', property: 'name', preSend: [requireText('name')] } },
		},
		...cliqueFields,
	],
};
