import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { folderId } from '../../fields';
import { skyfish } from '../../skyfishService';
import { changeTags, tags } from './tagsOperation';

/** `PUT /folder/:id/tags`, the vendor's developer site. */
export const addTags: Operation = {
	option: {
		name: 'Add Tags',
		value: 'addTags',
		action: 'Add tags to a folder',
		description: 'Add words that all files in a folder can be found by',
		routing: {
			request: { method: 'PUT', url: '/folder/{folderId}/tags' },
			operations: { pagination: forEachItem(skyfish, changeTags('PUT')) },
		},
	},
	fields: [folderId, tags],
};
