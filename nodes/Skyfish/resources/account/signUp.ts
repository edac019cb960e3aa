import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireText } from '../../../shared/requireText';

/** `POST /signup`, document 003, chapter 13. */
export const signUp: Operation = {
	option: {
		name: 'Sign Up',
		value: 'signUp',
		action: 'Sign up for a free Skyfish',
		description:
			'Create a new free Skyfish with 1 GB and 10 users. Skyfish needs to have granted you this.',
		routing: {
			request: { method: 'POST', url: '/signup' },
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
			description: 'Full name of the user',
			routing: { send: { type: 'body', property: 'name', preSend: [requireText('name')] } },
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. name@example.com',
			routing: { send: { type: 'body', property: 'email', preSend: [requireText('email')] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			routing: {
				send: { type: 'body', property: 'password', preSend: [requireText('password')] },
			},
		},
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: 'en-US',
			required: true,
			placeholder: 'e.g. en-US',
			description: 'Language and country of the user (RFC 5646)',
			routing: { send: { type: 'body', property: 'locale', preSend: [requireText('locale')] } },
		},
	],
};
