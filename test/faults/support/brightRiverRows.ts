import { operationCases } from '../../engine/brightRiver/operationCases';
import { byId } from '../../engine/support/brightRiver';
import { itemWithFile } from '../../engine/support/photos';
import {
	get,
	photo,
	post,
	photoMd5,
	file,
	rowOf,
	rowOfFiles,
	type FileRow,
	type Row,
	type Runner,
} from './rows';
import type { RowStep } from './rules';

const jobId = byId(353413);
const job = '/jobs/353413';

const run: Runner = ({ api }, parameters, input) => {
	const credentials = {
		brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: api },
	};
	return { type: 'brightRiver', parameters, credentials, input };
};

/** What of an answer is read, where the documents' answer alone does not tell. */
const read: Record<string, Partial<RowStep>> = {
	[`${job}/status`]: { isRead: true },
	[`${job}/files`]: { isRead: true },
	[`${job}/filesforreview`]: { isRead: true },
	[`${job}/rejectedjobs`]: { isRead: true },
	[`${job}/rejectedfilescount`]: { due: 'number' },
	'/accounts/me/rejecttypes': { due: 'entries' },
	'/search/fields': { due: 'entries' },
	'/search': { isRead: true },
};

/** No document says what these answer. */
const said = /\/(accept|review)$|^\/reject$/;

/** An upload of the photo to the job, which is read for its address. */
const uploaded = (
	storage: string,
	stated: object = { size: photo.length, mD5: photoMd5 },
): RowStep[] => [
	get(job, {
		id: 353413,
		status: 'CJ_NEW',
		upload: { postUrl: `${storage}/upload?session=secret` },
	}),
	get('/upload?session=secret', undefined, {
		server: 'storage',
		method: 'POST',
		answer: {},
		repeatable: false,
		due: 'said',
	}),
	get(`${job}/files/koala.jpg`, stated, { isOnlyCheck: true }),
];

/** The offer, and the status after it. */
const offerRequested: RowStep[] = [
	post(`${job}/requestoffer`, undefined, {
		answer: { status: 204 },
		due: 'nothing',
		isRead: false,
	}),
	get(
		`${job}/status`,
		{ status: 'CJ_REQUEST_OFFER' },
		{
			isSpare: true,
			gives: ['status', 'statusMeaning', 'statusGroup'],
		},
	),
];

const newJob = { name: 'n', description: 'd' };
const photos = [itemWithFile(photo, 'koala.jpg')];

