import {
	NodeOperationError,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { inputBinaryField } from '../../../shared/fields';
import { inputFile } from '../../../shared/files/inputFile';
import { isSame, notSame } from '../../../shared/files/verify';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { requestOptionsOf } from '../../../shared/requestOptions';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { change, getObject } from '../../calls';
import { folderId } from '../../fields';
import { waitForImport } from '../../importing';
import { mergeMetadata } from '../../metadata';
import { skyfish } from '../../skyfishService';
import { uploadToFolder } from '../../uploading';

interface UploadOptions {
	description?: string;
	fileName?: string;
	keywords?: string[];
	timeLimit?: number;
	title?: string;
	waitForImport?: boolean;
}

async function uploadMedia(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const folder = idOf(this, folderId);
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const options = this.getNodeParameter('options', {}) as UploadOptions;
	const { title, description, keywords, timeLimit = 10 } = options;
	const texts = { title, description, keywords };
	const hasTexts = Object.values(texts).some((text) => text !== undefined);

	const file = await inputFile(this, field, options.fileName);
	const { media, sent, verified } = await fileTurn(this, skyfish, () =>
		uploadToFolder(this, folder, file),
	);
	const { fileName } = file;
	const uploaded = { success: true, mediaId: media, folderId: folder, fileName, ...sent };
	// Texts can only be set on a media that is there.
	if (!hasTexts && options.waitForImport === false) {
		return [{ json: { ...uploaded, verified, imported: false } }];
	}

	const imported = await waitForImport(this, media, timeLimit * 60_000);
	const stated = { md5: imported.file_md5 };
	const same = requestOptionsOf(this).verifyFiles ? isSame(sent, stated) : undefined;
	if (same === false) throw notSame(this, `Skyfish (media ${media})`, fileName, stated, sent);
	if (hasTexts) {
		const url = `/media/${media}/metadata`;
		const merged = mergeMetadata(await getObject(this, url), texts, 'en') as IDataObject;
		await change(this, 'POST', url, merged).catch((error: Error) => {
			throw new NodeOperationError(this.getNode(), error, {
				itemIndex: this.getItemIndex(),
				message: `The file was uploaded as media ${media}, but its texts were not set`,
				description: error.message,
			});
		});
	}
	const json = { ...uploaded, verified: same ?? verified, imported: true, media: imported };
	return [{ json }];
}

/** The three steps of document 003, chapter 9, and the wait for the import (9.1.3). */
export const upload: Operation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload a media',
		description: 'Upload a file to a folder',
		routing: {
			request: { method: 'POST', url: '/upload/register' },
			operations: { pagination: forEachItem(skyfish, uploadMedia) },
		},
	},
	fields: [
		folderId,
		inputBinaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					description: 'English description to give the media. By default, the one in the file.',
				},
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoe-01.jpg',
					description: 'Name that the file gets in Skyfish. By default, its own.',
				},
				{
					displayName: 'Keywords',
					name: 'keywords',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
					default: [],
					description: 'English keywords to give the media. By default, those in the file.',
				},
				{
					displayName: 'Time Limit',
					name: 'timeLimit',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 10,
					description: 'After how many minutes to stop waiting for the import',
				},
				{
					displayName: 'Title',
					name: 'title',
					type: 'string',
					default: '',
					description: 'English title to give the media. By default, the one in the file.',
				},
				{
					displayName: 'Wait for Import',
					name: 'waitForImport',
					type: 'boolean',
					default: true,
					description:
						'Whether to go on only when Skyfish has imported the file. Texts can only be set then.',
				},
			],
		},
	],
};
