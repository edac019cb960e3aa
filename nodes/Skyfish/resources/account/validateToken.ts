import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { textIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem } from '../../../shared/transport';
import { getObject } from '../../calls';
import { skyfish } from '../../skyfishService';

async function validate(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const token = String(this.getNodeParameter('tokenString', '')).trim();
	if (!/^[\w-]{8,200}$/.test(token)) {
		throw refused(this, '"Token String" is not a token', 'A token has letters and digits only.');
	}
	const answer = await getObject(this, `/authenticate/simpletoken/${token}`);
	const status = textIn(this, answer, 'TokenStatus');
	return [{ json: { TokenStatus: status, valid: status === 'valid' } }];
}

/** `GET /authenticate/simpletoken/:tokenString`, document 003, 3.1.2. */
export const validateToken: Operation = {
	option: {
		name: 'Validate Token',
		value: 'validateToken',
		action: 'Validate a token',
		description: 'Find out whether a token of Skyfish is still valid',
		routing: {
			request: { method: 'GET', url: '/authenticate/simpletoken/{tokenString}' },
			operations: { pagination: forEachItem(skyfish, validate) },
		},
	},
	fields: [
		{
			displayName: 'Token String',
			name: 'tokenString',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The token to ask about',
		},
	],
};
