import { answerList } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { mediaId } from '../../fields';

/** `GET /media/:id/folders`, document 003. */
export const getFolders: Operation = {
	option: {
		name: 'Get Folders',
		value: 'getFolders',
		action: 'Get the folders of a media',
		description: 'Get the folders that a media is in',
		routing: {
			request: { method: 'GET', url: '/media/{mediaId}/folders' },
			output: { postReceive: [answerList()] },
		},
	},
	fields: [mediaId],
};
