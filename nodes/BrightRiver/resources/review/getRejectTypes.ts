import { answerEntries } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';

/** `GET /accounts/me/rejecttypes`, which document 000 names. */
export const getRejectTypes: Operation = {
	option: {
		name: 'Get Reject Types',
		value: 'getRejectTypes',
		action: 'Get the reasons to reject a file',
		description: 'Get the standard reasons that a file can be rejected for',
		routing: {
			request: { method: 'GET', url: '/accounts/me/rejecttypes' },
			output: { postReceive: [answerEntries] },
		},
	},
	fields: [],
};
