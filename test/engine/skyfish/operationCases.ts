import { byId } from '../support/brightRiver';
import type { OperationCase } from '../support/operationTable';

const mediaId = byId('90909090');
const folderId = byId(155111);
const cliqueId = byId('53');
const companyId = byId(147903);
const userId = { __rl: true, mode: 'url', value: 'https://api.colourbox.com/user/245942' };
const ok = { body: {} };

const media = {
	id: '90909090',
	created: '2014-03-06 12:59:10',
	type: 'Stock',
	filename: 'COLOURBOX4747447.jpg',
	file_md5: '5fe5b4ebfb16aa787c6fdaa3dce6f844',
	uploaded_by: 42,
	metadata: { title: { en: 'Beach' } },
};
const metadata = {
	iptc: { CopyrightNotice: 'A', Keywords: ['boy'] },
	camera_created: 1407256925,
	geolocation: { source: '999', longitude: '11.5062', latitude: '52.4242' },
	description: { en: 'Boy sitting', de: '', da: '' },
	keywords: { en: ['boy', 'combine'] },
	editorial: false,
	adult_content: false,
	title: { en: 'Boy in combine harvester', de: '', da: '' },
};
const folders = [
	{ created: '2013-01-06 13:37:18', company_id: 147903, parent: null, name: 'First', id: 155111 },
	{ created: '2013-01-08 12:33:15', company_id: 147903, parent: 155111, name: 'My', id: 202531 },
];
const ofCompany = () => ({ companyId: 147903 });
const ofUser = () => ({ userId: 245942 });
const ofMedia = () => ({ mediaId: 90909090 });
const asFolder = ({ id }: Record<string, unknown>) => ({ folderId: id });
const released = [
	{ group_id: 202557, status: 'RELEASED' },
	{ group_id: 392791, status: 'RELEASED' },
];
const clique = { id: 53, name: 'The it crowd', skyfish_id: 102, thumbnail_id: null };
const keys = [{ id: 56, key: 'notverysecretkey', secret: 'verysecretsecret', companyId: 42 }];

/** An operation that is one GET whose answer goes out as it is. @param ids what each item says besides */
function read(
	resource: string,
	operation: string,
	parameters: OperationCase['parameters'],
	path: string,
	answer: object,
	ids: (entry: Record<string, unknown>) => object = () => ({}),
): OperationCase {
	return {
		resource,
		operation,
		parameters,
		requests: [{ method: 'GET', path, answer: { body: answer } }],
		items: [answer].flat().map((entry) => ({ ...ids(entry as never), ...entry })),
	};
}

/** An operation that is one request without an answer. */
function done(
	resource: string,
	operation: string,
	parameters: OperationCase['parameters'],
	[method, path, body]: [string, string, unknown?],
	item: OperationCase['items'][0],
): OperationCase {
	const request = { method, path, answer: ok, ...(body === undefined ? {} : { body }) };
	return { resource, operation, parameters, requests: [request], items: [item] };
}

/** A date that is set, and then looked at. */
function expires(
	parameters: OperationCase['parameters'],
	body: object,
	date: string,
	label?: string,
): OperationCase {
	const path = '/media/90909090/metadata/expiration_date';
	return {
		resource: 'media',
		operation: 'setExpirationDate',
		label,
		parameters: { mediaId, ...parameters },
		requests: [
			{ method: 'POST', path, body, answer: ok },
			{ method: 'GET', path, answer: { body: { expiration_date: date } } },
		],
		items: [{ success: true, mediaId: 90909090, expiration_date: date, verified: true }],
	};
}

