import { answerSuccess } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { folderId, mediaId } from '../../fields';

/** `POST /media/:id/folder/:folderId`, the vendor's developer site. */
export const copyToFolder: Operation = {
	option: {
		name: 'Copy to Folder',
		value: 'copyToFolder',
		action: 'Copy a media to a folder',
		description: 'Put a media into one more folder; it stays the same file',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/folder/{folderId}' },
			output: { postReceive: [answerSuccess('mediaId', 'folderId')] },
		},
	},
	fields: [mediaId, folderId],
};
