import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../shared/operation/define';
import { returnAllOrLimit, searchOptions } from '../../../shared/operation/fields';
import { language, returnValueOptions, returnValues } from '../../fields';
import { criteria, filters, query } from './fields';
import { runSearch } from './runSearch';

/** Downloads are in no folder (document 003, 4.2.2). */
const returnValuesOfDownloads: INodeProperties = {
	...returnValues,
	options: returnValueOptions.filter(({ name }) => !name.startsWith('Folder')),
	default: ['unique_media_id', 'filename', 'title', 'description', 'keywords', 'media_type'],
};

/** What was bought at Colourbox. */
export const colourboxDownloads: Operation = {
	name: 'Search Colourbox Downloads',
	value: 'colourboxDownloads',
	action: 'Search for Colourbox downloads',
	description:
		'Find media items that you downloaded from Colourbox. Skyfish has to enable this for your company first.',
	document: '003, 4.2',
	call: 'GET /search/colourbox/download',
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
		filters,
		searchOptions,
	],
	run: async (item) => await runSearch(item, '/search/colourbox/download', criteria),
};
