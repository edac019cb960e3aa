import type { INodeExecutionData } from 'n8n-workflow';
import { objectIn, textIn, type Json } from '../../../shared/client/response';
import { waitFor } from '../../../shared/client/wait';
import { operationError } from '../../../shared/errors/operationError';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import {
	collections,
	fileNameOption,
	outputBinaryField,
	timeLimitOption,
} from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { folderId } from '../../locators';

/** How long to wait between two looks at a ZIP file that is being made, in ms. */
const PAUSE_MS = 2_000;

async function downloadFolder(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const folder = item.id(folderId);
	const field = item.text('binaryPropertyName');
	const name = item.option('fileName') || `folder-${folder}.zip`;
	const url = await zipOf(item, folder);
	const { file, received } = await fileTurn(
		client,
		async () => await downloadFile(client, { url }, () => name),
	);
	const json = { folderId: folder, fileName: file.fileName, ...received };
	return [{ json, binary: { [field]: file } }];
}

/**
 * Has the ZIP file made and waits for it; one that Skyfish still has comes at once.
 *
 * @returns its address on the storage host
 * @throws NodeOperationError when "Time Limit" is over
 */
async function zipOf(item: Item, folder: number): Promise<string> {
	const { client, context } = item;
	const { timeLimit = 10 } = item.parameter<{ timeLimit?: number }>('options', {});
	let zip: Json | undefined;
	const look = async () => {
		zip = zip
			? await item.object('GET /zip-file/{job_id}', {
					path: { job_id: textIn(context, zip, 'job_id') },
				})
			: objectIn(context, await item.send());
		const isMade = textIn(context, zip, 'state') === 'DONE';
		return isMade && typeof zip.url === 'string' ? zip.url : undefined;
	};
	const url = await waitFor(client, look, timeLimit * 60_000, () => PAUSE_MS);
	if (url !== undefined) return url;
	throw operationError(
		context,
		`The ZIP file of folder ${folder} was not made within ${timeLimit} minutes`,
		'Skyfish goes on making it: run this again later, or set a longer "Time Limit".',
	);
}

export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a folder',
	description: 'Download all files of a folder and of those in it as one ZIP file',
	document: '003, 8.4',
	call: 'POST /folder/{folderId}/zip-file',
	also: ['GET /zip-file/{job_id}', 'GET url'],
	fields: [
		folderId,
		outputBinaryField,
		{
			...collections.options,
			options: [
				{
					...fileNameOption,
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, folder- and its ID with .zip.',
				},
				{
					...timeLimitOption,
					description: 'After how many minutes to stop waiting for the ZIP file',
				},
			],
		},
	],
	run: downloadFolder,
};
