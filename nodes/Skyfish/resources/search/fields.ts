import type { INodeProperties } from 'n8n-workflow';
import { collections } from '../../../shared/operation/fields';
import { mediaTypes, pictureSizes, sortDirections } from '../../fields';

export const query: INodeProperties = {
	displayName: 'Query',
	name: 'q',
	type: 'string',
	default: '',
	placeholder: 'e.g. red shoes -boots',
	description:
		'Words to search for in keywords, titles, descriptions, copyright, uploader and file name. Put a hyphen before a word to exclude it.',
};

/** What both searches can find by, as an operator sees it (document 003, 4.1.1). */
export const criteria = { q: query.displayName, unique_media_id: 'Unique Media ID (in Filters)' };

/** A filter that is sent as it is. */
const sent = (name: string) => ({ send: { type: 'query' as const, property: name } });

/** Which date is meant; by default, when a file was uploaded. */
export const dateFilterField: INodeProperties = {
	displayName: 'Date Filter Field',
	name: 'date_filter_field',
	type: 'options',
	options: [
		{
			name: 'Camera Created',
			value: 'camera_created',
			description: 'When the photo was taken',
		},
		{ name: 'Created', value: 'created', description: 'When the file was uploaded' },
		{
			name: 'Last Modified',
			value: 'last_modified',
			description: 'When its metadata last changed',
		},
	],
	default: 'created',
	description: 'Which date to compare with Min Date and Max Date',
	routing: sent('date_filter_field'),
};

/** The parameters of a search that both searches have (document 003, 4.1.1), but for `q` and the folders. */
const searchFilters: INodeProperties[] = [
	dateFilterField,
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: sortDirections,
		default: 'desc',
		description: 'Sort direction. Needs Order.',
		routing: sent('direction'),
	},
	{
		displayName: 'Exclude Expired Media',
		name: 'exclude_expired_media',
		type: 'boolean',
		default: true,
		description: 'Whether to exclude media items whose expiration date has passed',
		routing: sent('exclude_expired_media'),
	},
	{
		displayName: 'Latitude',
		name: 'latitude',
		type: 'number',
		typeOptions: { minValue: -90, maxValue: 90, numberPrecision: 6 },
		default: 0,
		description: 'Where to measure the distance from. Required to order by distance.',
		routing: sent('latitude'),
	},
	{
		displayName: 'Longitude',
		name: 'longitude',
		type: 'number',
		typeOptions: { minValue: -180, maxValue: 180, numberPrecision: 6 },
		default: 0,
		description: 'Where to measure the distance from. Required to order by distance.',
		routing: sent('longitude'),
	},
	{
		displayName: 'Max Date',
		name: 'max_date',
		type: 'dateTime',
		default: '',
		description:
			'Only media items up to this moment. Goes by the date in Date Filter Field, or by Created if that is not added.',
	},
	{
		displayName: 'Max Expiration Date',
		name: 'max_expiration_date',
		type: 'dateTime',
		default: '',
		description: 'Only media items that expire on or before this day',
	},
	mediaTypes,
	{
		displayName: 'Min Date',
		name: 'min_date',
		type: 'dateTime',
		default: '',
		description:
			'Only media items from this moment on. Goes by the date in Date Filter Field, or by Created if that is not added.',
	},
	{
		displayName: 'Min Expiration Date',
		name: 'min_expiration_date',
		type: 'dateTime',
		default: '',
		description: 'Only media items that expire on or after this day',
	},
	{
		displayName: 'Min Height',
		name: 'min_height',
		type: 'number',
		default: 0,
		description: 'Only media items at least this many pixels high',
		routing: sent('min_height'),
	},
	{
		displayName: 'Min Width',
		name: 'min_width',
		type: 'number',
		default: 0,
		description: 'Only media items at least this many pixels wide',
		routing: sent('min_width'),
	},
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{
				name: 'Camera Created',
				value: 'camera_created',
				description: 'By the time the photo was taken',
			},
			{ name: 'Created', value: 'created', description: 'By the time of the upload' },
			{ name: 'Distance', value: 'distance', description: 'From Latitude and Longitude' },
			{ name: 'Relevance', value: 'relevance' },
		],
		default: 'created',
		routing: sent('order'),
	},
	{
		displayName: 'Orientation',
		name: 'orientation',
		type: 'options',
		options: [
			{ name: 'Horizontal', value: 'horizontal' },
			{ name: 'Vertical', value: 'vertical' },
		],
		default: 'horizontal',
		routing: sent('orientation'),
	},
	{
		displayName: 'Query Type',
		name: 'query_type',
		type: 'options',
		options: [
			{
				name: 'Strict',
				value: 'strict_and_search',
				description: 'Only whole words match',
			},
			{ name: 'Wildcards', value: 'wildcards', description: 'As many results as possible' },
		],
		default: 'strict_and_search',
		routing: sent('query_type'),
	},
	{
		displayName: 'Resolution',
		name: 'resolution',
		type: 'options',
		options: [
			{ name: 'At Least A3', value: 'a3' },
			{ name: 'At Least A4', value: 'a4' },
		],
		default: 'a4',
		description: 'Only images that are large enough for a print of this size',
		routing: sent('resolution'),
	},
	{
		displayName: 'Thumbnail Size',
		name: 'thumbnail_size',
		type: 'options',
		options: pictureSizes.map((value) => ({ name: value, value })),
		default: '320px',
		description: 'Size of the image behind Thumbnail URL',
		routing: sent('thumbnail_size'),
	},
	{
		displayName: 'Unique Media ID',
		name: 'unique_media_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 90909090, 90909091',
		description:
			'Only these media items, by their unique media IDs, separated by commas, spaces or plus signs',
	},
];

export const filters: INodeProperties = {
	...collections.filters,
	options: searchFilters,
};
