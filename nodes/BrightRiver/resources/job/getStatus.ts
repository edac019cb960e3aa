import type { IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';
import { objectIn, textIn } from '../../../shared/answer';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';
import { describeStatus } from '../../jobStatus';

/** The status with what it means, so that a workflow can branch on the group instead of 59 values. */
const answerStatus: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_,
	response,
) {
	const status = textIn(this, objectIn(this, response), 'status');
	return [{ json: { jobId: idOf(this, jobId), ...describeStatus(status) } }];
};

/** `GET /jobs/{id}/status`, document 000. */
export const getStatus: Operation = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the status of a job',
		description: 'Get the status of a job and what it means',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/status' },
			output: { postReceive: [answerStatus] },
		},
	},
	fields: [jobId],
};
