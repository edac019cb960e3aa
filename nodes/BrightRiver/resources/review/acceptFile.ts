import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { fileId, jobId } from '../../fields';

/** `POST /jobs/{id}/files/{fileId}/accept`, document 000. */
export const acceptFile: Operation = {
	option: {
		name: 'Accept File',
		value: 'acceptFile',
		action: 'Accept a file of a job',
		description: 'Accept the result of one file',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/files/{fileId}/accept' },
			output: { postReceive: [answerSuccess('jobId', 'fileId')] },
		},
	},
	fields: [jobId, fileId],
};
