import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `POST /jobs/{id}/accept`, document 000. */
export const acceptJob: Operation = {
	option: {
		name: 'Accept All Files',
		value: 'acceptJob',
		action: 'Accept all files of a job',
		description: 'Accept the results of all files of a job',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/accept' },
			output: { postReceive: [answerSuccess('jobId')] },
		},
	},
	fields: [
		jobId,
		{
			displayName: 'Accepted by User',
			name: 'acceptedByUser',
			type: 'boolean',
			default: true,
			description: 'Whether the results count as accepted by you',
			routing: { send: { type: 'body', property: 'acceptedByUser' } },
		},
	],
};
