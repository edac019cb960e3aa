import examples from '../../fixtures/brightRiver/documentExamples.json';
import { byId } from '../support/brightRiver';
import type { OperationCase } from '../support/operationTable';

/** What n8n's operators and file systems love: spaces, signs with a meaning in addresses, letters, emoji. */
export const hostileName = '../a b#1%2F/ß 😀?.jpg';
const hostilePath = '..%2Fa%20b%231%252F%2F%C3%9F%20%F0%9F%98%80%3F.jpg';

const jobId = byId('353413');
const fileId = byId(217667);
const fileName = { __rl: true, mode: 'name', value: hostileName };
const done = { status: 204 };
const job = '/jobs/353413';

/** The documents' new job, without the addresses that need no sign-in. */
const createdJob = {
	...Object.fromEntries(Object.entries(examples.createJob).filter(([name]) => name !== '_type')),
	jobId: 353413,
	upload: { ftpUrl: examples.createJob.upload.ftpUrl },
	download: { ftpUrl: examples.createJob.download.ftpUrl },
};

/** The documents' files, with one more that has the hostile name. */
const filesWithHostileName = {
	files: [...examples.files.files, { ...examples.files.files[0], id: 1, fileName: hostileName }],
};
const listForReview = {
	method: 'GET',
	path: `${job}/filesforreview`,
	answer: { body: examples.files },
};
const listedFiles = { method: 'GET', path: `${job}/files`, answer: { body: examples.files } };
const listFiles = { method: 'GET', path: `${job}/files`, answer: { body: filesWithHostileName } };

const rows = [
	{ fileId: 217667, imageId: 217671, reason: 'Cropping', position: 'fraction', x: 0.25, y: 0.5 },
	{ fileId: 217667, imageId: 217671, reason: 'Cropping', position: 'percentage', x: 75, y: 100 },
	{
		fileId: 217667,
		imageId: 217671,
		reason: 'Shadow',
		customRejection: 'makes shadows brighter',
		position: 'pixels',
		x: 200,
		y: 0,
		imageWidth: 800,
		imageHeight: 600,
	},
	{ fileId: 217668, imageId: 217672, customRejection: 'too dark' },
];
const reviewOfFirst = {
	fileId: 217667,
	rejects: [
		{
			imageId: 217671,
			customRejection: 'makes shadows brighter',
			rejects: [
				{
					reason: 'Cropping',
					positions: [
						{ xPercent: 0.25, yPercent: 0.5 },
						{ xPercent: 0.75, yPercent: 1 },
					],
				},
				{ reason: 'Shadow', positions: [{ xPercent: 0.25, yPercent: 0 }] },
			],
		},
	],
};
const reviewOfSecond = {
	fileId: 217668,
	rejects: [{ imageId: 217672, customRejection: 'too dark', rejects: [] }],
};

