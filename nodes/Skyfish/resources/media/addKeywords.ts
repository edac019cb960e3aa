import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { skyfish } from '../../skyfishService';
import { changeKeywords, keywordFields } from './keywordsOperation';

/** `PUT /media/:ids/metadata/keyword`, the vendor's developer site. */
export const addKeywords: Operation = {
	option: {
		name: 'Add Keywords',
		value: 'addKeywords',
		action: 'Add keywords to media',
		description: 'Add keywords to one or several media; those they have stay',
		routing: {
			request: { method: 'PUT', url: '/media/{mediaIds}/metadata/keyword' },
			operations: { pagination: forEachItem(skyfish, changeKeywords('PUT')) },
		},
	},
	fields: keywordFields,
};
