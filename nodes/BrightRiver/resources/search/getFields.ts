import { answerEntries } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';

/** `GET /search/fields`, which document 004 names. */
export const getFields: Operation = {
	option: {
		name: 'Get Fields',
		value: 'getFields',
		action: 'Get the fields of the job search',
		description: 'Get the fields that a search for jobs can look in',
		routing: {
			request: { method: 'GET', url: '/search/fields' },
			output: { postReceive: [answerEntries] },
		},
	},
	fields: [],
};
