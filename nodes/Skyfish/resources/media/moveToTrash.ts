import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId, mediaId } from '../../fields';

/** `POST /media/:id/folder/:folderId/move_to_trash`, document 003. */
export const moveToTrash: Operation = {
	option: {
		name: 'Move to Trash',
		value: 'moveToTrash',
		action: 'Move a media to the trash',
		description:
			'Move a media from a folder to your trash. If that folder is the trash or inside it, the file is deleted for good.',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/folder/{folderId}/move_to_trash' },
			output: { postReceive: [answerSuccess('mediaId', 'folderId')] },
		},
	},
	fields: [mediaId, folderId],
};
