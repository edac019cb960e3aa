import type { Resource } from '../../../shared/operation';
import { getFields } from './getFields';
import { jobs } from './jobs';

export const search: Resource = {
	name: 'search',
	operations: [getFields, jobs],
	byDefault: 'jobs',
};
