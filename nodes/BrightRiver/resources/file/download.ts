import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { giveDistinctNames } from '../../../shared/files/fileName';
import { fileTurn } from '../../../shared/files/transfer';
import type { Operation } from '../../../shared/operation/define';
import { outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { fileId, jobId } from '../../fields';
import { downloadImages } from './downloadImages';
import type { Wanted } from './images';

const image: INodeProperties = {
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
			description: 'The edited photo. A file with several results returns one item for each.',
		},
	],
	default: 'result',
};

const size: INodeProperties = {
	displayName: 'Size',
	name: 'size',
	type: 'options',
	options: [
		{ name: 'Full Size', value: 'full' },
		{ name: 'Preview', value: 'preview', description: 'A smaller image' },
		{ name: 'Thumbnail', value: 'thumbnail', description: 'A very small image' },
	],
	default: 'full',
};

async function downloadFileOfJob(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const job = item.id(jobId);
	const number = item.id(fileId);
	const wanted = { image: item.choice(image), size: item.choice(size) } as Wanted;
	const field = item.text('binaryPropertyName');
	const found = await fileTurn(
		client,
		async () => await downloadImages(client, job, number, wanted),
	);
	giveDistinctNames(found.map(({ file }) => file));
	return found.map(({ imageId, file, received }) => {
		const ids = { jobId: job, fileId: number, imageId, fileName: file.fileName };
		return { json: { ...ids, ...wanted, ...received }, binary: { [field]: file } };
	});
}

/** The images that a file of the job names. */
export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a file from a job',
	description: 'Download the edited or the original photo, in full size or smaller',
	document: '000',
	call: 'GET /jobs/{jobId}/files',
	also: [
		'GET /jobs/{jobId}/filesforreview',
		'GET /jobs/{jobId}/status',
		'GET downloadUrl',
		'GET original.real',
		'GET original.preview',
		'GET original.thumbnail',
		'GET clipped.downloadUrl',
		'GET clipped.real',
		'GET clipped.preview',
		'GET clipped.thumbnail',
	],
	fields: [jobId, fileId, image, size, outputBinaryField],
	run: downloadFileOfJob,
};
