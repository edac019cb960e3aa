import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { pick, type Json } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { InputFile } from '../../../shared/files/inputFile';
import { fileTurn } from '../../../shared/files/transfer';
import { verifyFile } from '../../../shared/files/verify';
import type { Item } from '../../../shared/operation/item';
import { originOf } from '../../../shared/signing/ownOrigin';
import { numberIn, waitForImport } from '../../api/media';
import { changeMetadata, type MetadataChanges } from '../../api/metadata';
import { uploadToFolder, type Uploaded } from '../../api/upload';
import { folderId } from '../../locators';

/** Hands a file to whatever sends it. */
export type Send = (send: (file: InputFile) => Promise<SentFile>) => Promise<SentFile>;

interface SentFile extends Uploaded {
	fileName: string;
}

/**
 * Uploads one file and, unless the operator wants to go on at once, waits for its import and sets its texts.
 *
 * @param from hands over the file once it is its turn
 * @param known the file, where it is known before its turn
 */
export async function uploadToLibrary(
	item: Item,
	from: Send,
	known?: InputFile,
): Promise<INodeExecutionData> {
	const { client } = item;
	const folder = item.id(folderId);
	const options = item.parameter<IDataObject>('options', {});
	const texts = pick(options, ['title', 'description', 'keywords']);
	const hasTexts = Object.keys(texts).length > 0;
	const redirectURL = redirectIn(item);
	const send = async (file: InputFile) => ({
		...(await uploadToFolder(client, folder, file, redirectURL)),
		fileName: file.fileName,
	});
	const { mediaId, sent, verified, fileName } = await fileTurn(
		client,
		async () => await from(send),
		known,
	);
	const uploaded = { success: true, mediaId, folderId: folder, fileName, ...sent };
	// Texts can only be set on a media item that is there.
	if (!hasTexts && options.waitForImport === false) {
		return { json: { ...uploaded, verified, imported: false } };
	}

	const media = await waitForImport(client, mediaId, Number(options.timeLimit ?? 10) * 60_000);
	const stated = { md5: media.file_md5 };
	const isAsSent = verifyFile(client, fileName, sent, stated, `Skyfish (media item ${mediaId})`);
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
	return { json: json as IDataObject };
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
