import { describeResource } from '../../../shared/operation';
import { colourboxDownloads } from './colourboxDownloads';
import { media } from './media';

export const searchOperations = describeResource('search', [colourboxDownloads, media], 'media');
