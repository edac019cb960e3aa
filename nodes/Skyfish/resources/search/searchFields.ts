import type { INodeProperties } from 'n8n-workflow';
import { returnValueOptions } from '../../returnValues';

export const query: INodeProperties = {
	displayName: 'Query',
	name: 'q',
	type: 'string',
	default: '',
	placeholder: 'e.g. red shoes -boots',
	description:
		'Words to look for in keywords, titles, descriptions, copyright, uploader and file name. A word with a hyphen before it must not occur.',
};

/** What to give of each result. */
export const returnValues: INodeProperties = {
	displayName: 'Return Values',
	name: 'return_values',
	type: 'multiOptions',
	options: returnValueOptions,
	default: [
		'unique_media_id',
		'filename',
		'title',
		'description',
		'keywords',
		'media_type',
		'folder_id',
		'created',
		'width',
		'height',
	],
	required: true,
	description: 'What to give of each media',
};

export const resultOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include Total',
			name: 'includeTotal',
			type: 'boolean',
			default: true,
			description: 'Whether to add to each media how many the search found in all',
		},
	],
};
