import type { INodeExecutionData, INodeProperties, NodeOperationError } from 'n8n-workflow';
import { operationError } from '../../../shared/errors/operationError';
import { downloadFile } from '../../../shared/files/download';
import { fileTurn } from '../../../shared/files/transfer';
import { verifyFile } from '../../../shared/files/verify';
import type { Operation } from '../../../shared/operation/define';
import { outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { sharedFiles, type Image, type JobFile } from '../../api/jobs';
import { fileId, jobId } from '../../fields';

/** Which image of a file, and how large. */
interface Wanted {
	image: 'original' | 'result';
	size: keyof typeof addressOfSize;
}

/** The size in the node, and the property of the answer that holds its address. */
const addressOfSize = { full: 'real', preview: 'preview', thumbnail: 'thumbnail' } as const;

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
			description: 'The edited photo. A file with several results gives one item for each.',
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
		{ name: 'Preview', value: 'preview', description: 'A smaller picture to look at' },
		{ name: 'Thumbnail', value: 'thumbnail', description: 'A very small picture' },
	],
	default: 'full',
};

async function downloadImages(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const job = item.id(jobId);
	const number = item.id(fileId);
	const wanted = { image: item.choice(image), size: item.choice(size) } as Wanted;
	const field = item.text('binaryPropertyName');
	return await fileTurn(client, async () => {
		const file = (await sharedFiles(client, job)).find(({ id }) => id === number);
		if (!file) throw notThere(item, `Job ${job} has no file ${number}`);
		const items: INodeExecutionData[] = [];
		for (const { imageId, fileName, url } of imagesOf(item, file, wanted)) {
			const name = fileName ?? file.fileName;
			const { file: data, received } = await downloadFile(client, { url }, name);
			// The size and checksum of any other image are not stated.
			if (wanted.image === 'original' && wanted.size === 'full') {
				verifyFile(client, file.fileName, received, { size: file.size, md5: file.mD5 });
			}
			const ids = { jobId: job, fileId: number, imageId, fileName: data.fileName };
			items.push({ json: { ...ids, ...wanted, ...received }, binary: { [field]: data } });
		}
		return items;
	});
}

/** The images of a file that are wanted, with their addresses. @throws NodeOperationError if there are none */
function imagesOf(
	item: Item,
	file: JobFile,
	wanted: Wanted,
): Array<Pick<Image, 'imageId' | 'fileName'> & { url: string }> {
	const images = wanted.image === 'original' ? [file.original] : (file.clipped ?? []);
	const found = images.flatMap((one) => {
		const url = one?.[addressOfSize[wanted.size]];
		return one && url ? [{ imageId: one.imageId, fileName: one.fileName, url }] : [];
	});
	if (found.length > 0) return found;
	const missing = wanted.image === 'result' ? 'result yet' : 'original';
	throw notThere(item, `The file "${file.fileName}" has no ${missing}`);
}

function notThere({ context }: Item, message: string): NodeOperationError {
	return operationError(
		context,
		message,
		'Check "Job" and "File". Results are there once the status of the job is Ready to Download.',
	);
}

/** The images that a file of the job names. */
export const download: Operation = {
	name: 'Download',
	value: 'download',
	action: 'Download a file of a job',
	description: 'Download the edited or the original photo, whole or as a small picture',
	document: '000',
	call: 'GET /jobs/{jobId}/files',
	also: [
		'GET original.real',
		'GET original.preview',
		'GET original.thumbnail',
		'GET clipped.real',
		'GET clipped.preview',
		'GET clipped.thumbnail',
	],
	fields: [jobId, fileId, image, size, outputBinaryField],
	run: downloadImages,
};
