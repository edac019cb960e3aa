import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';
import { answerTags } from '../../mediaAnswers';

/** `GET /media/:id/tags`, document 003. */
export const getTags: Operation = {
	option: {
		name: 'Get Tags',
		value: 'getTags',
		action: 'Get the tags of a media',
		description: 'Get all tags that were in the file when it was uploaded',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/tags' },
			output: { postReceive: [answerTags] },
		},
	},
	fields: [mediaId],
};
