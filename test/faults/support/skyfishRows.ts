import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { operationCases } from '../../engine/skyfish/operationCases';
import { byId } from '../../engine/support/brightRiver';
import type { NodeRun } from '../../engine/support/engine';
import { itemWithFile } from '../../engine/support/photos';
import { rowOf, type Row } from './rows';
import type { RowStep } from './rules';
import type { Origins } from './scriptedService';

const photo = Buffer.alloc(30_000, 'photo');
const md5 = createHash('md5').update(photo).digest('hex');
const jpeg = { 'content-type': 'image/jpeg' };
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

function run(
	origins: Origins,
	parameters: NodeRun['parameters'],
	input?: INodeExecutionData[],
): NodeRun {
	return { type: 'skyfish', parameters, credentials: credentialFor(origins), input };
}

const get = (path: string, body: unknown, more: Partial<RowStep> = {}): RowStep => ({
	server: 'api',
	method: 'GET',
	path,
	answer: { body },
	repeatable: true,
	due: 'object',
	isRead: true,
	...more,
});
const post = (path: string, body: unknown, more: Partial<RowStep> = {}): RowStep =>
	get(path, body, { method: 'POST', repeatable: false, ...more });
const file = (path: string, more: Partial<RowStep> = {}): RowStep =>
	get(path, photo, {
		server: 'storage',
		answer: { body: photo, headers: jpeg },
		due: 'file',
		...more,
	});

/** What of an answer is read, where the documents' answer alone does not tell. */
function read(path: string, method: string): Partial<RowStep> {
	if (method !== 'GET') return {};
	if (path.includes('/download_location')) return { isRead: true };
	if (path.startsWith('/search')) return { isRead: true };
	if (path.includes('/simpletoken/')) return { isRead: true };
	if (path.endsWith('/folder/155111/tags')) return { due: 'entries' };
	if (path.endsWith('/version')) return { due: 'number' };
	// Tags come in a list or alone.
	if (path.endsWith('/tags')) return { due: 'object' };
	return {};
}

const fileRows: Array<
	[string, string, object, (origins: Origins) => RowStep[], INodeExecutionData[]?]
> = [
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
					headers: { location: `${api}/upload/done?key=1`, etag: `"${md5}"` },
				},
				due: 'header',
			}),
			get('/upload/done?key=1', { media_id: 7 }, { repeatable: false }),
			get('/media/7', undefined, {
				answer: { status: 202, body: { progress: 50 } },
				isRead: false,
			}),
			get('/media/7', { id: '7', filename: 'koala.jpg', file_md5: md5 }, { isRead: false }),
			get('/media/7/metadata', metadata, { isRead: false }),
			post('/media/7/metadata', {}, { due: 'nothing' }),
		],
		[itemWithFile(photo, 'koala.jpg')],
	],
	[
		'media download',
		'',
		{ mediaId: byId(7), size: 'original', binaryPropertyName: 'data' },
		({ storage }) => [
			get('/media/7', { id: '7', filename: 'koala.jpg' }, { isRead: false }),
			get('/media/7/download_location', { method: 'GET', url: `${storage}/7?signature=secret` }),
			file('/7?signature=secret'),
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
			file('/z?signature=secret', {
				answer: { body: photo, headers: { 'content-type': 'application/zip' } },
			}),
		],
	],
	[
		'user getProfileImage',
		'',
		{ userId: byId(7), size: 'large', binaryPropertyName: 'data' },
		() => [file('/user/7/profileimage/large', { server: 'api' })],
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
	...operationCases.map((one) => rowOf('Skyfish', run, one, read)),
	...fileRows.map(([name, label, parameters, steps, input]): Row => {
		const [resource, operation] = name.split(' ');
		return {
			operation: name,
			label,
			service: 'Skyfish',
			steps,
			run: (origins) => run(origins, { resource, operation, ...parameters } as never, input),
		};
	}),
	signInRow,
];
