import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { displayNameOf } from '../shared/operation/displayName';

/** The languages that Skyfish keeps texts in. */
export const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'Danish', value: 'da' },
		{ name: 'English', value: 'en' },
		{ name: 'German', value: 'de' },
	],
	default: 'en',
	description: 'Language of the texts. Skyfish finds your own files by their English texts only.',
};

/** The types of media, to search or to watch (document 003, 4.1.1). */
export const mediaTypes: INodeProperties = {
	displayName: 'Media Type',
	name: 'media_type',
	type: 'multiOptions',
	options: [
		{ name: 'Generic', value: 'generic', description: 'Documents and the like' },
		{ name: 'Image', value: 'image' },
		{ name: 'Vector', value: 'vector' },
		{ name: 'Video', value: 'video' },
	],
	default: [],
	description: 'Only media items of these types',
};

/** The sizes of pictures (document 003, 4.1.1 and 8.2.1), by the pixels of the longest side. */
export const pictureSizes = ['110px', '200px', '320px', '480px', '800px', '1200px', '1600px'];

/** Explains the values whose names do not say which of a media item's two numbers they are. */
const told: Record<string, string> = {
	media_id: 'Not the unique media ID; no operation of this node takes it',
	unique_media_id: 'The number that all operations of this node take as the media ID',
};

/**
 * What a search can give of each media item (document 003, 4.1.2). `cdn_urls` is on the developer site, `folder_ids`
 * and `media_id` are used by public clients.
 */
export const returnValueOptions = [
	'byline',
	'camera_created',
	'cdn_urls',
	'consent_exempt',
	'consent_forms',
	'copyright',
	'created',
	'description',
	'file_disksize',
	'file_mimetype',
	'filename',
	'folder_id',
	'folder_ids',
	'folder_tags',
	'geo_location',
	'height',
	'keywords',
	'media_id',
	'media_type',
	'suggested_keywords',
	'thumbnail_url',
	'thumbnail_url_ssl',
	'title',
	'unique_media_id',
	'uploaded_by',
	'width',
].map((value) => ({
	name: displayNameOf(value),
	value,
	...(value in told && { description: told[value] }),
}));

/** What a search gives of each media item; the trigger takes the default. */
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
	description: 'What to return for each media item',
};

/** What the company is for says the description of each field. */
export const companyIdField = {
	displayName: 'Company ID',
	name: 'company_id',
	type: 'number',
	default: 0,
} satisfies INodeProperties;

/** The ways to sort, by name. */
export const sortDirections: INodePropertyOptions[] = [
	{ name: 'Ascending', value: 'asc' },
	{ name: 'Descending', value: 'desc' },
];
