import type { IDataObject } from 'n8n-workflow';
import { objectIn } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import { asGetMany, type Resource } from '../../shared/operation/define';
import { deleted, list, object, success, type Result } from '../../shared/operation/results';
import type { Item } from '../../shared/operation/item';
import { expirationIn, importProgress, isBeingImported, numberIn } from '../api/media';
import { about, named } from '../ids';
import { folderId, mediaId } from '../locators';
import { download, getDownloadUrl } from './media/download';
import { addKeywords, removeKeywords } from './media/keywords';
import { leaveFolder, LOOKS } from './media/leaveFolder';
import { replaceCdnFile } from './media/replaceCdnFile';
import { setExpirationDate } from './media/setExpirationDate';
import { setFolders } from './media/setFolders';
import { createStream, getStreamUrl } from './media/stream';
import { updateMetadata } from './media/updateMetadata';
import { upload } from './media/upload';
import { media as searchMedia } from './search/media';
import { successWith } from '../sent';

/** A media item document; one that is being imported must not pass for a whole one. */
const importedMedia: Result = (item, answer) => {
	if (!isBeingImported(answer)) return object()(item, answer);
	throw operationError(
		item.context,
		`The media item is still being imported${importProgress(answer)}`,
		'Run this again in a moment. "Upload" can wait for the import with its option "Wait for Import".',
	);
};

/** Tags as exiftool writes them: a list with one object in it, or that object. */
const exifTags: Result = ({ context }, answer) => {
	const body: unknown = Array.isArray(answer.body) ? answer.body[0] : answer.body;
	return [{ json: objectIn(context, { ...answer, body } as typeof answer) as IDataObject }];
};

const expirationDate: Result = ({ context }, answer) => [
	{ json: expirationIn(context, answer) as IDataObject },
];

/** The version number, whether it comes in an object or alone. */
const versionNumber: Result = (item, answer) => {
	const version = numberIn(answer.body);
	return version === undefined ? object()(item, answer) : [{ json: { version } }];
};

const toFolderId = {
	...folderId,
	displayName: 'To Folder',
	name: 'toFolderId',
	description: 'The folder to move the media item to',
};

const fromFolderId = {
	...folderId,
	displayName: 'From Folder',
	name: 'fromFolderId',
	description: 'The folder to move the media item from',
};

const foldersOfMove = (item: Item) => ({ from: item.id(fromFolderId), to: item.id(toFolderId) });

/** Where the media item is now, and where it was. */
const placesOfMove = (item: Item) => ({
	folderId: item.id(toFolderId),
	fromFolderId: item.id(fromFolderId),
});

/** Document 003, chapters 5, 8 and 9; keywords, copies, moves, streams and CDN links are on the developer site. */
export const media: Resource = {
	name: 'Media',
	value: 'media',
	byDefault: 'get',
	operations: [
		addKeywords,
		{
			name: 'Copy to Folder',
			value: 'copyToFolder',
			action: 'Copy a media item to a folder',
			description: 'Add a media item to another folder; it is still the same file',
			document: 'developer site',
			call: 'POST /media/{mediaId}/folder/{folderId}',
			fields: [mediaId, folderId],
			gives: success('mediaId', 'folderId'),
		},
		createStream,
		download,
		{
			name: 'Get',
			value: 'get',
			action: 'Get a media item',
			description: 'Get a photo, video or other file with its metadata',
			document: '003, 5.1',
			call: 'GET /media/{mediaId}',
			fields: [mediaId],
			gives: named({ mediaId: 'id' }, importedMedia),
		},
		getDownloadUrl,
		{
			name: 'Get Expiration Date',
			value: 'getExpirationDate',
			action: 'Get the expiration date of a media item',
			description: 'Get the last day on which a media item may be used',
			document: '003, 5.4',
			call: 'GET /media/{mediaId}/metadata/expiration_date',
			fields: [mediaId],
			gives: about(mediaId, expirationDate),
		},
		{
			name: 'Get Folders',
			value: 'getFolders',
			action: 'Get the folders of a media item',
			description: 'Get the folders that contain a media item',
			document: '003, 5.7',
			call: 'GET /media/{mediaId}/folders',
			fields: [mediaId],
			gives: about(mediaId, named({ folderId: 'group_id' }, list())),
		},
		asGetMany(searchMedia, 'Get many media items'),
		{
			name: 'Get Metadata',
			value: 'getMetadata',
			action: 'Get the metadata of a media item',
			description: 'Get title, description, keywords and camera data',
			document: '003, 5.2',
			call: 'GET /media/{mediaId}/metadata',
			fields: [mediaId],
			gives: about(mediaId, object()),
		},
		getStreamUrl,
		{
			name: 'Get Tags',
			value: 'getTags',
			action: 'Get the tags of a media item',
			description: 'Get all tags that the file had when it was uploaded',
			document: '003, 5.12',
			call: 'GET /media/{mediaId}/tags',
			fields: [mediaId],
			gives: about(mediaId, exifTags),
		},
		{
			name: 'Get Version',
			value: 'getVersion',
			action: 'Get the version of a media item',
			description:
				'Get the version number, which grows with every change to the file or its metadata',
			document: '003, 5.11',
			call: 'GET /media/{mediaId}/version',
			fields: [mediaId],
			gives: about(mediaId, versionNumber),
		},
		{
			name: 'Move',
			value: 'move',
			action: 'Move a media item to another folder',
			description: 'Remove a media item from one folder and add it to another',
			document: 'developer site',
			call: 'POST /media/{mediaId}/move',
			also: [LOOKS],
			fields: [mediaId, fromFolderId, toFolderId],
			run: leaveFolder(
				{ from: fromFolderId, to: toFolderId },
				successWith(placesOfMove, 'mediaId'),
				(item) => ({ body: foldersOfMove(item) }),
			),
		},
		{
			name: 'Move to Trash',
			value: 'moveToTrash',
			action: 'Move a media item to the trash',
			description:
				'Move a media item from a folder to your trash. If that folder is the trash or inside it, the file is permanently deleted.',
			notice:
				'If the folder is the trash or inside it, the file is deleted and cannot be restored.',
			document: '003, 5.10',
			call: 'POST /media/{mediaId}/folder/{folderId}/move_to_trash',
			also: [LOOKS],
			fields: [mediaId, folderId],
			run: leaveFolder({ from: folderId }, success('mediaId', 'folderId')),
		},
		{
			name: 'Remove Expiration Date',
			value: 'removeExpirationDate',
			action: 'Remove the expiration date of a media item',
			description: 'Remove the date, so that the item never expires',
			document: '003, 5.6',
			call: 'DELETE /media/{mediaId}/metadata/expiration_date',
			fields: [mediaId],
			gives: success('mediaId'),
		},
		{
			name: 'Remove From Folder',
			value: 'removeFromFolder',
			action: 'Remove a media item from a folder',
			description:
				'Remove a media item from a folder. If it is in no other folder, the file is permanently deleted; Move to Trash keeps it.',
			notice:
				'If the media item is in no other folder, its file is deleted and cannot be restored. <b>Move to Trash</b> keeps it.',
			document: '003, 5.9',
			call: 'DELETE /media/{mediaId}/folder/{folderId}',
			also: [LOOKS],
			fields: [mediaId, folderId],
			run: leaveFolder({ from: folderId }, deleted('mediaId', 'folderId')),
		},
		removeKeywords,
		replaceCdnFile,
		setExpirationDate,
		setFolders,
		updateMetadata,
		upload,
	],
};
