import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { jobId } from '../../fields';
import { fileRemarks } from './fileRemarks';

/** `POST /jobs/{id}/requestoffer`, document 000. */
export const requestOffer: Operation = {
	option: {
		name: 'Request Offer',
		value: 'requestOffer',
		action: 'Request an offer for a job',
		description: 'Ask for a price once all photos are uploaded',
		routing: {
			request: { method: 'POST', url: '/jobs/{jobId}/requestoffer' },
			output: { postReceive: [answerSuccess('jobId')] },
		},
	},
	fields: [jobId, fileRemarks],
};
