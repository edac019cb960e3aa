import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { skyfish } from '../../skyfishService';
import { changeKeywords, keywordFields } from './keywordsOperation';

/** `DELETE /media/:ids/metadata/keyword`, the vendor's developer site. */
export const removeKeywords: Operation = {
	option: {
		name: 'Remove Keywords',
		value: 'removeKeywords',
		action: 'Remove keywords from media',
		description: 'Remove keywords from one or several media; the others stay',
		routing: {
			request: { method: 'DELETE', url: '/media/{mediaIds}/metadata/keyword' },
			operations: { pagination: forEachItem(skyfish, changeKeywords('DELETE')) },
		},
	},
	fields: keywordFields,
};
