import { NodeApiError, type INodeExecutionData, type INodeProperties } from 'n8n-workflow';
import type { Client } from '../../../shared/client/client';
import { downloadFile, isNoFile, type Download, type NameOf } from '../../../shared/files/download';
import { distinctName } from '../../../shared/files/fileName';
import { withEndingOf } from '../../../shared/files/mediaType';
import { fileTurn } from '../../../shared/files/transfer';
import { isSame, verifyFile } from '../../../shared/files/verify';
import type { Operation } from '../../../shared/operation/define';
import { outputBinaryField } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import type { JobFile } from '../../api/jobs';
import { fileId, jobId } from '../../fields';
import { findImages, type FoundImage, type Wanted } from './images';

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

async function downloadImages(item: Item): Promise<INodeExecutionData[]> {
	const { client } = item;
	const job = item.id(jobId);
	const number = item.id(fileId);
	const wanted = { image: item.choice(image), size: item.choice(size) } as Wanted;
	const field = item.text('binaryPropertyName');
	return await fileTurn(client, async () => {
		const { file, images } = await findImages(item, job, number, wanted);
		const items: INodeExecutionData[] = [];
		const taken = new Set<string>();
		for (const one of images) {
			const { file: data, received } = await downloadImage(client, file, one, wanted, taken);
			const ids = { jobId: job, fileId: number, imageId: one.imageId, fileName: data.fileName };
			items.push({ json: { ...ids, ...wanted, ...received }, binary: { [field]: data } });
		}
		return items;
	});
}

/**
 * Downloads an image from the first of its addresses that gives it. The size and checksum of a photo as it was
 * uploaded are stated: an address that gives a copy of it is passed by. Of any other image nothing is stated.
 *
 * @param taken the names of the other images of this file, which its own is added to
 */
async function downloadImage(
	client: Client,
	file: JobFile,
	{ fileName, urls }: FoundImage,
	{ image: which, size: howLarge }: Wanted,
	taken: Set<string>,
): Promise<Download> {
	const isUpload = which === 'original' && howLarge === 'full';
	const isCompared = isUpload && client.session.options.verifyFiles;
	const stated = isCompared ? { size: file.size, md5: file.mD5 } : {};
	const nameOf: NameOf = (named, type) => {
		if (isUpload) return fileName ?? file.fileName;
		const name = (howLarge === 'full' && named) || (fileName ?? file.fileName);
		return distinctName(type ? withEndingOf(type, name) : name, taken);
	};
	for (const url of urls.slice(0, -1)) {
		const download = await downloadFile(client, { url }, nameOf).catch((error: Error) => {
			if (!isNoSuchFile(error) || client.cancelSignal?.aborted) throw error;
			return undefined;
		});
		if (download && isSame(download.received, stated) !== false) return added(download, taken);
	}
	const download = await downloadFile(client, { url: urls.at(-1)! }, nameOf);
	if (isCompared) verifyFile(client, file.fileName, download.received, stated);
	return added(download, taken);
}

function added(download: Download, taken: Set<string>): Download {
	taken.add(String(download.file.fileName));
	return download;
}

/** Whether an address has nothing to give, or something that is no file; other errors are not its own. */
function isNoSuchFile(error: Error): boolean {
	const isRefused =
		error instanceof NodeApiError && /^(400|403|404|410)$/.test(String(error.httpCode));
	return isRefused || isNoFile(error);
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
	run: downloadImages,
};
