import type { Client } from '../../../shared/client/client';
import { downloadFile, isNoFile, type Download, type NameOf } from '../../../shared/files/download';
import { withEndingOf } from '../../../shared/files/mediaType';
import { comparedOf, hasChecksum, isSame, verifyFile } from '../../../shared/files/verify';
import { isRefusal, type JobFile } from '../../api/jobs';
import { findImages, type FoundImage, type Wanted } from './images';

/** An image of a file that n8n has. */
export interface DownloadedImage extends Download {
	imageId: number;
}

/**
 * Downloads the images of a file that are wanted, one after the other. It is the file's turn already: the addresses
 * are asked for here.
 *
 * @returns the images; two of them can have the same name
 * @throws NodeOperationError if there are none, else as `downloadFile`
 */
export async function downloadImages(
	client: Client,
	jobId: number,
	fileId: number,
	wanted: Wanted,
): Promise<DownloadedImage[]> {
	const { file, images } = await findImages(client, jobId, fileId, wanted);
	const downloaded: DownloadedImage[] = [];
	for (const one of images) {
		const download = await downloadImage(client, file, one, wanted);
		downloaded.push({ imageId: one.imageId, ...download });
	}
	return downloaded;
}

/**
 * Downloads an image from the first of its addresses that gives it. The size and checksum of a photo as it was
 * uploaded are stated: an address that gives a copy of it is passed by. Of any other image nothing is stated.
 */
async function downloadImage(
	client: Client,
	file: JobFile,
	{ fileName, urls }: FoundImage,
	{ image: which, size: howLarge }: Wanted,
): Promise<Download> {
	const isUpload = which === 'original' && howLarge === 'full';
	const stated = isUpload ? comparedOf(client, { size: file.size, md5: file.mD5 }) : {};
	const withChecksum = hasChecksum(stated);
	const nameOf: NameOf = (named, type) => {
		if (isUpload) return fileName ?? file.fileName;
		const name = (howLarge === 'full' && named) || (fileName ?? file.fileName);
		return type ? withEndingOf(type, name) : name;
	};
	for (const url of urls.slice(0, -1)) {
		const download = await downloadFile(client, { url }, nameOf, withChecksum).catch(
			(error: Error) => {
				if (!isNoSuchFile(error) || client.cancelSignal?.aborted) throw error;
				return undefined;
			},
		);
		if (download && isSame(download.received, stated) !== false) return download;
	}
	const download = await downloadFile(client, { url: urls.at(-1)! }, nameOf, withChecksum);
	verifyFile(client, file.fileName, download.received, stated);
	return download;
}

/** Whether an address has nothing to give, or something that is no file; other errors are not its own. */
function isNoSuchFile(error: Error): boolean {
	return isRefusal(error) || isNoFile(error);
}
