import type { Operation } from '../../../shared/operation/define';
import { answered } from '../../../shared/operation/results';
import { companyId, folderId, mediaId } from '../../locators';

const newMediaId = {
	...mediaId,
	displayName: 'New Media',
	name: 'newMediaId',
	description: 'The file that the link is to lead to. Type to search the list.',
};

const cdnFolderId = {
	...folderId,
	description: 'The CDN folder. Get its ID with Company > Get CDN Aliases.',
};

/** On the developer site, "Changing the underlying file behind a CDN link". */
export const replaceCdnFile: Operation = {
	name: 'Replace CDN File',
	value: 'replaceCdnFile',
	action: 'Replace the media item behind a CDN link',
	description: 'Make the CDN link of a media item lead to another item; the link stays the same',
	document: 'developer site',
	call: 'POST /cdn/{companyId}/folder/{folderId}/replace/{mediaId}/with/{newMediaId}',
	fields: [mediaId, newMediaId, companyId, cdnFolderId],
	gives: answered('companyId', 'folderId', 'mediaId', 'newMediaId'),
};
