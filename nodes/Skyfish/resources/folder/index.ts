import type { Resource } from '../../../shared/operation';
import { addTags } from './addTags';
import { create } from './create';
import { deleteFolder } from './delete';
import { download } from './download';
import { get } from './get';
import { getAll } from './getAll';
import { getTags } from './getTags';
import { moveToTrash } from './moveToTrash';
import { purge } from './purge';
import { removeAllTags } from './removeAllTags';
import { removeTags } from './removeTags';
import { update } from './update';

// In alphabetical order, but for the trash: what keeps things is offered before what destroys them.
export const folder: Resource = {
	name: 'folder',
	operations: [
		addTags,
		create,
		moveToTrash,
		deleteFolder,
		download,
		get,
		getAll,
		getTags,
		purge,
		removeAllTags,
		removeTags,
		update,
	],
	byDefault: 'getAll',
};
