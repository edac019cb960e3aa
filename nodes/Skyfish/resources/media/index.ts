import type { Resource } from '../../../shared/operation';
import { addKeywords } from './addKeywords';
import { copyToFolder } from './copyToFolder';
import { download } from './download';
import { get } from './get';
import { getDownloadUrl } from './getDownloadUrl';
import { getExpirationDate } from './getExpirationDate';
import { getFolders } from './getFolders';
import { getMetadata } from './getMetadata';
import { getTags } from './getTags';
import { getVersion } from './getVersion';
import { move } from './move';
import { moveToTrash } from './moveToTrash';
import { removeExpirationDate } from './removeExpirationDate';
import { removeFromFolder } from './removeFromFolder';
import { removeKeywords } from './removeKeywords';
import { setExpirationDate } from './setExpirationDate';
import { setFolders } from './setFolders';
import { updateMetadata } from './updateMetadata';
import { upload } from './upload';

export const mediaOperations: Resource = {
	name: 'media',
	operations: [
		addKeywords,
		copyToFolder,
		download,
		get,
		getDownloadUrl,
		getExpirationDate,
		getFolders,
		getMetadata,
		getTags,
		getVersion,
		move,
		moveToTrash,
		removeExpirationDate,
		removeFromFolder,
		removeKeywords,
		setExpirationDate,
		setFolders,
		updateMetadata,
		upload,
	],
	byDefault: 'get',
};