/** Every operation that is JSON alone; files are in files.test.ts, waiting in waitForStatus.test.ts. */
const cases: OperationCase[] = [
	{
		resource: 'job',
		operation: 'create',
		parameters: {
			name: 'Job of fruits',
			description: 'Clip fruits',
			additionalFields: {
				tags: ['Apple', 'Banana'],
				invoiceReference: 'Pay later',
				isTest: true,
				deadlineId: 1,
				specificationKey: 432,
			},
		},
		requests: [
			{
				method: 'POST',
				path: '/jobs',
				body: {
					name: 'Job of fruits',
					description: 'Clip fruits',
					tags: ['Apple', 'Banana'],
					invoiceReference: 'Pay later',
					isTest: true,
					deadlineId: 1,
					specificationKey: 432,
				},
				answer: { body: examples.createJob },
			},
		],
		items: [createdJob],
	},
	{
		resource: 'job',
		operation: 'create',
		label: 'with what is required alone, not simplified',
		parameters: { name: 'n', description: 'd', additionalFields: {}, output: 'raw' },
		requests: [
			{
				method: 'POST',
				path: '/jobs',
				body: { name: 'n', description: 'd' },
				answer: { body: examples.createJob },
			},
		],
		items: [examples.createJob],
	},
	{
		resource: 'job',
		operation: 'get',
		parameters: { jobId, output: 'raw' },
		requests: [{ method: 'GET', path: job, answer: { body: examples.job } }],
		items: [examples.job],
	},
	{
		resource: 'job',
		operation: 'get',
		label: 'with the fields that are named',
		parameters: { jobId, output: 'fields', fields: 'status, upload.ftpUrl' },
		requests: [{ method: 'GET', path: job, answer: { body: examples.job } }],
		items: [
			{
				id: examples.job.id,
				status: examples.job.status,
				upload: { ftpUrl: examples.job.upload.ftpUrl },
			},
		],
	},
	{
		resource: 'job',
		operation: 'get',
		label: 'simplified',
		parameters: { jobId },
		requests: [{ method: 'GET', path: job, answer: { body: examples.job } }],
		items: [
			{
				id: 353413,
				jobId: 353413,
				guid: '192ddbda-edc5-41cf-8a97-a7e5fb328801',
				name: 'Job of fruits',
				status: 'CJ_REVIEWING',
				description: examples.job.description,
				tags: ['Apple', 'Banana', 'Cucumber'],
				fileCount: 3,
				isTest: true,
				createdDate: '2016-05-13T13:30:52.363Z',
				deliveredDate: null,
			},
		],
	},
	{
		resource: 'job',
		operation: 'getStatus',
		parameters: { jobId },
		requests: [{ method: 'GET', path: `${job}/status`, answer: { body: examples.status } }],
		items: [
			{
				jobId: 353413,
				status: 'CJ_NEW',
				statusMeaning: 'Newly created job',
				statusGroup: 'New',
			},
		],
	},
	{
		resource: 'job',
		operation: 'update',
		parameters: { jobId, updateFields: { name: 'Job of vegetables', tags: ['Potato'] } },
		requests: [
			{ method: 'GET', path: job, answer: { body: examples.job } },
			{
				method: 'PUT',
				path: job,
				body: {
					name: 'Job of vegetables',
					description: examples.job.description,
					tags: ['Potato'],
					invoiceReference: examples.job.invoiceReference,
				},
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'job',
		operation: 'update',
		label: 'a job without a description',
		parameters: { jobId, updateFields: { tags: ['Potato'] } },
		requests: [
			{ method: 'GET', path: job, answer: { body: { ...examples.job, description: null } } },
			{
				method: 'PUT',
				path: job,
				body: {
					name: examples.job.name,
					description: '',
					tags: ['Potato'],
					invoiceReference: examples.job.invoiceReference,
				},
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'job',
		operation: 'requestOffer',
		parameters: {
			jobId,
			files: {
				file: [
					{ fileName: hostileName, remark: 'Keep the shadow', tags: ['foo', 'bar'] },
					{ fileName: 'b.jpg', remark: '', tags: [] },
				],
			},
		},
		requests: [
			listedFiles,
			{
				method: 'POST',
				path: `${job}/requestoffer`,
				body: {
					files: [
						{ fileName: hostileName, remark: 'Keep the shadow', tags: ['foo', 'bar'] },
						{ fileName: 'b.jpg' },
					],
				},
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	...['acceptOffer', 'cancel', 'close'].map((operation) => ({
		resource: 'job',
		operation,
		parameters: { jobId },
		requests: [
			{ method: 'POST', path: `${job}/${operation.toLowerCase()}`, body: {}, answer: done },
		],
		items: [{ success: true, jobId: 353413 }],
	})),
	{
		resource: 'job',
		operation: 'acceptOffer',
		label: 'of a job that has no more files than are allowed',
		parameters: { jobId, options: { mostFiles: 3 } },
		requests: [
			{ method: 'GET', path: job, answer: { body: { ...examples.job, fileCount: 3 } } },
			{ method: 'POST', path: `${job}/acceptoffer`, body: {}, answer: done },
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'job',
		operation: 'requestOffer',
		label: 'with remarks as JSON',
		parameters: {
			jobId,
			specifyFiles: 'json',
			filesJson: JSON.stringify([{ fileName: hostileName, tags: ['foo'] }, { fileName: 'b.jpg' }]),
		},
		requests: [
			listedFiles,
			{
				method: 'POST',
				path: `${job}/requestoffer`,
				body: { files: [{ fileName: hostileName, tags: ['foo'] }, { fileName: 'b.jpg' }] },
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'job',
		operation: 'requestOffer',
		label: 'without remarks',
		parameters: { jobId, files: {} },
		requests: [
			listedFiles,
			{ method: 'POST', path: `${job}/requestoffer`, body: {}, answer: done },
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'job',
		operation: 'requestOffer',
		label: 'for photos that are not listed yet',
		parameters: { jobId, options: { checkForPhotos: false } },
		requests: [{ method: 'POST', path: `${job}/requestoffer`, body: {}, answer: done }],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'file',
		operation: 'getAll',
		parameters: { jobId, returnAll: true, output: 'raw' },
		requests: [{ method: 'GET', path: `${job}/files`, answer: { body: examples.files } }],
		items: examples.files.files,
	},
	{
		resource: 'file',
		operation: 'getAll',
		label: 'simplified, up to a limit',
		parameters: { jobId, returnAll: false, limit: 1 },
		requests: [{ method: 'GET', path: `${job}/files`, answer: { body: examples.files } }],
		items: [
			{
				id: 217667,
				fileId: 217667,
				jobId: 353413,
				fileName: 'koala.jpg',
				status: 'THUMB_OK',
				size: 6398,
				// The checksum of nothing: the service has not looked into the file.
				md5: null,
				isReviewed: true,
				isRejected: true,
				rejectionReason: 'Rejected by 2 reasons:\ntest_rejection_type_10\ntest_rejection_type_11',
				remarkFromProcessor: null,
				createdDate: '2016-06-08T21:15:51.1Z',
			},
		],
	},
	{
		resource: 'file',
		operation: 'get',
		label: 'by ID',
		parameters: { jobId, findBy: 'fileId', fileId, output: 'raw' },
		requests: [
			{
				method: 'GET',
				path: `${job}/filesextended/217667`,
				answer: { body: examples.fileById },
			},
		],
		items: [examples.fileById],
	},
	{
		resource: 'file',
		operation: 'get',
		label: 'by name',
		parameters: { jobId, findBy: 'fileName', fileName, output: 'raw' },
		requests: [
			{
				method: 'GET',
				path: `${job}/files/${hostilePath}`,
				answer: { body: examples.fileByName },
			},
		],
		items: [examples.fileByName],
	},
	{
		resource: 'file',
		operation: 'update',
		parameters: {
			jobId,
			fileName,
			updateFields: { remark: 'add sun rays', tags: ['flower'], description: 'pretty' },
		},
		requests: [
			listFiles,
			{
				method: 'PUT',
				path: `${job}/files/${hostilePath}`,
				body: {
					name: hostileName,
					remark: 'add sun rays',
					tags: ['flower'],
					description: 'pretty',
				},
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413, fileName: hostileName }],
	},
	{
		resource: 'review',
		operation: 'getFiles',
		parameters: { jobId, returnAll: true, output: 'raw' },
		requests: [
			{ method: 'GET', path: `${job}/filesforreview`, answer: { body: examples.filesForReview } },
		],
		items: examples.filesForReview.files,
	},
	{
		resource: 'review',
		operation: 'getFiles',
		label: 'simplified, up to a limit',
		parameters: { jobId, limit: 1 },
		requests: [
			{ method: 'GET', path: `${job}/filesforreview`, answer: { body: examples.filesForReview } },
		],
		items: [
			{
				id: 3325324,
				fileId: 3325324,
				jobId: 353413,
				fileName: 'cem_test15.jpg',
				isReviewed: true,
				acceptedByUser: false,
				isRejected: true,
				rejectionReason: ' - Cropping',
				timesRejected: 1,
				reviewDate: '2018-05-17T09:24:50.27Z',
				remarkFromProcessor: null,
				imageIds: [3325329],
			},
		],
	},
	...[
		{ body: 'OK', said: { answer: 'OK' } },
		{ body: true, said: { answer: true } },
		{ body: [217667], said: { answer: [217667] } },
		{ body: { status: 'CJ_CLIENT_REVIEWED' }, said: { status: 'CJ_CLIENT_REVIEWED' } },
	].map(({ body, said }) => ({
		resource: 'review',
		operation: 'acceptJob',
		label: `whose answer is ${JSON.stringify(body)}`,
		parameters: { jobId },
		requests: [
			{
				method: 'POST',
				path: `${job}/accept`,
				body: { acceptedByUser: true },
				answer: { body },
			},
		],
		items: [{ success: true, jobId: 353413, ...said }],
	})),
	{
		resource: 'review',
		operation: 'acceptJob',
		parameters: { jobId },
		requests: [
			{
				method: 'POST',
				path: `${job}/accept`,
				body: { acceptedByUser: true },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'review',
		operation: 'acceptFile',
		parameters: { jobId, fileId },
		requests: [
			{ method: 'POST', path: `${job}/files/217667/accept`, body: {}, answer: { body: {} } },
		],
		items: [{ success: true, jobId: 353413, fileId: 217667 }],
	},
	{
		resource: 'review',
		operation: 'reviewJob',
		parameters: { jobId, reasons: ['Cropping', 'Shadow'] },
		requests: [
			{
				method: 'POST',
				path: `${job}/review`,
				body: { reviews: [{ reason: 'Cropping' }, { reason: 'Shadow' }] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'review',
		operation: 'reviewJob',
		label: 'as JSON',
		parameters: { jobId, specifyReviews: 'json', reviewsJson: '[{"reason":"own"}]' },
		requests: [
			{
				method: 'POST',
				path: `${job}/review`,
				body: { reviews: [{ reason: 'own' }] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413 }],
	},
	{
		resource: 'review',
		operation: 'reviewFiles',
		parameters: { jobId, rejections: { rejection: rows } },
		requests: [
			listForReview,
			{
				method: 'POST',
				path: `${job}/files/review`,
				body: { reviews: [reviewOfFirst, reviewOfSecond] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413, fileIds: [217667, 217668] }],
	},
	{
		resource: 'review',
		operation: 'reviewFiles',
		label: 'as JSON',
		parameters: {
			jobId,
			specifyReviews: 'json',
			reviewsJson: JSON.stringify([reviewOfFirst]),
		},
		requests: [
			{
				method: 'POST',
				path: `${job}/files/review`,
				body: { reviews: [reviewOfFirst] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413, fileIds: [217667] }],
	},
	{
		resource: 'review',
		operation: 'reviewFile',
		label: 'reject',
		parameters: { jobId, fileId, decision: 'reject', rejections: { rejection: rows.slice(0, 3) } },
		requests: [
			listForReview,
			{
				method: 'POST',
				path: `${job}/files/217667/review`,
				body: { acceptedByUser: false, reviews: [reviewOfFirst] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413, fileId: 217667, acceptedByUser: false }],
	},
	{
		resource: 'review',
		operation: 'reviewFile',
		label: 'accept',
		parameters: { jobId, fileId, decision: 'accept' },
		requests: [
			{
				method: 'POST',
				path: `${job}/files/217667/review`,
				body: { acceptedByUser: true, reviews: [{ fileId: 217667, rejects: [] }] },
				answer: { body: {} },
			},
		],
		items: [{ success: true, jobId: 353413, fileId: 217667, acceptedByUser: true }],
	},
	{
		resource: 'review',
		operation: 'rejectFiles',
		parameters: { body: '{"jobId": 353413, "fileIds": [217667]}' },
		requests: [
			{
				method: 'POST',
				path: '/reject',
				body: { jobId: 353413, fileIds: [217667] },
				answer: { body: {} },
			},
		],
		items: [{ success: true }],
	},
	{
		resource: 'review',
		operation: 'setRejectionReasons',
		parameters: {
			jobId,
			fileName,
			reasons: {
				reason: [
					{
						rejectTypeId: 6,
						shape: 'Circle',
						x: 12.34,
						y: 56.78,
						r: 5,
						remark: 'change to light grey',
					},
					{ rejectTypeId: 7, shape: 'none' },
				],
			},
			generalRemark: 'Wrong shadow colors applied',
		},
		requests: [
			listFiles,
			{
				method: 'PUT',
				path: `${job}/files/${hostilePath}/rejectionreasons`,
				body: {
					rejections: [
						{
							rejectTypeId: 6,
							instruction: { shape: 'Circle', coordinates: { x: 12.34, y: 56.78, r: 5 } },
							remark: 'change to light grey',
						},
						{ rejectTypeId: 7 },
					],
					generalRemark: 'Wrong shadow colors applied',
				},
				answer: done,
			},
		],
		items: [{ success: true, jobId: 353413, fileName: hostileName }],
	},
	{
		resource: 'review',
		operation: 'getRejectedJobs',
		parameters: { jobId, returnAll: true },
		requests: [
			{ method: 'GET', path: `${job}/rejectedjobs`, answer: { body: examples.rejectedJobs } },
		],
		items: examples.rejectedJobs.rejectedJobs.map((one) => ({
			...one,
			jobId: one.id,
			parentJobId: 353413,
		})),
	},
	{
		resource: 'review',
		operation: 'getRejectedFilesCount',
		parameters: { jobId },
		requests: [
			{ method: 'GET', path: `${job}/rejectedfilescount`, answer: { body: { count: 2 } } },
		],
		items: [{ count: 2 }],
	},
	{
		resource: 'review',
		operation: 'getRejectedFilesCount',
		parameters: { jobId },
		requests: [{ method: 'GET', path: `${job}/rejectedfilescount`, answer: { body: 2 } }],
		items: [{ rejectedFilesCount: 2 }],
	},
	{
		resource: 'review',
		operation: 'getRejectTypes',
		parameters: {},
		requests: [
			{
				method: 'GET',
				path: '/accounts/me/rejecttypes',
				answer: { body: { rejectTypes: [{ id: 6, name: 'Shadow' }] } },
			},
		],
		items: [{ id: 6, name: 'Shadow' }],
	},
	{
		resource: 'search',
		operation: 'getFields',
		parameters: {},
		requests: [{ method: 'GET', path: '/search/fields', answer: { body: ['Global', 'Name'] } }],
		items: [
			{ id: 'Global', name: 'Global' },
			{ id: 'Name', name: 'Name' },
		],
	},
	{
		resource: 'search',
		operation: 'jobs',
		parameters: {
			returnAll: false,
			limit: 10,
			output: 'raw',
			filters: {
				field: 'Global',
				query: 'shoes "quoted" & more',
				statuses: ['CJ_NEW', 'CJ_ACCEPT'],
				dateFrom: '2016-01-14T14:57:33+01:00',
				dateTo: '2016-01-28T14:57:33',
				deliveredDateFrom: '2016-01-14',
				deliveredDateTo: '2016-01-15T00:00:00Z',
			},
		},
		requests: [
			{
				method: 'POST',
				path: '/search',
				body: {
					page: 0,
					field: 'Global',
					query: 'shoes "quoted" & more',
					statuses: ['CJ_NEW', 'CJ_ACCEPT'],
					dateFrom: '2016-01-14T13:57:33.000Z',
					dateTo: '2016-01-28T19:57:33.000Z',
					deliveredDateFrom: '2016-01-14T05:00:00.000Z',
					deliveredDateTo: '2016-01-15T00:00:00.000Z',
				},
				answer: { body: examples.search },
			},
		],
		items: examples.search.jobs,
	},
	{
		resource: 'search',
		operation: 'jobs',
		label: 'by group of statuses',
		parameters: {
			returnAll: false,
			limit: 10,
			output: 'raw',
			filters: { statusGroups: ['needsAcceptance', 'new'], statuses: ['CJ_NEW', 'CJ_ERROR'] },
		},
		requests: [
			{
				method: 'POST',
				path: '/search',
				body: {
					page: 0,
					statuses: [
						'CJ_NEED_ACCEPTANCE',
						'CJ_WAIT_ACCEPTANCE',
						'CJ_WAIT_ACCEPTANCE2',
						'CJ_NEW',
						'CJ_FETCH_READY',
						'CJ_ERROR',
					],
				},
				answer: { body: examples.search },
			},
		],
		items: examples.search.jobs,
	},
	{
		resource: 'search',
		operation: 'jobs',
		label: 'simplified, with the total',
		parameters: { limit: 1, filters: {}, options: { includeTotal: true } },
		requests: [
			{ method: 'POST', path: '/search', body: { page: 0 }, answer: { body: examples.search } },
		],
		items: [
			{
				id: 0,
				guid: '5991ee2e-85d3-43d3-a7f2-8c15cc6859dd',
				name: 'Rejected pictures of job #345402',
				status: 'ERROR',
				description: '',
				fileCount: 1,
				realCost: 0,
				createdDate: '2015-11-04T13:47:40.7Z',
				acceptedDate: null,
				deliveredDate: '2015-11-04T13:48:47.92Z',
				totalJobs: 402,
			},
		],
	},
];

/** Steps in the life of a job that are refused where it is not their turn: the error says where the job is. */
export const refusedCases: OperationCase[] = [
	...['acceptOffer', 'cancel', 'close'].map((operation) => refused(operation)),
	refused('requestOffer', [listedFiles]),
];

/** @param before what is asked before the step */
function refused(operation: string, before: OperationCase['requests'] = []): OperationCase {
	return {
		resource: 'job',
		operation,
		label: 'refused',
		parameters: { jobId },
		requests: [
			...before,
			{
				method: 'POST',
				path: `${job}/${operation.toLowerCase()}`,
				body: {},
				answer: { status: 400 },
			},
			{ method: 'GET', path: `${job}/status`, answer: { body: { status: 'CJ_REVIEWING' } } },
		],
		items: [{ error: expect.any(String) as string }],
	};
}

/** The search once more, under the name that it has where people look for a list. */
const asGetMany = cases
	.filter(({ resource, operation }) => `${resource} ${operation}` === 'search jobs')
	.map((one) => ({ ...one, resource: 'job', operation: 'getMany' }));

export const operationCases = [...cases, ...asGetMany];
