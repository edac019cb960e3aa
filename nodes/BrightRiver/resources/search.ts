import type { Resource } from '../../shared/operation/define';
import { entries } from '../../shared/operation/results';
import { jobs } from './search/jobs';

/** Document 004. */
export const search: Resource = {
	name: 'Search',
	value: 'search',
	byDefault: 'jobs',
	operations: [
		{
			name: 'Get Fields',
			value: 'getFields',
			action: 'Get the fields of the job search',
			description: 'Get the fields that a job search can search in',
			document: '004',
			call: 'GET /search/fields',
			fields: [],
			gives: entries,
		},
		jobs,
	],
};
