import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';
import { answerMedia } from '../../mediaAnswers';

/** `GET /media/:id`, document 003. */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a media',
		description: 'Get a photo, video or other file with its metadata',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}' },
			output: { postReceive: [answerMedia] },
		},
	},
	fields: [mediaId],
};
