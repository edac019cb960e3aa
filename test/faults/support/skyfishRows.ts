import { operationCases } from '../../engine/skyfish/operationCases';
import { byId } from '../../engine/support/brightRiver';
import { itemWithFile } from '../../engine/support/photos';
import {
	get,
	photo,
	photoMd5,
	post,
	file,
	rowOf,
	rowOfFiles,
	type FileRow,
	type Row,
	type Runner,
} from './rows';
import type { RowStep } from './rules';
import type { Origins } from './scriptedService';

const metadata = { title: { en: 'Shoe', de: '', da: '' }, keywords: { en: [] } };

const credentialFor = ({ api }: Origins, token = 'token') => ({
	skyfishApi: {
		username: 'u',
		password: 'p',
		apiKey: 'k',
		apiSecret: 's',
		baseUrl: api,
		token,
	},
});

const run: Runner = (origins, parameters, input) => {
	return { type: 'skyfish', parameters, credentials: credentialFor(origins), input };
};

/** No document describes what these answer: it is given out. */
const SAID = /^\/(cdn\/.*|clique\/53\/(member|folder)\/\d+|media\/\d+\/stream)$/;

/** What of an answer is read, where the documents' answer alone does not tell. */
function read(path: string, method: string): Partial<RowStep> {
	if (method === 'POST' && SAID.test(path)) return { due: 'said' };
	if (method !== 'GET') return {};
	if (path.includes('/download_location')) return { isRead: true };
	if (path.startsWith('/search') || path.endsWith('/stream_url')) return { isRead: true };
	if (path.startsWith('/cdn/')) return { due: 'entries' };
	if (path.includes('/simpletoken/')) return { isRead: true };
	if (path.endsWith('/folder/155111/tags')) return { due: 'entries' };
	if (path.endsWith('/version')) return { due: 'number' };
	// Tags come in a list or alone.
	if (path.endsWith('/tags')) return { due: 'object' };
	return {};
}

const fileRows: FileRow[] = [
	[
		'media upload',
		'',
		{
			folderId: byId(5),
			binaryPropertyName: 'data',
			options: { title: 'Shoe' },
		},
		({ api, storage }) => [
			post('/upload/register', {
				action: `${storage}/bucket`,
				fields: [
					{ name: 'key', value: 'k/${filename}' },
					{ name: 'file', type: 'file' },
				],
			}),
			post('/bucket', undefined, {
				server: 'storage',
				answer: {
					status: 303,
					headers: { location: `${api}/upload/done?key=1`, etag: `"${photoMd5}"` },
				},
				due: 'header',
			}),
			get('/upload/done?key=1', { media_id: 7 }, { repeatable: false }),
			get('/media/7', undefined, {
				answer: { status: 202, body: { progress: 50 } },
				isRead: false,
			}),
			get('/media/7', { id: '7', filename: 'koala.jpg', file_md5: photoMd5 }, { isRead: false }),
			get('/media/7/metadata', metadata, { isRead: false }),
			post('/media/7/metadata', {}, { due: 'nothing' }),
		],
		[itemWithFile(photo, 'koala.jpg')],
	],
	[
		'media upload',
		'from a URL',
		({ storage }) => ({
			folderId: byId(5),
			fileSource: 'url',
			url: `${storage}/from/koala.jpg?signature=secret`,
			options: { waitForImport: false },
		}),
		({ api, storage }) => [
			file('/from/koala.jpg?signature=secret', 'image/jpeg'),
			post('/upload/register', {
				action: `${storage}/bucket`,
				fields: [{ name: 'file', type: 'file' }],
			}),
			post('/bucket', undefined, {
				server: 'storage',
				answer: { status: 303, headers: { location: `${api}/upload/done?key=1` } },
				due: 'header',
			}),
			get('/upload/done?key=1', { media_id: 7 }, { repeatable: false }),
		],
	],
	[
		'media download',
		'',
		{ mediaId: byId(7), size: 'original', binaryPropertyName: 'data' },
		({ storage }) => [
			get('/media/7', { id: '7', filename: 'koala.jpg' }, { isRead: false }),
			get('/media/7/download_location', { method: 'GET', url: `${storage}/7?signature=secret` }),
			file('/7?signature=secret', 'image/jpeg', { isRenewed: true }),
		],
	],
	[
		'folder download',
		'',
		{ folderId: byId(5), binaryPropertyName: 'data' },
		({ storage }) => [
			post('/folder/5/zip-file', { job_id: 'j1', state: 'PENDING' }),
			get('/zip-file/j1', { job_id: 'j1', state: 'PENDING' }),
			get('/zip-file/j1', { job_id: 'j1', state: 'DONE', url: `${storage}/z?signature=secret` }),
			file('/z?signature=secret', 'application/zip'),
		],
	],
	[
		'folder download',
		'directly',
		{ folderId: byId(5), binaryPropertyName: 'data', options: { method: 'direct' } },
		() => [
			get('/folder/5', { id: 5, name: 'Shoes' }, { isRead: false }),
			file('/folder/5/download', 'application/zip', { server: 'api' }),
		],
	],
	[
		'user getProfileImage',
		'',
		{ userId: byId(7), size: 'large', binaryPropertyName: 'data' },
		() => [file('/user/7/profileimage/large', 'image/jpeg', { server: 'api' })],
	],
	[
		'user setProfileImage',
		'',
		{ userId: byId(7), binaryPropertyName: 'data' },
		() => [post('/user/7/profileimage', {}, { due: 'nothing' })],
		[itemWithFile(photo, 'me.jpg')],
	],
];

/** The sign-in that comes before whatever is asked for without a token. */
const signInRow: Row = {
	operation: 'media getVersion',
	label: 'with the sign-in',
	service: 'Skyfish',
	steps: () => [
		post('/authenticate/userpasshmac', { token: 'token' }, { repeatable: true }),
		get('/media/7/version', { version: 3 }, { due: 'number' }),
	],
	run: (origins) => ({
		type: 'skyfish',
		parameters: { resource: 'media', operation: 'getVersion', mediaId: byId(7) },
		credentials: credentialFor(origins, ''),
	}),
};

export const skyfishRows: Row[] = [
	...operationCases.map((one) =>
		rowOf('Skyfish', run, one, (path, method) => ({
			...read(path, method),
			...(one.operation === 'setExpirationDate' && method === 'GET' ? { isOnlyCheck: true } : {}),
		})),
	),
	...fileRows.map((one) => rowOfFiles('Skyfish', run, one)),
	signInRow,
];