const fileRows: FileRow[] = [
	[
		'job sendPhotos',
		'',
		newJob,
		({ storage }) => [
			post('/jobs', { id: 353413, name: 'n' }),
			...uploaded(storage),
			...offerRequested,
		],
		photos,
	],
	[
		'job sendPhotos',
		'that broke before',
		{ ...newJob, options: { continueWithJob: jobId } },
		({ storage }) => [
			get(job, { id: 353413, status: 'CJ_NEW' }),
			get(`${job}/files`, { files: [] }),
			...uploaded(storage),
			...offerRequested,
		],
		photos,
	],
	[
		'job sendPhotos',
		'with a reference',
		{ ...newJob, options: { findExistingJobBy: 'tag', reference: 'order 17' } },
		({ storage }) => [
			post(
				'/search',
				{ totalJobs: 1, jobs: [{ id: 7, guid: 'g' }] },
				{
					repeatable: true,
					furtherPage: ({ body }) =>
						body.includes('"page":0') ? undefined : { body: { totalJobs: 1, jobs: [] } },
				},
			),
			get('/jobs/7', { id: 7, status: 'CJ_NEW', tags: ['order 1'] }, { mayBeGone: true }),
			post('/jobs', { id: 353413, name: 'n' }),
			...uploaded(storage),
			...offerRequested,
		],
		photos,
	],
	[
		'job downloadResults',
		'one item per photo',
		{ jobId, binaryPropertyName: 'data' },
		({ storage }) => {
			const images = (key: string) =>
				[1, 2].map((imageId) => ({ imageId, [key]: `${storage}/${imageId}?s=secret` }));
			return [
				get(job, { id: 353413, name: 'n', status: 'CJ_WORK_DONE' }),
				get(`${job}/files`, {
					files: [{ id: 7, fileName: 'koala.jpg', clipped: images('real') }],
				}),
				get(
					`${job}/filesforreview`,
					{ files: [{ id: 7, clipped: images('downloadUrl') }] },
					{ isDispensable: true },
				),
				file('/1?s=secret'),
				file('/2?s=secret'),
			];
		},
	],
	[
		'job downloadResults',
		'as a ZIP',
		{ jobId, resultsAs: 'zip', binaryPropertyName: 'data' },
		({ storage }) => [
			get(job, { id: 353413, name: 'n', download: { getUrl: `${storage}/zip?session=secret` } }),
			file('/zip?session=secret', 'application/zip'),
		],
	],
	[
		'job downloadResults',
		'once they are there',
		{
			...{ jobId, binaryPropertyName: 'data' },
			...{ waitForResults: true, options: { interval: 1, timeLimit: 10 } },
		},
		({ storage }) => {
			const clipped = [{ imageId: 1, real: `${storage}/1?s=secret` }];
			return [
				get(job, { id: 353413, name: 'n', status: 'CJ_WORK_PROGRESS' }),
				get(job, { id: 353413, name: 'n', status: 'CJ_WORK_DONE' }),
				get(`${job}/files`, { files: [{ id: 7, fileName: 'koala.jpg', clipped }] }),
				get(`${job}/filesforreview`, { files: [] }, { isDispensable: true }),
				file('/1?s=secret'),
			];
		},
	],
	[
		'job waitForStatus',
		'',
		{ jobId, statuses: ['CJ_WORK_DONE'], options: { interval: 1, timeLimit: 10 } },
		() => ['CJ_NEW', 'CJ_WORK_DONE'].map((status) => get(`${job}/status`, { status })),
	],
	[
		'file upload',
		'',
		{ jobId, binaryPropertyName: 'data' },
		({ storage }) => uploaded(storage),
		photos,
	],
	[
		'file upload',
		'from a URL',
		({ storage }) => ({
			jobId,
			fileSource: 'url',
			url: `${storage}/from/koala.jpg?signature=secret`,
		}),
		({ storage }) => [
			file('/from/koala.jpg?signature=secret', 'image/jpeg'),
			// Nothing that the file could be compared with: what comes from the address may be any file.
			...uploaded(storage, {}),
		],
	],
	[
		'file download',
		'the original',
		{ jobId, fileId: byId(7), image: 'original', size: 'full', binaryPropertyName: 'data' },
		({ storage }) => [
			get(`${job}/files`, {
				files: [
					{
						id: 7,
						fileName: 'koala.jpg',
						size: photo.length,
						mD5: photoMd5,
						original: { imageId: 1, real: `${storage}/original?session=secret` },
					},
				],
			}),
			file('/original?session=secret', 'image/jpeg', { due: 'statedFile' }),
		],
	],
	[
		'file download',
		'two results',
		{ jobId, fileId: byId(7), image: 'result', size: 'full', binaryPropertyName: 'data' },
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
			get(
				`${job}/filesforreview`,
				{
					files: [
						{
							id: 7,
							clipped: [1, 2].map((imageId) => ({
								imageId,
								downloadUrl: `${storage}/${imageId}?s=secret`,
							})),
						},
					],
				},
				{ isSpare: true },
			),
			file('/1?s=secret'),
			file('/2?s=secret'),
		],
	],
];

export const brightRiverRows: Row[] = [
	...operationCases.map((one) =>
		rowOf('Bright River', run, one, (path) => {
			if (said.test(String(path))) return { due: 'said' };
			// There it only tells whether there are photos.
			const isSpare = one.operation === 'requestOffer' && path === `${job}/files`;
			return { ...read[path], ...(isSpare ? { isSpare } : {}) };
		}),
	),
	...fileRows.map((one) => rowOfFiles('Bright River', run, one)),
];
