import { textIn, objectIn } from '../../shared/client/response';
import { withInputFiles } from '../../shared/files/inputFiles';
import { asGetMany, type Resource } from '../../shared/operation/define';
import { output } from '../../shared/operation/output';
import { created, object, type Result } from '../../shared/operation/results';
import { describeStatus } from '../api/statuses';
import { jobId } from '../fields';
import { acceptOffer } from './job/acceptOffer';
import { downloadResults } from './job/downloadResults';
import { newJob } from './job/newJob';
import { requestOffer } from './job/requestOffer';
import { sendPhotos } from './job/sendPhotos';
import { step } from './job/step';
import { update } from './job/update';
import { waitForStatus } from './job/waitForStatus';
import { jobs } from './search/jobs';
import { createdJob, jobSummary } from './summaries';

/** The status with what it means, so that a workflow can branch on the group instead of 59 values. */
const statusWithMeaning: Result = (item, answer) => {
	const status = textIn(item.context, objectIn(item.context, answer), 'status');
	return [{ json: { jobId: item.id(jobId), ...describeStatus(status) } }];
};

/** Document 000; `POST /jobs` also 001, which adds `deadlineId` and `specificationKey`. */
export const job: Resource = {
	name: 'Job',
	value: 'job',
	byDefault: 'create',
	operations: [
		acceptOffer,
		{
			name: 'Cancel',
			value: 'cancel',
			action: 'Cancel a job for good',
			description: 'Cancel a job that is new, waits for your acceptance or could not be paid',
			notice: 'A cancelled job cannot be resumed. Create another one instead.',
			document: '000',
			call: 'POST /jobs/{jobId}/cancel',
			also: ['GET /jobs/{jobId}/status'],
			fields: [jobId],
			run: step,
		},
		{
			name: 'Close',
			value: 'close',
			action: 'Close a job',
			description: 'Mark a job as reviewed by you, once you are satisfied with its results',
			document: '000',
			call: 'POST /jobs/{jobId}/close',
			also: ['GET /jobs/{jobId}/status'],
			fields: [jobId],
			run: step,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create a job',
			description: 'Create a job that photos can be uploaded to',
			document: '000 and 001',
			call: 'POST /jobs',
			fields: [...newJob, ...output],
			gives: withInputFiles(created(createdJob)),
		},
		downloadResults,
		{
			name: 'Get',
			value: 'get',
			action: 'Get a job',
			description: 'Get the details of a job',
			document: '000',
			call: 'GET /jobs/{jobId}',
			fields: [jobId, ...output],
			gives: object(jobSummary),
		},
		asGetMany(jobs, 'Get many jobs'),
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get the status of a job',
			description: 'Get the status of a job and what it means',
			document: '000',
			call: 'GET /jobs/{jobId}/status',
			fields: [jobId],
			gives: statusWithMeaning,
		},
		requestOffer,
		sendPhotos,
		update,
		waitForStatus,
	],
};
