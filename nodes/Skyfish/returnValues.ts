import type { INodePropertyOptions } from 'n8n-workflow';
import { displayNameOf } from '../shared/displayName';

/** What a search can give of each media (document 003, 4.1.2). */
const returnValues = [
	'byline',
	'camera_created',
	'consent_exempt',
	'consent_forms',
	'copyright',
	'created',
	'description',
	'file_disksize',
	'file_mimetype',
	'filename',
	'folder_id',
	'folder_tags',
	'geo_location',
	'height',
	'keywords',
	'media_type',
	'suggested_keywords',
	'thumbnail_url',
	'thumbnail_url_ssl',
	'title',
	'unique_media_id',
	'uploaded_by',
	'width',
];

export const returnValueOptions: INodePropertyOptions[] = returnValues.map((value) => ({
	name: displayNameOf(value),
	value,
}));
