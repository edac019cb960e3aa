import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';

/** `GET /media/:id/metadata/expiration_date`, document 003. */
export const getExpirationDate: Operation = {
	option: {
		name: 'Get Expiration Date',
		value: 'getExpirationDate',
		action: 'Get the expiration date of a media',
		description: 'Get the day after which a media must not be used',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/metadata/expiration_date' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [mediaId],
};
