import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { operationCases } from '../../engine/brightRiver/operationCases';
import { byId } from '../../engine/support/brightRiver';
import type { NodeRun } from '../../engine/support/engine';
import { itemWithFile } from '../../engine/support/photos';
import { rowOf, type Row } from './rows';
import type { RowStep } from './rules';
import type { Origins } from './scriptedService';

const jobId = byId(353413);
const job = '/jobs/353413';
const photo = Buffer.alloc(30_000, 'photo');
const md5 = createHash('md5').update(photo).digest('hex');
const jpeg = { 'content-type': 'image/jpeg' };

function run(
	{ api }: Origins,
	parameters: NodeRun['parameters'],
	input?: INodeExecutionData[],
): NodeRun {
	const credentials = {
		brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: api },
	};
	return { type: 'brightRiver', parameters, credentials, input };
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
const file = (path: string, more: Partial<RowStep> = {}): RowStep =>
	get(path, photo, {
		server: 'storage',
		answer: { body: photo, headers: jpeg },
		due: 'file',
		...more,
	});

/** What of an answer is read, where the documents' answer alone does not tell. */
const read: Record<string, Partial<RowStep>> = {
	[`${job}/status`]: { isRead: true },
	[`${job}/files`]: { isRead: true },
	[`${job}/filesforreview`]: { isRead: true },
	[`${job}/rejectedjobs`]: { isRead: true },
	'/accounts/me/rejecttypes': { due: 'entries' },
	'/search/fields': { due: 'entries' },
	'/search': { isRead: true },
	// Its answer is not documented: an object is handed on.
	'/reject': { isRead: true },
};

const fileRows: Array<
	[string, string, object, (origins: Origins) => RowStep[], INodeExecutionData[]?]
> = [
	[
		'job downloadResults',
		'',
		{ binaryPropertyName: 'data' },
		({ storage }) => [
			get(job, { id: 353413, name: 'n', download: { getUrl: `${storage}/zip?session=secret` } }),
			file('/zip?session=secret', {
				answer: { body: photo, headers: { 'content-type': 'application/zip' } },
			}),
		],
	],
	[
		'job waitForStatus',
		'',
		{ statuses: ['CJ_WORK_DONE'], options: { interval: 1, timeLimit: 10 } },
		() => ['CJ_NEW', 'CJ_WORK_DONE'].map((status) => get(`${job}/status`, { status })),
	],
	[
		'file upload',
		'',
		{ binaryPropertyName: 'data' },
		({ storage }) => [
			get(job, { upload: { postUrl: `${storage}/upload?session=secret` } }),
			get('/upload?session=secret', undefined, {
				server: 'storage',
				method: 'POST',
				answer: {},
				repeatable: false,
				due: 'anything',
			}),
			get(`${job}/files/koala.jpg`, { size: photo.length, mD5: md5 }, { isOnlyCheck: true }),
		],
		[itemWithFile(photo, 'koala.jpg')],
	],
	[
		'file download',
		'the original',
		{ fileId: byId(7), image: 'original', size: 'full', binaryPropertyName: 'data' },
		({ storage }) => [
			get(`${job}/files`, {
				files: [
					{
						id: 7,
						fileName: 'koala.jpg',
						size: photo.length,
						mD5: md5,
						original: { imageId: 1, real: `${storage}/original?session=secret` },
					},
				],
			}),
			file('/original?session=secret', { due: 'statedFile' }),
		],
	],
	[
		'file download',
		'two results',
		{ fileId: byId(7), image: 'result', size: 'full', binaryPropertyName: 'data' },
		({ storage }) => [
			get(`${job}/files`, {
				files: [
					{
						id: 7,
						fileName: 'koala.jpg',
						clipped: [1, 2].map((imageId) => ({ imageId, real: `${storage}/${imageId}?s=secret` })),
					},
				],
			}),
			file('/1?s=secret'),
			file('/2?s=secret'),
		],
	],
];

export const brightRiverRows: Row[] = [
	...operationCases.map((one) => rowOf('Bright River', run, one, (path) => read[path] ?? {})),
	...fileRows.map(([name, label, parameters, steps, input]): Row => {
		const [resource, operation] = name.split(' ');
		return {
			operation: name,
			label,
			service: 'Bright River',
			steps,
			run: (origins) => run(origins, { resource, operation, jobId, ...parameters } as never, input),
		};
	}),
];
