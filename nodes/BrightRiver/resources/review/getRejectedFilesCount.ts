import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `GET /jobs/{id}/rejectedfilescount`, document 000. */
export const getRejectedFilesCount: Operation = {
	option: {
		name: 'Get Rejected Files Count',
		value: 'getRejectedFilesCount',
		action: 'Get the number of rejected files of a job',
		description: 'Get how many files of a job were rejected',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/rejectedfilescount' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [jobId],
};
