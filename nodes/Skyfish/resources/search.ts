import type { Resource } from '../../shared/operation/define';
import { colourboxDownloads } from './search/colourboxDownloads';
import { media } from './search/media';

/** Document 003, chapter 4. */
export const search: Resource = {
	name: 'Search',
	value: 'search',
	byDefault: 'media',
	operations: [colourboxDownloads, media],
};
