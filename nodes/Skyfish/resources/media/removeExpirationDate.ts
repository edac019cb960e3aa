import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';

/** `DELETE /media/:id/metadata/expiration_date`, document 003. */
export const removeExpirationDate: Operation = {
	option: {
		name: 'Remove Expiration Date',
		value: 'removeExpirationDate',
		action: 'Remove the expiration date of a media',
		description: 'Let a media be used without end',
		routing: {
			request: { method: 'DELETE', url: '/media/{mediaId}/metadata/expiration_date' },
			output: { postReceive: [answerSuccess('mediaId')] },
		},
	},
	fields: [mediaId],
};
