import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { folderId } from '../../fields';
import { skyfish } from '../../skyfishService';
import { changeTags, tags } from './tagsOperation';

/** `DELETE /folder/:id/tags`, the vendor's developer site. */
export const removeTags: Operation = {
	option: {
		name: 'Remove Tags',
		value: 'removeTags',
		action: 'Remove tags from a folder',
		description: 'Remove words from a folder; the others stay',
		routing: {
			request: { method: 'DELETE', url: '/folder/{folderId}/tags' },
			operations: { pagination: forEachItem(skyfish, changeTags('DELETE')) },
		},
	},
	fields: [folderId, tags],
};
