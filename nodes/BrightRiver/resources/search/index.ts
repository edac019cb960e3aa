import { describeResource } from '../../../shared/operation';
import { jobs } from './jobs';

export const search = describeResource('search', [jobs], 'jobs');
