import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { objectIn, textIn } from '../../../shared/answer';
import { refused } from '../../../shared/refused';
import { outputBinaryField } from '../../../shared/fields';
import { downloadFile } from '../../../shared/files/downloadFile';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { wait } from '../../../shared/wait';
import { change, getObject } from '../../calls';
import { folderId } from '../../fields';
import { skyfish } from '../../skyfishService';

/** How long to wait between two looks at a ZIP file that is being made. */
const PAUSE_MS = 2_000;

async function downloadFolder(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const folder = idOf(this, folderId);
	const field = this.getNodeParameter('binaryPropertyName') as string;
	const { fileName = '', timeLimit = 10 } = this.getNodeParameter('options', {}) as {
		fileName?: string;
		timeLimit?: number;
	};
	const url = await zipOf(this, folder, timeLimit);
	const name = fileName.trim() || `folder-${folder}.zip`;
	const { file, received } = await fileTurn(this, skyfish, () =>
		downloadFile(this, skyfish, url, name),
	);
	const json = { folderId: folder, fileName: file.fileName, ...received };
	return [{ json, binary: { [field]: file } }];
}

/** Has the ZIP file made and waits for it; one that Skyfish still has comes at once. */
async function zipOf(
	context: IExecutePaginationFunctions,
	folder: number,
	limitMinutes: number,
): Promise<string> {
	const end = Date.now() + limitMinutes * 60_000;
	let zip = objectIn(context, await change(context, 'POST', `/folder/${folder}/zip-file`, {}));
	while (textIn(context, zip, 'state') !== 'DONE' || typeof zip.url !== 'string') {
		const left = end - Date.now();
		if (left <= 0) {
			throw refused(
				context,
				`The ZIP file of folder ${folder} was not made within ${limitMinutes} minutes`,
				'Skyfish goes on making it: run this again later, or set a longer "Time Limit".',
			);
		}
		await wait(Math.min(PAUSE_MS, left), context.getExecutionCancelSignal());
		const job = encodeURIComponent(textIn(context, zip, 'job_id'));
		zip = await getObject(context, `/zip-file/${job}`);
	}
	return zip.url;
}

/** `POST /folder/:id/zip-file` and `GET /zip-file/:job_id`, document 003, 8.4. */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download a folder',
		description: 'Download all files of a folder and of those in it as one ZIP file',
		routing: {
			request: { method: 'POST', url: '/folder/{folderId}/zip-file' },
			operations: { pagination: forEachItem(skyfish, downloadFolder) },
		},
	},
	fields: [
		folderId,
		outputBinaryField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. shoes.zip',
					description: 'Name of the ZIP file. By default, folder- and its ID with .zip.',
				},
				{
					displayName: 'Time Limit',
					name: 'timeLimit',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 10,
					description: 'After how many minutes to stop waiting for the ZIP file',
				},
			],
		},
	],
};
