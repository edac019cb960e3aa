import type { Resource } from '../../shared/operation/define';
import { account } from './account';
import { clique } from './clique';
import { company } from './company';
import { folder } from './folder';
import { media } from './media';
import { search } from './search';
import { user } from './user';

/** All that the Skyfish node can do. */
export const resources: Resource[] = [account, clique, company, folder, media, search, user];
