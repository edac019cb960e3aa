import { answerList } from '../../../shared/answer';
import { returnAllOrLimit, simplify } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';
import { simplifiedFile } from './simplifiedFile';

/** `GET /jobs/{id}/files`, document 000. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many files of a job',
		description: 'Get a list of the files of a job',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/files' },
			output: {
				postReceive: [answerList('files', simplifiedFile)],
			},
		},
	},
	fields: [jobId, ...returnAllOrLimit, simplify],
};
