import type { INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { operationError, sentencesOf } from '../../../shared/errors/operationError';
import { chosenFiles, openFiles } from '../../../shared/files/inputFiles';
import { readFileUrl, withUrlFile } from '../../../shared/files/urlFile';
import type { Operation } from '../../../shared/operation/define';
import {
	collections,
	fileNameOption,
	fileSource,
	fileUrl,
	inputBinaryFields,
	inputFieldsUnlessUrl,
	timeLimitOption,
	wordLists,
} from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { listed } from '../../../shared/operation/listed';
import { folderId } from '../../locators';
import { uploadToLibrary, type Send } from './uploadToLibrary';

/** Uploads what the operator chose: every file of the item goes on its own, and gives an item of its own. */
async function uploadMedia(item: Item): Promise<INodeExecutionData[]> {
	const { client, context } = item;
	const fileName = item.option('fileName');
	if (item.choice(fileSource) === 'url') {
		const url = readFileUrl(item);
		const fromUrl: Send = async (send) => await withUrlFile(client, url, fileName, send);
		return [await uploadToLibrary(item, fromUrl)];
	}
	const chosen = chosenFiles(context, item.parameter(inputBinaryFields.name, ''), fileName);
	client.session.progress.expectMore(chosen.length - 1);
	const files = await openFiles(context, chosen);
	const outcomes = await Promise.allSettled(
		files.map(async (file) => await uploadToLibrary(item, async (send) => await send(file), file)),
	);
	client.cancelSignal?.throwIfAborted();
	const failed = outcomes.flatMap((outcome, index) =>
		outcome.status === 'rejected'
			? [{ fileName: files[index].fileName, error: outcome.reason as Error }]
			: [],
	);
	const taken = outcomes.flatMap((outcome) =>
		outcome.status === 'fulfilled' ? [outcome.value] : [],
	);
	if (failed.length === 0) return taken;
	throw taken.length === 0 ? failed[0].error : notAllTaken(item, taken, failed);
}

/** For files of which some did not get through. */
function notAllTaken(
	{ context }: Item,
	taken: INodeExecutionData[],
	failed: Array<{ fileName: string; error: Error }>,
): NodeOperationError {
	const [{ error }] = failed;
	const missing = listed(failed.map(({ fileName }) => `"${fileName}"`));
	const there = listed(
		taken.map(({ json }) => `"${String(json.fileName)}" (${String(json.mediaId)})`),
	);
	return operationError(
		context,
		`${failed.length} of ${taken.length + failed.length} files were not uploaded: ${missing}`,
		`${sentencesOf(error)} In the folder: ${there}. To upload what is missing, name its fields in "${inputBinaryFields.displayName}": running this again as it is would upload all of them again.`,
	);
}

/** The three steps of document 003, 9.1, and the wait for the import (9.1.3). */
export const upload: Operation = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload media items',
	description: 'Upload every file of an item, or a file from a URL, to a folder',
	document: '003, chapter 9',
	call: 'POST /upload/register',
	also: [
		'GET url',
		'POST action',
		'GET Location',
		'GET /media/{mediaId}',
		'GET /media/{mediaId}/metadata',
		'POST /media/{mediaId}/metadata',
	],
	fields: [
		folderId,
		fileSource,
		inputFieldsUnlessUrl,
		fileUrl,
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
					description:
						'Name of the file in Skyfish. By default, its own. Several files of one item are numbered.',
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
