import type { INodeProperties } from 'n8n-workflow';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { language } from '../../languages';
import { returnValueOptions } from '../../returnValues';
import { skyfish } from '../../skyfishService';
import { query, resultOptions, returnValues } from './searchFields';
import { searchFilters } from './searchFilters';
import { searchMedia } from './searchMedia';

/** Downloads are in no folder (document 003, 4.2.2). */
const returnValuesOfDownloads: INodeProperties = {
	...returnValues,
	options: returnValueOptions.filter(({ name }) => !name.startsWith('Folder')),
	default: ['unique_media_id', 'filename', 'title', 'description', 'keywords', 'media_type'],
};

/** `GET /search/colourbox/download`, document 003, 4.2. */
export const colourboxDownloads: Operation = {
	option: {
		name: 'Search Colourbox Downloads',
		value: 'colourboxDownloads',
		action: 'Search for Colourbox downloads',
		description:
			'Find media that you downloaded from Colourbox. Skyfish needs to have granted you this.',
		routing: {
			request: { method: 'GET', url: '/search/colourbox/download' },
			operations: {
				pagination: forEachItem(
					skyfish,
					searchMedia('/search/colourbox/download', ['q', 'unique_media_id']),
				),
			},
		},
	},
	fields: [
		query,
		{
			displayName: 'Language',
			name: 'lang',
			type: 'options',
			options: language.options,
			default: 'en',
			description: 'Language to search in',
			routing: { send: { type: 'query', property: 'lang' } },
		},
		...returnAllOrLimit,
		returnValuesOfDownloads,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: searchFilters,
		},
		resultOptions,
	],
};
