import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';

/** `POST /jobs/{id}/acceptoffer`, document 000. */
export const acceptOffer: Operation = {
	option: {
		name: 'Accept Offer',
		value: 'acceptOffer',
		action: 'Accept the offer for a job',
		description: 'Accept the price of a job, so that its photos are edited',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/acceptoffer' },
			output: { postReceive: [answerSuccess('jobId')] },
		},
	},
	fields: [jobId],
};
