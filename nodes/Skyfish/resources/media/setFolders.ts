import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem } from '../../../shared/transport';
import { change } from '../../calls';
import { mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';

async function setFoldersOfMedia(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const media = idOf(this, mediaId);
	const folders = (this.getNodeParameter('folderIds', []) as unknown[]).map(Number);
	if (folders.length === 0) {
		throw refused(
			this,
			'"Folders" is empty',
			'Choose at least one folder. A media in no folder would be deleted; use Move to Trash for that.',
		);
	}
	const wrong = folders.find((folder) => !Number.isInteger(folder) || folder <= 0);
	if (wrong !== undefined) {
		throw refused(this, '"Folders" holds something that is no ID', 'Choose folders from the list.');
	}
	const body = folders.map((folder) => ({ group_id: folder, status: 'RELEASED' }));
	await change(this, 'POST', `/media/${media}/folders`, body);
	return [{ json: { success: true, mediaId: media, folderIds: folders } }];
}

/** `POST /media/:id/folders`, document 003, 5.8. */
export const setFolders: Operation = {
	option: {
		name: 'Set Folders',
		value: 'setFolders',
		action: 'Set the folders of a media',
		description: 'Say in which folders a media is; it leaves all others',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/folders' },
			operations: { pagination: forEachItem(skyfish, setFoldersOfMedia) },
		},
	},
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
				'Folders that the media is in afterwards. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
};