/** Every operation of the Skyfish node that is JSON alone; files are in files.test.ts. */
const cases: OperationCase[] = [
	read('media', 'get', { mediaId }, '/media/90909090', media, ofMedia),
	read('media', 'getMetadata', { mediaId }, '/media/90909090/metadata', metadata, ofMedia),
	{
		resource: 'media',
		operation: 'updateMetadata',
		parameters: {
			mediaId,
			language: 'de',
			updateFields: {
				title: 'Junge',
				keywords: ['Junge', 'Mähdrescher'],
				editorial: true,
				iptc: '{"CopyrightNotice": "B"}',
				camera_created: '2026-01-31T09:00:00Z',
				geolocation: { position: { latitude: 1.5, longitude: -2, source: '998' } },
			},
		},
		requests: [
			{ method: 'GET', path: '/media/90909090/metadata', answer: { body: metadata } },
			{
				method: 'POST',
				path: '/media/90909090/metadata',
				body: {
					...metadata,
					editorial: true,
					camera_created: 1769850000,
					geolocation: { source: '998', longitude: '-2', latitude: '1.5' },
					iptc: { CopyrightNotice: 'B', Keywords: ['boy'] },
					title: { en: 'Boy in combine harvester', de: 'Junge', da: '' },
					keywords: { en: ['boy', 'combine'], de: ['Junge', 'Mähdrescher'] },
				},
				answer: ok,
			},
		],
		items: [{ success: true, mediaId: 90909090 }],
	},
	{
		resource: 'media',
		operation: 'updateMetadata',
		label: 'with what has a call of its own',
		parameters: { mediaId, updateFields: { byline: 'The "maker"', copyright: '© ß' } },
		requests: [
			{
				method: 'POST',
				path: '/media/90909090/metadata/byline',
				body: 'The "maker"',
				answer: ok,
			},
			{ method: 'POST', path: '/media/90909090/metadata/copyright', body: '© ß', answer: ok },
		],
		items: [{ success: true, mediaId: 90909090 }],
	},
	{
		resource: 'media',
		operation: 'updateMetadata',
		label: 'as JSON',
		parameters: { mediaId, specifyMetadata: 'json', metadataJson: '{"title":{"en":"x"}}' },
		requests: [
			{
				method: 'POST',
				path: '/media/90909090/metadata',
				body: { title: { en: 'x' } },
				answer: ok,
			},
		],
		items: [{ success: true, mediaId: 90909090 }],
	},
	read(
		'media',
		'getExpirationDate',
		{ mediaId },
		'/media/90909090/metadata/expiration_date',
		{ expiration_date: '2026-12-31' },
		ofMedia,
	),
	expires(
		{ expireBy: 'day', expiration_date: '2026-12-31T00:00:00' },
		{ expiration_date: '2026-12-31' },
		'2026-12-31',
	),
	expires(
		{ expireBy: 'month', year: 2028, month: 2 },
		{ expiration_year: '2028', expiration_month: '2' },
		'2028-02-29',
		'by month',
	),
	done(
		'media',
		'removeExpirationDate',
		{ mediaId },
		['DELETE', '/media/90909090/metadata/expiration_date'],
		{ success: true, mediaId: 90909090 },
	),
	read('media', 'getFolders', { mediaId }, '/media/90909090/folders', released, ({ group_id }) => ({
		mediaId: 90909090,
		folderId: group_id,
	})),
	done(
		'media',
		'setFolders',
		{ mediaId, folderIds: [202557, 392791] },
		['POST', '/media/90909090/folders', released],
		{ success: true, mediaId: 90909090, folderIds: [202557, 392791] },
	),
	done(
		'media',
		'removeFromFolder',
		{ mediaId, folderId },
		['DELETE', '/media/90909090/folder/155111'],
		{ deleted: true, mediaId: 90909090, folderId: 155111 },
	),
	done(
		'media',
		'moveToTrash',
		{ mediaId, folderId },
		['POST', '/media/90909090/folder/155111/move_to_trash', {}],
		{ success: true, mediaId: 90909090, folderId: 155111 },
	),
	read('media', 'getVersion', { mediaId }, '/media/90909090/version', { version: 3 }, ofMedia),
	{
		...read('media', 'getVersion', { mediaId }, '/media/90909090/version', {}),
		label: 'as a number alone',
		requests: [{ method: 'GET', path: '/media/90909090/version', answer: { body: 3 } }],
		items: [{ mediaId: 90909090, version: 3 }],
	},
	{
		...read('media', 'getTags', { mediaId }, '/media/90909090/tags', {}),
		requests: [
			{
				method: 'GET',
				path: '/media/90909090/tags',
				answer: { body: [{ EXIF: { Make: 'Camera' } }] },
			},
		],
		items: [{ mediaId: 90909090, EXIF: { Make: 'Camera' } }],
	},
	{
		resource: 'media',
		operation: 'getDownloadUrl',
		label: 'of the original',
		parameters: { mediaId, size: 'original' },
		requests: [
			{
				method: 'GET',
				path: '/media/90909090/download_location',
				answer: { body: { method: 'GET', url: 'https://s.example/x' } },
			},
		],
		items: [{ mediaId: 90909090, method: 'GET', url: 'https://s.example/x' }],
	},
	{
		resource: 'media',
		operation: 'getDownloadUrl',
		parameters: {
			mediaId,
			size: '800px',
			options: { download_info: '{"project_id":753}', user: 42 },
		},
		requests: [
			{
				method: 'GET',
				path: '/media/90909090/download_location/800px?download_info=%7B%22project_id%22%3A753%7D&user=42',
				answer: {
					body: { method: 'GET', url: 'https://s.example/x', internal_elb_url: 'http://i' },
				},
			},
		],
		items: [{ mediaId: 90909090, method: 'GET', url: 'https://s.example/x' }],
	},
	{
		resource: 'media',
		operation: 'createStream',
		parameters: { mediaId },
		requests: [
			{
				method: 'POST',
				path: '/media/90909090/stream',
				body: {},
				answer: { body: { Status: 'Created' } },
			},
		],
		items: [{ success: true, mediaId: 90909090, Status: 'Created' }],
	},
	{
		...read('media', 'getStreamUrl', { mediaId }, '/media/90909090/metadata/stream_url', {
			Stream: 'https://video.example/stream.m3u8',
		}),
		items: [{ mediaId: 90909090, Stream: 'https://video.example/stream.m3u8' }],
	},
	{
		resource: 'media',
		operation: 'replaceCdnFile',
		parameters: { mediaId, newMediaId: byId(202), companyId, folderId },
		requests: [
			{
				method: 'POST',
				path: '/cdn/147903/folder/155111/replace/90909090/with/202',
				body: {},
				answer: { body: { count: 1 } },
			},
		],
		items: [
			{
				...{ success: true, companyId: 147903, folderId: 155111 },
				...{ mediaId: 90909090, newMediaId: 202, count: 1 },
			},
		],
	},
	done(
		'media',
		'copyToFolder',
		{ mediaId, folderId },
		['POST', '/media/90909090/folder/155111', {}],
		{ success: true, mediaId: 90909090, folderId: 155111 },
	),
	done(
		'media',
		'move',
		{ mediaId, fromFolderId: byId(1), toFolderId: byId(2) },
		['POST', '/media/90909090/move', { from: 1, to: 2 }],
		{ success: true, mediaId: 90909090, folderId: 2, fromFolderId: 1 },
	),
	...(['PUT', 'DELETE'] as const).map((method) =>
		done(
			'media',
			method === 'PUT' ? 'addKeywords' : 'removeKeywords',
			{ mediaIds: '1, 2', keywords: ['ß', 'a b'], language: 'en' },
			[method, '/media/1,2/metadata/keyword', { en: ['ß', 'a b'] }],
			{ success: true, mediaIds: [1, 2], keywords: ['ß', 'a b'] },
		),
	),
	{
		...read(
			'folder',
			'getAll',
			{
				returnAll: true,
				filters: {
					q: 'shoes & boots',
					id: '1 2',
					parent: 5,
					company_id: 42,
					exclude_per_user_system_folders: true,
				},
				sort: { sort_by: 'name', sort_order: 'desc' },
			},
			'',
			folders,
			asFolder,
		),
		requests: [
			{
				method: 'GET',
				path: '/folder?company_id=42&exclude_per_user_system_folders=true&id=1%202&parent=5&q=shoes%20%26%20boots&sort_by=name&sort_order=desc',
				answer: { body: folders },
			},
		],
	},
	{
		...read('folder', 'getAll', { limit: 1 }, '/folder', folders),
		label: 'up to a limit',
		items: [{ folderId: 155111, ...folders[0] }],
	},
	{
		resource: 'folder',
		operation: 'create',
		parameters: { name: 'New', parent: folderId, additionalFields: { company_id: 42 } },
		requests: [
			{
				method: 'POST',
				path: '/folder',
				body: { name: 'New', parent: 155111, company_id: 42 },
				answer: { body: folders[1] },
			},
		],
		items: [{ folderId: 202531, ...folders[1] }],
	},
	{
		resource: 'folder',
		operation: 'create',
		label: 'at the top',
		parameters: { name: 'New', parent: byId('') },
		requests: [
			{
				method: 'POST',
				path: '/folder',
				body: { name: 'New', parent: null },
				answer: { body: folders[0] },
			},
		],
		items: [{ folderId: 155111, ...folders[0] }],
	},
	read('folder', 'get', { folderId }, '/folder/155111', folders[0], asFolder),
	{
		resource: 'folder',
		operation: 'update',
		parameters: { folderId: byId(202531), updateFields: { name: 'Renamed' } },
		requests: [
			{ method: 'GET', path: '/folder/202531', answer: { body: folders[1] } },
			{
				method: 'POST',
				path: '/folder/202531',
				body: { name: 'Renamed', parent: 155111 },
				answer: { body: { ...folders[1], name: 'Renamed' } },
			},
		],
		items: [{ folderId: 202531, ...folders[1], name: 'Renamed' }],
	},
	{
		resource: 'folder',
		operation: 'update',
		label: 'with another cover photo',
		parameters: { folderId: byId(202531), updateFields: { cover_photo_id: 7 } },
		requests: [
			{ method: 'GET', path: '/folder/202531', answer: { body: folders[1] } },
			{
				method: 'POST',
				path: '/folder/202531',
				body: { name: 'My', parent: 155111, cover_photo_id: 7 },
				answer: { body: { ...folders[1], cover_photo_id: 7 } },
			},
		],
		items: [{ folderId: 202531, ...folders[1], cover_photo_id: 7 }],
	},
	done('folder', 'delete', { folderId }, ['DELETE', '/folder/155111'], {
		deleted: true,
		folderId: 155111,
	}),
	done('folder', 'purge', { folderId }, ['POST', '/folder/155111/purge', {}], {
		deleted: true,
		folderId: 155111,
	}),
	done('folder', 'moveToTrash', { folderId }, ['POST', '/folder/155111/move_to_trash', {}], {
		success: true,
		folderId: 155111,
	}),
	{
		...read('folder', 'getTags', { folderId }, '/folder/155111/tags', ['shoes', 'autumn']),
		items: [
			{ folderId: 155111, id: 'shoes', name: 'shoes' },
			{ folderId: 155111, id: 'autumn', name: 'autumn' },
		],
	},
	...(['PUT', 'DELETE'] as const).map((method) =>
		done(
			'folder',
			method === 'PUT' ? 'addTags' : 'removeTags',
			{ folderId, tags: ['shoes', 'ß'] },
			[method, '/folder/155111/tags', ['shoes', 'ß']],
			{ success: true, folderId: 155111, tags: ['shoes', 'ß'] },
		),
	),
	done('folder', 'removeAllTags', { folderId }, ['DELETE', '/folder/155111/tags/purge'], {
		success: true,
		folderId: 155111,
	}),
	{
		resource: 'search',
		operation: 'media',
		parameters: {
			q: 'red shoes -boots',
			folder_ids: [42, 1337],
			recursive: true,
			limit: 10,
			return_values: ['title', 'keywords'],
			filters: {
				media_type: ['image', 'vector'],
				unique_media_id: '1, 2',
				date_filter_field: 'created',
				min_date: '2016-03-14T12:23:51Z',
				max_date: '2016-03-15T12:23:51+01:00',
				orientation: 'vertical',
				thumbnail_size: '110px',
				order: 'distance',
				direction: 'asc',
				latitude: 52.5,
				longitude: -11.25,
				resolution: 'a3',
				min_width: 100,
				min_height: 200,
				query_type: 'wildcards',
				exclude_expired_media: true,
				min_expiration_date: '2026-01-01T12:00:00',
				max_expiration_date: '2026-12-31T12:00:00',
			},
			options: { includeTotal: true },
		},
		requests: [
			{
				method: 'GET',
				// A space between values is what the document's "+" means in an address.
				path:
					'/search?recursive=true&date_filter_field=created&direction=asc&exclude_expired_media=true' +
					'&latitude=52.5&longitude=-11.25&min_height=200&min_width=100&order=distance&orientation=vertical' +
					'&query_type=wildcards&resolution=a3&thumbnail_size=110px' +
					'&min_date=2016-03-14T12%3A23%3A51Z&max_date=2016-03-15T11%3A23%3A51Z' +
					'&min_expiration_date=2026-01-01&max_expiration_date=2026-12-31' +
					'&media_type=image%20vector&unique_media_id=1%202&folder_ids=42%201337&q=red%20shoes%20-boots' +
					'&return_values=title%20keywords%20unique_media_id&media_count=10&media_offset=0',
				answer: {
					body: {
						response: {
							hits: 1,
							media: [{ keywords: ['cat '], title: 'Cat', unique_media_id: 7 }],
						},
						media_count: 1,
						media_offset: 0,
					},
				},
			},
		],
		items: [{ mediaId: 7, keywords: ['cat '], title: 'Cat', hits: 1 }],
	},
	{
		resource: 'search',
		operation: 'colourboxDownloads',
		parameters: { q: 'cat', lang: 'da', limit: 5, return_values: ['unique_media_id'] },
		requests: [
			{
				method: 'GET',
				path: '/search/colourbox/download?lang=da&q=cat&return_values=unique_media_id&media_count=5&media_offset=0',
				answer: { body: { response: { hits: 1, media: [{ unique_media_id: 7 }] } } },
			},
		],
		items: [{ mediaId: 7, unique_media_id: 7 }],
	},
	{
		resource: 'clique',
		operation: 'create',
		parameters: { name: 'The it crowd', skyfish_id: 102, additionalFields: { thumbnail_id: 7 } },
		requests: [
			{
				method: 'POST',
				path: '/clique',
				body: { name: 'The it crowd', skyfish_id: 102, thumbnail_id: 7 },
				answer: { body: clique },
			},
		],
		items: [{ cliqueId: 53, ...clique }],
	},
	read('clique', 'getAll', { returnAll: true }, '/clique', [clique], () => ({ cliqueId: 53 })),
	{
		resource: 'clique',
		operation: 'update',
		label: 'that keeps what was not filled in',
		parameters: { cliqueId, name: 'Other' },
		requests: [
			{ method: 'GET', path: '/clique', answer: { body: [clique] } },
			{
				method: 'POST',
				path: '/clique/53',
				body: { name: 'Other', skyfish_id: 102 },
				answer: { body: clique },
			},
		],
		items: [{ cliqueId: 53, ...clique }],
	},
	{
		resource: 'clique',
		operation: 'update',
		parameters: { cliqueId, name: '', skyfish_id: 103, additionalFields: { thumbnail_id: 8 } },
		requests: [
			{ method: 'GET', path: '/clique', answer: { body: [{ ...clique, thumbnail_id: 7 }] } },
			{
				method: 'POST',
				path: '/clique/53',
				body: { name: 'The it crowd', skyfish_id: 103, thumbnail_id: 8 },
				answer: { body: clique },
			},
		],
		items: [{ cliqueId: 53, ...clique }],
	},
	done('clique', 'delete', { cliqueId }, ['DELETE', '/clique/53'], {
		deleted: true,
		cliqueId: 53,
	}),
	read('clique', 'getMembers', { cliqueId }, '/clique/53/member', [{ user_id: 1 }], () => ({
		cliqueId: 53,
		userId: 1,
	})),
	{
		resource: 'clique',
		operation: 'addMember',
		parameters: { cliqueId, userId },
		requests: [
			{
				method: 'POST',
				path: '/clique/53/member/245942',
				body: {},
				answer: { body: { clique_id: 53, user_id: 245942 } },
			},
		],
		items: [{ success: true, cliqueId: 53, userId: 245942, clique_id: 53, user_id: 245942 }],
	},
	done('clique', 'removeMember', { cliqueId, userId }, ['DELETE', '/clique/53/member/245942'], {
		deleted: true,
		cliqueId: 53,
		userId: 245942,
	}),
	read('clique', 'getFolders', { cliqueId }, '/clique/53/folder', [{ folder_id: 1 }], () => ({
		cliqueId: 53,
		folderId: 1,
	})),
	{
		resource: 'clique',
		operation: 'addFolder',
		parameters: { cliqueId, folderId, access: 'WRITE', upload: true },
		requests: [
			{
				method: 'POST',
				path: '/clique/53/folder/155111',
				body: { access: 'WRITE', upload: true },
				answer: { body: { folder_id: 155111, access: 'WRITE', upload: true } },
			},
		],
		items: [
			{
				...{ success: true, cliqueId: 53, folderId: 155111 },
				...{ folder_id: 155111, access: 'WRITE', upload: true },
			},
		],
	},
	{
		...done(
			'clique',
			'addFolder',
			{ cliqueId, folderId, access: 'READ', upload: false },
			['POST', '/clique/53/folder/155111', { access: 'READ' }],
			{ success: true, cliqueId: 53, folderId: 155111 },
		),
		label: 'without upload',
	},
	done('clique', 'removeFolder', { cliqueId, folderId }, ['DELETE', '/clique/53/folder/155111'], {
		deleted: true,
		cliqueId: 53,
		folderId: 155111,
	}),
	read(
		'company',
		'getUsers',
		{ companyId, returnAll: true },
		'/company/147903/users',
		[{ id: 245942, fullname: 'A B', href: 'https://api.colourbox.com/user/245942' }],
		() => ({ userId: 245942 }),
	),
	read(
		'company',
		'getFolders',
		{ companyId, returnAll: true },
		'/company/147903/folders',
		folders,
		asFolder,
	),
	{
		...read('company', 'getApiKeys', { companyId }, '/company/147903/apikeys', keys),
		items: [{ ...keys[0], secret: '********' }],
	},
	{
		...read(
			'company',
			'getApiKeys',
			{ companyId, includeSecrets: true },
			'/company/147903/apikeys',
			keys,
		),
		label: 'with their secrets',
	},
	read(
		'company',
		'getApiEndpoint',
		{ companyId },
		'/company/147903/apiendpoint',
		{ protocol: 'https', host: 'api.colourbox.com' },
		ofCompany,
	),
	{
		...read('company', 'getCdnAliases', { companyId }, '/cdn/147903/company/aliases', {}),
		requests: [
			{
				method: 'GET',
				path: '/cdn/147903/company/aliases',
				answer: {
					body: {
						count: 1,
						limit: 1,
						aliases: [{ folder_id: 1337, alias: 'a', folder_name: 'CDN' }],
					},
				},
			},
		],
		items: [{ companyId: 147903, folderId: 1337, folder_id: 1337, alias: 'a', folder_name: 'CDN' }],
	},
	read(
		'company',
		'getDiskUsage',
		{ companyId },
		'/company/147903/diskusage',
		{ used: 5, max: 10 },
		ofCompany,
	),
	read(
		'user',
		'getFolders',
		{ userId, returnAll: true },
		'/user/245942/folders',
		folders,
		asFolder,
	),
	read('user', 'getCliques', { userId }, '/user/245942/clique', [clique], () => ({
		userId: 245942,
		cliqueId: 53,
	})),
	read(
		'user',
		'getDiskUsage',
		{ userId },
		'/user/245942/diskusage',
		[{ company_id: 147906, diskusage: 3014034425 }],
		ofUser,
	),
	{
		resource: 'account',
		operation: 'validateToken',
		parameters: { tokenString: '0fe6cb5476f448f78f6ee5cf259f0184a40e9c4b' },
		requests: [
			{
				method: 'GET',
				path: '/authenticate/simpletoken/0fe6cb5476f448f78f6ee5cf259f0184a40e9c4b',
				answer: { body: { TokenStatus: 'valid' } },
			},
		],
		items: [{ TokenStatus: 'valid', valid: true }],
	},
	{
		...done(
			'account',
			'requestPasswordReset',
			{ username: 'name@example.com' },
			['POST', '/authenticate/userpass/reset', { username: 'name@example.com' }],
			{ success: true, username: 'name@example.com' },
		),
	},
	{
		resource: 'account',
		operation: 'signUp',
		parameters: { name: 'A B', email: 'a@example.com', password: 'pw', locale: 'da-DK' },
		requests: [
			{
				method: 'POST',
				path: '/signup',
				body: { name: 'A B', email: 'a@example.com', password: 'pw', locale: 'da-DK' },
				answer: { body: { company: { id: 5454 }, user: { id: 8989 } } },
			},
		],
		items: [{ company: { id: 5454 }, user: { id: 8989 } }],
	},
];

