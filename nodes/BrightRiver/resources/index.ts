import type { Resource } from '../../shared/operation/define';
import { file } from './file';
import { job } from './job';
import { review } from './review';
import { search } from './search';

/** All that the Bright River node can do. */
export const resources: Resource[] = [file, job, review, search];
