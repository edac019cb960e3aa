import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { companyId } from '../../fields';

/** `GET /company/:id/apiendpoint`, document 003. */
export const getApiEndpoint: Operation = {
	option: {
		name: 'Get API Endpoint',
		value: 'getApiEndpoint',
		action: 'Get the API endpoint of a company',
		description: 'Get the protocol and the host that a company uses the API at',
		routing: {
			request: { method: 'GET', url: '/company/{companyId}/apiendpoint' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [companyId],
};
