import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `POST /jobs/{id}/close`, document 000. */
export const close: Operation = {
	option: {
		name: 'Close',
		value: 'close',
		action: 'Close a job',
		description: 'Mark a job as reviewed by you, once you are content with its results',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/close' },
			output: { postReceive: [answerSuccess('jobId')] },
		},
	},
	fields: [jobId],
};
