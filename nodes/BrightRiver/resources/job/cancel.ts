import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `POST /jobs/{id}/cancel`, document 000. */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel a job',
		description: 'Cancel a job that is new, waits for your acceptance or could not be paid',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/cancel' },
			output: { postReceive: [answerSuccess('jobId')] },
		},
	},
	fields: [jobId],
};
