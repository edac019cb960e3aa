import type { Operation } from '../../../shared/operation/define';
import { returnAllOrLimit, searchOptions } from '../../../shared/operation/fields';
import { returnValues } from '../../fields';
import { criteria, filters, query } from './fields';
import { runSearch } from './runSearch';

/** The user's own library. */
export const media: Operation = {
	name: 'Search Media',
	value: 'media',
	action: 'Search for media',
	description: 'Find your own photos, videos and other files by text, folder, date and more',
	document: '003, 4.1',
	call: 'GET /search',
	fields: [
		query,
		{
			displayName: 'Folder Names or IDs',
			name: 'folder_ids',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getFolders' },
			default: [],
			description:
				'Folders to search in. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Recursive',
			name: 'recursive',
			type: 'boolean',
			default: false,
			description: 'Whether to search in their subfolders too',
		},
		...returnAllOrLimit,
		returnValues,
		filters,
		searchOptions,
	],
	run: async (item) =>
		await runSearch(item, '/search', { ...criteria, folder_ids: 'Folder Names or IDs' }),
};
