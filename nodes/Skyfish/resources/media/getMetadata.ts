import { answerObject } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';

/** `GET /media/:id/metadata`, document 003. */
export const getMetadata: Operation = {
	option: {
		name: 'Get Metadata',
		value: 'getMetadata',
		action: 'Get the metadata of a media',
		description: 'Get title, description, keywords and what the camera wrote',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/metadata' },
			output: { postReceive: [answerObject()] },
		},
	},
	fields: [mediaId],
};
