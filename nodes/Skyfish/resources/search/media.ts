import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { skyfish } from '../../skyfishService';
import { query, resultOptions, returnValues } from './searchFields';
import { searchFilters } from './searchFilters';
import { searchMedia } from './searchMedia';

/** `GET /search`, document 003, 4.1. */
export const media: Operation = {
	option: {
		name: 'Search Media',
		value: 'media',
		action: 'Search for media',
		description: 'Find your own photos, videos and other files by text, folder, date and more',
		routing: {
			request: { method: 'GET', url: '/search' },
			operations: {
				pagination: forEachItem(
					skyfish,
					searchMedia('/search', ['q', 'unique_media_id', 'folder_ids']),
				),
			},
		},
	},
	fields: [
		query,
		{
			displayName: 'Folder Names or IDs',
			name: 'folder_ids',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getFolders' },
			default: [],
			description:
				'Folders to look in. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Recursive',
			name: 'recursive',
			type: 'boolean',
			default: false,
			description: 'Whether to look in the folders inside these too',
			routing: { send: { type: 'query', property: 'recursive' } },
		},
		...returnAllOrLimit,
		returnValues,
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
