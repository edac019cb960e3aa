import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/operation/define';
import { returnAllOrLimit } from '../../shared/operation/fields';
import { output } from '../../shared/operation/output';
import { answered, count, entries, list, type Result } from '../../shared/operation/results';
import { fileId, jobId } from '../fields';
import { reviewFile } from './review/reviewFile';
import { reviewFiles } from './review/reviewFiles';
import { reviewJob } from './review/reviewJob';
import { setRejectionReasons } from './review/setRejectionReasons';
import { fileToReview, redoJob } from './summaries';

const acceptedByUser: INodeProperties = {
	displayName: 'Accepted by User',
	name: 'acceptedByUser',
	type: 'boolean',
	default: true,
	description: 'Whether the results count as accepted by you',
	routing: { send: { type: 'body', property: 'acceptedByUser' } },
};

const rejectionBody: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'json',
	typeOptions: { rows: 6 },
	default: '{}',
	required: true,
	description: 'What to send, in the format that Bright River gave you',
};

/** The service says of each job less than ten things: all of them, and the names that other outputs have for its IDs. */
const redoJobs: Result = (item, answer) =>
	list('rejectedJobs')(item, answer).map((one) => ({
		...one,
		json: redoJob(one.json, item) as IDataObject,
	}));

/** Document 000, but for `POST /reject`. */
export const review: Resource = {
	name: 'Review',
	value: 'review',
	byDefault: 'getFiles',
	operations: [
		{
			name: 'Accept All Files',
			value: 'acceptJob',
			action: 'Accept all files in a job',
			description: 'Accept the results of all files in a job',
			document: '000',
			call: 'POST /jobs/{jobId}/accept',
			fields: [jobId, acceptedByUser],
			gives: answered('jobId'),
		},
		{
			name: 'Accept File',
			value: 'acceptFile',
			action: 'Accept a file in a job',
			description: 'Accept the result of one file',
			document: '000',
			call: 'POST /jobs/{jobId}/files/{fileId}/accept',
			fields: [jobId, fileId],
			gives: answered('jobId', 'fileId'),
		},
		{
			name: 'Get Files for Review',
			value: 'getFiles',
			action: "Get a job's files for review",
			description: 'Get the files of a job with their edited images and reviews',
			document: '000',
			call: 'GET /jobs/{jobId}/filesforreview',
			fields: [jobId, ...returnAllOrLimit, ...output],
			gives: list('files', fileToReview),
		},
		{
			name: 'Get Reject Types',
			value: 'getRejectTypes',
			action: 'Get the reasons to reject a file',
			description: 'Get the standard reasons for rejecting a file',
			document: '000',
			call: 'GET /accounts/me/rejecttypes',
			fields: [],
			gives: entries,
		},
		{
			name: 'Get Rejected Files Count',
			value: 'getRejectedFilesCount',
			action: 'Get the number of rejected files in a job',
			description: 'Get the number of files in a job that were rejected',
			document: '000',
			call: 'GET /jobs/{jobId}/rejectedfilescount',
			fields: [jobId],
			gives: count('rejectedFilesCount'),
		},
		{
			name: 'Get Rejected Jobs',
			value: 'getRejectedJobs',
			action: "Get a job's redo jobs",
			description: 'Get the jobs in which rejected files of a job are redone',
			document: '000',
			call: 'GET /jobs/{jobId}/rejectedjobs',
			fields: [jobId, ...returnAllOrLimit],
			gives: redoJobs,
		},
		{
			name: 'Reject Files',
			value: 'rejectFiles',
			action: 'Reject files',
			description:
				'Send a rejection as JSON. Bright River does not document its format; use Review Files unless Bright River gave you one.',
			document: '002',
			call: 'POST /reject',
			fields: [rejectionBody],
			sends: (item) => ({ body: item.json(rejectionBody, 'object') as object }),
			gives: answered(),
		},
		reviewJob,
		reviewFile,
		reviewFiles,
		setRejectionReasons,
	],
};