/** The search once more, under the name that it has where people look for a list. */
const asGetMany = cases
	.filter(({ resource, operation }) => `${resource} ${operation}` === 'search media')
	.map((one) => ({ ...one, resource: 'media', operation: 'getMany' }));

export const operationCases = [...cases, ...asGetMany];

/** The same, answered with 404, and what is asked then. */
const refused = (one: OperationCase, looks: Array<[path: string, body: unknown]>) => ({
	...one,
	label: 'refused',
	requests: [
		...one.requests.map((request) => ({ ...request, answer: { status: 404 } })),
		...looks.map(([path, body]) => ({ method: 'GET', path, answer: { body } })),
	],
	items: [{ error: expect.any(String) as string }],
});

/** Where something is not there, it is looked for, so that the error can name it. */
export const refusedCases: OperationCase[] = [
	...cases
		.filter(({ operation }) => /^(move|moveToTrash|removeFromFolder)$/.test(operation))
		.filter(({ resource }) => resource === 'media')
		.map((one) => refused(one, [['/media/90909090/folders', []]])),
	...cases
		.filter(({ operation }) => /^(add|remove)Keywords$/.test(operation))
		.map((one) =>
			refused(one, [
				['/media/1/version', { version: 1 }],
				['/media/2/version', { version: 1 }],
			]),
		),
];
