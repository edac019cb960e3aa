import type { IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';
import { listIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { companyId } from '../../fields';

/** The keys, without their secrets unless the operator asked for these. */
const answerKeys: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ body },
) {
	const withSecrets = this.getNodeParameter('includeSecrets', false) as boolean;
	return listIn(this, body).map((key) => ({
		json: { ...key, secret: withSecrets ? String(key.secret) : '********' },
	}));
};

/** `GET /company/:id/apikeys`, document 003, 10.2. */
export const getApiKeys: Operation = {
	option: {
		name: 'Get API Keys',
		value: 'getApiKeys',
		action: 'Get the API keys of a company',
		description: 'Get the API keys of a company; their secrets stay hidden unless you ask for them',
		routing: {
			request: { method: 'GET', url: '/company/{companyId}/apikeys' },
			output: { postReceive: [answerKeys] },
		},
	},
	fields: [
		companyId,
		{
			displayName: 'Include Secrets',
			name: 'includeSecrets',
			type: 'boolean',
			default: false,
			description:
				'Whether to give out the secrets too. n8n stores them with the execution, where everybody with access can read them.',
		},
	],
};
