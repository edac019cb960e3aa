import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';
import { cliqueFields } from './cliqueFields';

/** `POST /clique`, document 003, 7.1. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a clique',
		description: 'Create a group of users that gets access to folders together',
		routing: {
			request: { method: 'POST', url: '/clique' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Photographers',
			routing: { send: { type: 'body', property: 'name', preSend: [requireText('name')] } },
		},
		...cliqueFields,
	],
};
