import type { Resource } from '../../../shared/operation';
import { colourboxDownloads } from './colourboxDownloads';
import { media } from './media';

export const searchOperations: Resource = {
	name: 'search',
	operations: [colourboxDownloads, media],
	byDefault: 'media',
};
