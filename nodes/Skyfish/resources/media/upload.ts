import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pick, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import { originOf } from '../../../shared/signing/ownOrigin';
import { inputFile } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { verifyFile } from '../../../shared/files/verify';
import type { Operation } from '../../../shared/operation/define';
import {
	collections,
	fileNameOption,
	inputBinaryField,
	timeLimitOption,
	wordLists,
} from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { numberIn, waitForImport } from '../../api/media';
import { changeMetadata, type MetadataChanges } from '../../api/metadata';
import { uploadToFolder } from '../../api/upload';
import { folderId } from '../../locators';

async function uploadMedia(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const folder = item.id(folderId);
	const options = item.parameter<IDataObject>('options', {});
	const texts = pick(options, ['title', 'description', 'keywords']);
	const hasTexts = Object.keys(texts).length > 0;

	const file = await inputFile(context, item.text('binaryPropertyName'), item.option('fileName'));
	const redirectURL = redirectIn(item);
	const { mediaId, sent, verified } = await fileTurn(
		client,
		async () => await uploadToFolder(client, folder, file, redirectURL),
	);
	const { fileName } = file;
	const uploaded = { success: true, mediaId, folderId: folder, fileName, ...sent };
	// Texts can only be set on a media item that is there.
	if (!hasTexts && options.waitForImport === false) {
		return [{ json: { ...uploaded, verified, imported: false } }];
	}

	const media = await waitForImport(client, mediaId, Number(options.timeLimit ?? 10) * 60_000);
	const stated = { md5: media.file_md5 };
	const isAsSent = verifyFile(client, fileName, sent, stated, `Skyfish (media ${mediaId})`);
	// The media document's own number is what all other operations take.
	const ownId = numberIn(media.id) ?? mediaId;
	// The document was read before the texts were set.
	if (hasTexts) media.metadata = await setTexts(item, ownId, texts);
	const json = {
		...uploaded,
		...texts,
		mediaId: ownId,
		verified: isAsSent || verified,
		imported: true,
		media,
	};
	return [{ json: json as IDataObject }];
}

/** @throws NodeOperationError when it is not a web address */
function redirectIn(item: Item): string {
	const address = item.option('redirectURL');
	if (address === '' || originOf(address) !== undefined) return address;
	throw operationError(
		item.context,
		'"Redirect URL" must start with https://, e.g. https://example.com/uploaded',
		'Change it there, or remove the option.',
	);
}

/** @returns the metadata with them @throws NodeOperationError that names the media item: it need not be uploaded again */
async function setTexts(item: Item, mediaId: number, texts: MetadataChanges): Promise<Json> {
	return await changeMetadata(item.client, mediaId, texts, 'en').catch((error: Error) => {
		throw operationError(
			item.context,
			`The file was uploaded as media item ${mediaId}, but its texts were not set`,
			error.message,
		);
	});
}

/** The three steps of document 003, 9.1, and the wait for the import (9.1.3). */
export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload a media item',
	description: 'Upload a file to a folder',
	document: '003, chapter 9',
	call: 'POST /upload/register',
	also: [
		'POST action',
		'GET Location',
		'GET /media/{mediaId}',
		'GET /media/{mediaId}/metadata',
		'POST /media/{mediaId}/metadata',
	],
	fields: [
		folderId,
		inputBinaryField,
		{
			...collections.options,
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					description: 'English description of the media item. By default, the one in the file.',
				},
				{
					...fileNameOption,
					placeholder: 'e.g. shoe-01.jpg',
					description: 'Name of the file in Skyfish. By default, its own.',
				},
				{
					displayName: 'Keywords',
					name: 'keywords',
					...wordLists.keywords,
					description: 'English keywords of the media item. By default, those in the file.',
				},
				{
					displayName: 'Redirect URL',
					name: 'redirectURL',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/uploaded',
					description:
						'Where Skyfish redirects to when the upload is done. Only the media ID in it is read; the address is not opened.',
				},
				{
					...timeLimitOption,
					description: 'How many minutes to wait for the import',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'English title of the media item. By default, the one in the file.',
				},
				{
					displayName: 'Wait for Import',
					name: 'waitForImport',
					type: 'boolean',
					default: true,
					description:
						'Whether to wait until Skyfish has imported the file. Title, description and keywords can only be set then.',
				},
			],
		},
	],
	run: uploadMedia,
};
