import type { INodeProperties } from 'n8n-workflow';
import { wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { readIds, requireFilled } from '../../../shared/operation/parameters';
import { language } from '../../fields';
import { successWith, wordsIn } from '../../sent';

/** One media item or several, whose keywords change together. */
const mediaIds: INodeProperties = {
	displayName: 'Media IDs',
	name: 'mediaIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 90909090, 90909091',
	description: 'IDs of the media to change, separated by commas',
};

const keywords: INodeProperties = {
	displayName: 'Keywords',
	name: 'keywords',
	...wordLists.keywords,
	required: true,
};

/** @throws NodeOperationError when there is none, or one is not an ID */
function mediaIdsIn(item: Item): number[] {
	const ids = readIds(item.context, mediaIds.displayName, item.parameter(mediaIds.name, ''));
	requireFilled(item.context, mediaIds.displayName, ids);
	return ids;
}

/** Both calls take the words of one language, for several media items at once. */
const sendsKeywords: Pick<Operation, 'document' | 'fields' | 'sends' | 'gives'> = {
	document: 'developer site',
	fields: [mediaIds, keywords, language],
	sends: (item) => {
		const ids = mediaIdsIn(item).join(',');
		return {
			path: { mediaIds: ids },
			// As a part of the path, the commas would go out encoded.
			url: `/media/${ids}/metadata/keyword`,
			body: { [item.choice(language)]: wordsIn(item, keywords) },
		};
	},
	gives: successWith((item) => ({
		mediaIds: mediaIdsIn(item),
		keywords: wordsIn(item, keywords),
	})),
};

export const addKeywords: Operation = {
	name: 'Add Keywords',
	value: 'addKeywords',
	action: 'Add keywords to media',
	description: 'Add keywords to one or several media; those they have stay',
	call: 'PUT /media/{mediaIds}/metadata/keyword',
	...sendsKeywords,
};

export const removeKeywords: Operation = {
	name: 'Remove Keywords',
	value: 'removeKeywords',
	action: 'Remove keywords from media',
	description: 'Remove keywords from one or several media; the others stay',
	call: 'DELETE /media/{mediaIds}/metadata/keyword',
	...sendsKeywords,
};
