/** The answers of Skyfish as its document shows them. */
import type { Shape } from '../shape.ts';

const id = 'number|string';
const text = 'string|null';

const folder: Shape = {
	created: 'string',
	company_id: id,
	parent: 'number|string|null',
	name: 'string',
	id,
};
const withPermissions: Shape = { ...folder, permissions: { groups: ['string'] } };

const metadata: Shape = {
	iptc: 'any',
	'camera_created?': 'number|null',
	geolocation: 'any',
	description: 'any',
	keywords: 'any',
	editorial: 'boolean',
	adult_content: 'boolean',
	title: 'any',
};

/** By the calls' names; a call that is not here has no documented answer. */
export const skyfishShapes: Record<string, Shape> = {
	'POST /authenticate/userpasshmac': {
		token: 'string',
		type: 'number',
		ownerIdentifier: 'number',
		validUntil: 'number',
	},
	'GET /authenticate/simpletoken/{token}': { TokenStatus: 'string' },
	'GET /folder': [withPermissions],
	'GET /folder/{folderId}': folder,
	'POST /folder': folder,
	'POST /folder/{folderId}': folder,
	// The text names the two counts, and does not say where they stand.
	'GET /search': {
		'media_count?': 'any',
		'media_offset?': 'any',
		response: { hits: 'number', 'media_count?': 'any', 'media_offset?': 'any', media: ['any'] },
	},
	'GET /media/{mediaId}': {
		id,
		created: 'string',
		type: 'string',
		filename: 'string',
		file_md5: 'string',
		uploaded_by: 'number',
		metadata,
	},
	'GET /media/{mediaId}/metadata': metadata,
	'GET /media/{mediaId}/metadata/expiration_date': { expiration_date: text },
	'GET /media/{mediaId}/folders': [{ group_id: 'number', status: 'string' }],
	'GET /media/{mediaId}/download_location': { method: 'string', url: 'string' },
	'GET /company/{companyId}/users': [{ id: 'number', fullname: 'string', href: 'string' }],
	'GET /company/{companyId}/diskusage': { used: 'number', max: 'number' },
	'GET /user/{userId}/folders': [withPermissions],
	'GET /user/{userId}/diskusage': [{ company_id: 'number', diskusage: 'number' }],
	'GET /clique': [
		{ id: 'number', name: 'string', skyfish_id: 'number', thumbnail_id: 'number|null' },
	],
	'POST /upload/register': {
		action: 'string',
		enctype: 'string',
		method: 'string',
		fields: [{ name: 'string', type: 'string', 'value?': 'string' }],
	},
};
