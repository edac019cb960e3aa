import { answerDeleted } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId, mediaId } from '../../fields';

/** `DELETE /media/:id/folder/:folderId`, document 003. */
export const removeFromFolder: Operation = {
	option: {
		name: 'Remove From Folder',
		value: 'removeFromFolder',
		action: 'Remove a media from a folder',
		description:
			'Take a media out of a folder. If it is in no other folder, the file is deleted for good; Move to Trash keeps it.',
		routing: {
			request: { method: 'DELETE', url: '/media/{mediaId}/folder/{folderId}' },
			output: { postReceive: [answerDeleted('mediaId', 'folderId')] },
		},
	},
	fields: [mediaId, folderId],
};
