import type { INodeProperties } from 'n8n-workflow';
import { wordLists } from '../../../shared/operation/fields';
import type { Operation } from '../../../shared/operation/define';
import { folderId } from '../../locators';
import { successWith, wordsIn } from '../../sent';

const tags: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	...wordLists.tags,
	required: true,
	description: 'Words by which all files in the folder can be found',
};

/** Both calls take the words as a list. */
const sendsTags: Pick<Operation, 'document' | 'fields' | 'sends' | 'gives'> = {
	document: 'developer site',
	fields: [folderId, tags],
	sends: (item) => ({ body: wordsIn(item, tags) }),
	gives: successWith((item) => ({ tags: wordsIn(item, tags) }), 'folderId'),
};

export const addTags: Operation = {
	name: 'Add Tags',
	value: 'addTags',
	action: 'Add tags to a folder',
	description: 'Add words by which all files in a folder can be found',
	call: 'PUT /folder/{folderId}/tags',
	...sendsTags,
};

export const removeTags: Operation = {
	name: 'Remove Tags',
	value: 'removeTags',
	action: 'Remove tags from a folder',
	description: 'Remove tags from a folder; the other tags are kept',
	call: 'DELETE /folder/{folderId}/tags',
	...sendsTags,
};
