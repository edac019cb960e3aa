import type { Operation } from '../../../shared/operation/define';
import { answered } from '../../../shared/operation/results';
import { companyId, folderId, mediaId } from '../../locators';

const newMediaId = {
	...mediaId,
	displayName: 'New Media',
	name: 'newMediaId',
	description: 'The file that the link leads to afterwards. To find it in the list, type a word.',
};

const cdnFolderId = {
	...folderId,
	description: 'The CDN folder. Company > Get CDN Aliases says which one it is.',
};

/** On the developer site, "Changing the underlying file behind a CDN link". */
export const replaceCdnFile: Operation = {
	name: 'Replace CDN File',
	value: 'replaceCdnFile',
	action: 'Replace the media item behind a CDN link',
	description: 'Make the CDN link of a media item lead to another one; the link stays the same',
	document: 'developer site',
	call: 'POST /cdn/{companyId}/folder/{folderId}/replace/{mediaId}/with/{newMediaId}',
	fields: [mediaId, newMediaId, companyId, cdnFolderId],
	gives: answered('companyId', 'folderId', 'mediaId', 'newMediaId'),
};
