/** The answers of Bright River as its document shows them. */
import type { Shape } from '../shape.ts';

const text = 'string|null';
const links = { upload: { ftpUrl: text, postUrl: text }, download: { ftpUrl: text, getUrl: text } };

const createdJob = {
	id: 'number',
	name: text,
	description: text,
	tags: ['string'],
	invoiceReference: text,
	isTest: 'boolean',
	...links,
	_type: 'string',
};

const job: Shape = {
	...createdJob,
	guid: 'string',
	status: 'string',
	createdDate: 'string',
	accountId: 'number',
	fileCount: 'number',
	masterJobId: 'number|null',
	sentDate: text,
	acceptedDate: text,
	orderedDate: text,
	paidDate: text,
	deliveredDate: text,
	reviewedDate: text,
	isDeleted: 'boolean',
	operatorRemarks: text,
	isAutoFetch: 'boolean',
	parentJobId: 'number|null',
	productionDate: text,
	cancelledDate: text,
};

const file = {
	id: 'number',
	fileName: text,
	isOriginal: 'boolean',
	size: 'number',
	complexityId: 'number|null',
	mD5: text,
	status: 'string',
	remarkToProcessor: text,
	remarkFromProcessor: text,
	isRejected: 'boolean',
	rejectionReason: text,
	tags: ['string'],
	createdDate: 'string',
	downloadUrl: text,
};

const image = { imageId: 'number', preview: 'string', thumbnail: 'string', real: 'string' };
const reviewImage = {
	...image,
	fileName: text,
	downloadUrl: text,
	additionalComplexityID: 'number|null',
};
const reviewed = {
	reviewDate: text,
	isReviewed: 'boolean',
	reviews: 'any',
	previousReviews: 'any',
};

/** By the calls' names; a call that is not here has no documented answer. */
export const brightRiverShapes: Record<string, Shape> = {
	'POST /jobs': createdJob,
	'GET /jobs/{jobId}': job,
	'GET /jobs/{jobId}/status': { status: 'string' },
	'GET /jobs/{jobId}/files': {
		files: [{ ...file, ...reviewed, original: image, clipped: [image] }],
	},
	'GET /jobs/{jobId}/files/{fileName}': file,
	'GET /jobs/{jobId}/filesextended/{fileId}': file,
	'GET /jobs/{jobId}/filesforreview': {
		files: [
			{
				...file,
				...reviewed,
				isExtraClipped: 'boolean',
				acceptedByUser: 'boolean|null',
				partIsReviewed: 'boolean',
				additionalComplexityID: 'number|null',
				original: reviewImage,
				clipped: [reviewImage],
				previousClipped: [reviewImage],
				timesRejected: 'number',
			},
		],
	},
	'GET /jobs/{jobId}/rejectedjobs': {
		rejectedJobs: [{ id: 'number', createdDate: 'string', name: text, description: text }],
		_type: 'string',
	},
	'POST /search': {
		'_type?': 'string',
		totalJobs: 'number',
		jobs: [
			{
				id: 'number',
				accountId: 'number',
				status: 'string',
				guid: 'string',
				name: text,
				description: text,
				acceptedDate: text,
				createdDate: text,
				deliveredDate: text,
				orderedDate: text,
				reviewedDate: text,
				realCost: 'number|null',
				fileCount: 'number|null',
			},
		],
	},
};
