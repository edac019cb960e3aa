import { answerList } from '../../../shared/answer';
import { returnAllOrLimit } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `GET /jobs/{id}/rejectedjobs`, document 000. */
export const getRejectedJobs: Operation = {
	option: {
		name: 'Get Rejected Jobs',
		value: 'getRejectedJobs',
		action: 'Get the rejected jobs of a job',
		description: 'Get the jobs in which rejected files of a job are done again',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/rejectedjobs' },
			output: { postReceive: [answerList('rejectedJobs')] },
		},
	},
	fields: [jobId, ...returnAllOrLimit],
};
