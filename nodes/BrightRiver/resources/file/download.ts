import {
	NodeOperationError,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { refused } from '../../../shared/refused';
import { outputBinaryField } from '../../../shared/fields';
import { downloadFile } from '../../../shared/files/downloadFile';
import type { Transfer } from '../../../shared/files/transfer';
import { isSame, notSame } from '../../../shared/files/verify';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { requestOptionsOf } from '../../../shared/requestOptions';
import { forEachItem } from '../../../shared/transport';
import { fileTurn } from '../../../shared/turns';
import { brightRiver } from '../../brightRiverService';
import { fileId, jobId } from '../../fields';
import { filesOf, jobIdOf, type Image, type JobFile } from '../../jobCalls';

/** The size in the node, and the property of the answer that holds its address. */
const addressOfSize = { full: 'real', preview: 'preview', thumbnail: 'thumbnail' } as const;

async function downloadOfJob(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	return await fileTurn(this, brightRiver, () => downloadInTurn(this));
}

async function downloadInTurn(context: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const wanted = idOf(context, fileId);
	const image = context.getNodeParameter('image') as 'result' | 'original';
	const size = context.getNodeParameter('size') as keyof typeof addressOfSize;
	const field = context.getNodeParameter('binaryPropertyName') as string;

	const job = jobIdOf(context);
	const file = (await filesOf(context, job)).find(({ id }) => id === wanted);
	if (!file) throw notThere(context, `Job ${job} has no file ${wanted}`);
	const images = image === 'original' ? [file.original] : (file.clipped ?? []);
	const found = images.filter((one) => one?.[addressOfSize[size]]) as Image[];
	if (found.length === 0) {
		throw notThere(
			context,
			`The file "${file.fileName}" has no ${image === 'result' ? 'result yet' : 'original'}`,
		);
	}

	const items: INodeExecutionData[] = [];
	for (const one of found) {
		const name = one.fileName ?? file.fileName;
		const url = one[addressOfSize[size]] as string;
		const { file: data, received } = await downloadFile(context, brightRiver, url, name);
		// Only of the photo as it was uploaded does Bright River say how large it is.
		if (image === 'original' && size === 'full') verify(context, file, received);
		const json: IDataObject = {
			jobId: job,
			fileId: wanted,
			imageId: one.imageId,
			fileName: data.fileName,
			image,
			size,
			...received,
		};
		items.push({ json, binary: { [field]: data } });
	}
	return items;
}

function verify(context: IExecutePaginationFunctions, file: JobFile, received: Transfer): void {
	if (!requestOptionsOf(context).verifyFiles) return;
	const stated = { size: file.size, md5: file.mD5 };
	if (isSame(received, stated) !== false) return;
	throw notSame(context, brightRiver.name, file.fileName, stated, received);
}

function notThere(context: IExecutePaginationFunctions, message: string): NodeOperationError {
	return refused(
		context,
		message,
		'Check "Job" and "File". Results are there once the status of the job is Ready to Download.',
	);
}

/** The images of a file of `GET /jobs/{id}/files`, document 000. */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download a file of a job',
		description: 'Download the edited or the original photo, whole or as a small picture',
		routing: {
			request: { method: 'GET', url: '/jobs/{jobId}/files' },
			operations: { pagination: forEachItem(brightRiver, downloadOfJob) },
		},
	},
	fields: [
		jobId,
		fileId,
		{
			displayName: 'Image',
			name: 'image',
			type: 'options',
			options: [
				{
					name: 'Original',
					value: 'original',
					description: 'The photo as it was uploaded',
				},
				{
					name: 'Result',
					value: 'result',
					description: 'The edited photo. A file with several results gives one item for each.',
				},
			],
			default: 'result',
		},
		{
			displayName: 'Size',
			name: 'size',
			type: 'options',
			options: [
				{ name: 'Full Size', value: 'full' },
				{ name: 'Preview', value: 'preview', description: 'A smaller picture to look at' },
				{ name: 'Thumbnail', value: 'thumbnail', description: 'A very small picture' },
			],
			default: 'full',
		},
		outputBinaryField,
	],
};
