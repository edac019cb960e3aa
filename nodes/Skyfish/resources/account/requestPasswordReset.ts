import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';

/** `POST /authenticate/userpass/reset`, document 003, 2.2. */
export const requestPasswordReset: Operation = {
	option: {
		name: 'Request Password Reset',
		value: 'requestPasswordReset',
		action: 'Request a new password for a user',
		description:
			'Ask for a new password for a user. Skyfish answers the same whether the user exists or not, and needs to have granted you this.',
		routing: {
			request: { method: 'POST', url: '/authenticate/userpass/reset' },
			output: { postReceive: [answerSuccess('username')] },
		},
	},
	fields: [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. name@example.com',
			routing: {
				send: { type: 'body', property: 'username', preSend: [requireText('username')] },
			},
		},
	],
};
