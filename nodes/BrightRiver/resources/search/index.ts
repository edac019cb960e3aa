import { describeResource } from '../../../shared/operation';
import { getFields } from './getFields';
import { jobs } from './jobs';

export const search = describeResource('search', [getFields, jobs], 'jobs');
