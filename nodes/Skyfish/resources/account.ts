import { objectIn, textIn } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import type { Resource } from '../../shared/operation/define';
import type { Item } from '../../shared/operation/item';
import { object, success, type Result } from '../../shared/operation/results';

/** @throws NodeOperationError for what cannot be a token: it goes into an address */
function tokenIn(item: Item): string {
	const token = item.text('tokenString').trim();
	if (/^[\w-]{8,200}$/.test(token)) return token;
	throw operationError(
		item.context,
		'"Token String" is not a token',
		'A token has letters and digits only.',
	);
}

const tokenStatus: Result = ({ context }, answer) => {
	const status = textIn(context, objectIn(context, answer), 'TokenStatus');
	return [{ json: { TokenStatus: status, valid: status === 'valid' } }];
};

/** Document 003, chapters 2, 3 and 13. */
export const account: Resource = {
	name: 'Account',
	value: 'account',
	byDefault: 'validateToken',
	operations: [
		{
			name: 'Request Password Reset',
			value: 'requestPasswordReset',
			action: 'Request a new password for a user',
			description:
				'Request a new password for a user. Skyfish answers the same whether or not the user exists. It has to enable this for your company first.',
			document: '003, 2.2',
			call: 'POST /authenticate/userpass/reset',
			fields: [
				{
					displayName: 'Username',
					name: 'username',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. name@example.com',
					routing: { send: { type: 'body', property: 'username' } },
				},
			],
			gives: success('username'),
		},
		{
			name: 'Sign Up',
			value: 'signUp',
			action: 'Create a free Skyfish account',
			description:
				'Create a free Skyfish account with 1 GB and 10 users. Skyfish has to enable this for your company first.',
			document: '003, 13.1',
			call: 'POST /signup',
			fields: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					description: 'Full name of the user',
					routing: { send: { type: 'body', property: 'name' } },
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. name@example.com',
					routing: { send: { type: 'body', property: 'email' } },
				},
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					required: true,
					routing: { send: { type: 'body', property: 'password' } },
				},
				{
					displayName: 'Locale',
					name: 'locale',
					type: 'string',
					default: 'en-US',
					required: true,
					placeholder: 'e.g. en-US',
					description: 'Language and country of the user (RFC 5646)',
					routing: { send: { type: 'body', property: 'locale' } },
				},
			],
			gives: object(),
		},
		{
			name: 'Validate Token',
			value: 'validateToken',
			action: 'Validate a token',
			description: 'Check whether a Skyfish token is still valid',
			document: '003, 3.1.2',
			call: 'GET /authenticate/simpletoken/{tokenString}',
			fields: [
				{
					displayName: 'Token String',
					name: 'tokenString',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					required: true,
					description: 'The token to check',
				},
			],
			sends: (item) => ({ path: { tokenString: tokenIn(item) } }),
			gives: tokenStatus,
		},
	],
};
