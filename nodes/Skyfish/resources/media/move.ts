import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { change } from '../../calls';
import { folderId, mediaId } from '../../fields';
import { skyfish } from '../../skyfishService';

const toFolderId = {
	...folderId,
	displayName: 'To Folder',
	name: 'toFolderId',
	description: 'The folder to move the media to',
};

const fromFolderId = {
	...folderId,
	displayName: 'From Folder',
	name: 'fromFolderId',
	description: 'The folder that the media leaves',
};

async function moveMedia(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const media = idOf(this, mediaId);
	const from = idOf(this, fromFolderId);
	const to = idOf(this, toFolderId);
	await change(this, 'POST', `/media/${media}/move`, { from, to });
	return [{ json: { success: true, mediaId: media, from, to } }];
}

/** `POST /media/:id/move`, the vendor's developer site. */
export const move: Operation = {
	option: {
		name: 'Move',
		value: 'move',
		action: 'Move a media to another folder',
		description: 'Take a media out of one folder and put it into another',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/move' },
			operations: { pagination: forEachItem(skyfish, moveMedia) },
		},
	},
	fields: [mediaId, fromFolderId, toFolderId],
};
