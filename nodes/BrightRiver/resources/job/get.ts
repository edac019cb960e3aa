import { answerObject } from '../../../shared/answer';
import { simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `GET /jobs/{id}`, document 000. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a job',
		description: 'Get the details of a job',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}' },
			output: {
				postReceive: [
					answerObject([
						'id',
						'guid',
						'name',
						'status',
						'description',
						'tags',
						'fileCount',
						'isTest',
						'createdDate',
						'deliveredDate',
					]),
				],
			},
		},
	},
	fields: [jobId, simplify],
};
