import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { readIds } from '../../../shared/operation/parameters';
import { SEPARATOR } from '../../api/search';
import { mediaId } from '../../locators';
import { successWith } from '../../sent';

/** @throws NodeOperationError when there is none, or one is not an ID */
function folderIdsIn(item: Item): number[] {
	const given = item.parameter<unknown>('folderIds', []);
	const folders = readIds(item.context, 'Folders', given, SEPARATOR);
	if (folders.length === 0) {
		throw operationError(
			item.context,
			'"Folders" is empty',
			'Choose at least one folder. A media item in no folder would be deleted; use Move to Trash for that.',
		);
	}
	return folders;
}

/** A folder as the document writes it: with the one status there is. */
const released = (folder: number) => ({ group_id: folder, status: 'RELEASED' });

export const setFolders: Operation = {
	name: 'Set Folders',
	value: 'setFolders',
	action: 'Set the folders of a media item',
	description: 'Set which folders contain a media item; it is removed from all others',
	notice:
		'The media item leaves every folder that you do not choose here. To put it into one more folder, use <b>Copy to Folder</b>.',
	document: '003, 5.8',
	call: 'POST /media/{mediaId}/folders',
	fields: [
		mediaId,
		{
			displayName: 'Folder Names or IDs',
			name: 'folderIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getFolders' },
			default: [],
			required: true,
			description:
				'Folders that are to contain the media item. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
	sends: (item) => ({ body: folderIdsIn(item).map(released) }),
	gives: successWith((item) => ({ folderIds: folderIdsIn(item) }), 'mediaId'),
};
