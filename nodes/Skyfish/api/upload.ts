import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import type { InputFile } from '../../shared/files/inputFile';
import type { Transfer } from '../../shared/files/transfer';
import { uploadFile } from '../../shared/files/upload';
import { comparesChecksums, verifyFile } from '../../shared/files/verify';
import { originOf } from '../../shared/signing/ownOrigin';
import { finishUpload, unfinished } from './finishUpload';

/** The form that `POST /upload/register` describes (document 003, 9.3.2). */
interface RegisteredForm {
	action?: string;
	fields?: Array<{ name: string; value?: string; type?: string }>;
}

/** A file that Skyfish has taken. */
export interface Uploaded {
	/** The number of the new media item, as `GET /media/{mediaId}` takes it while it is imported. */
	mediaId: number;
	sent: Transfer;
	/** Whether what the storage took could be compared with what was sent. */
	verified: boolean;
}

/**
 * Uploads a file in the three steps of document 003, 9.1: register, post the form to the storage host,
 * finalize by a GET on the address that it names.
 *
 * @param redirectURL where Skyfish sends on to when it is done; empty for none
 * @throws NodeApiError or NodeOperationError when any step fails; no media item is made then
 */
export async function uploadToFolder(
	client: Client,
	folder: number,
	file: InputFile,
	redirectURL = '',
): Promise<Uploaded> {
	const body = { folder, ...(redirectURL === '' ? {} : { redirectURL }) };
	const registered = await client.object('POST /upload/register', { body });
	const { action, fields } = registered as RegisteredForm;
	if (!action || originOf(action) === undefined || !Array.isArray(fields)) {
		throw unfinished(client, 'Skyfish did not say where to upload to');
	}
	const form = {
		field: fields.find(({ type }) => type === 'file')?.name ?? 'file',
		fields: fields
			.filter(({ type }) => type !== 'file')
			.map(({ name, value = '' }): [string, string] => [
				name,
				value.replaceAll('${filename}', () => file.fileName),
			]),
		redirects: true,
		withChecksum: comparesChecksums(client),
	};
	const { answer, sent } = await uploadFile(client, { url: action }, file, form);
	const verified = verifyStored(client, answer, file.fileName, sent);
	const mediaId = await finishUpload(client, answer.headers.location);
	return { mediaId, sent, verified };
}

/**
 * Compares what the storage took with what was sent, before a media item is made of it. S3's entity tag is the
 * MD5 of a form upload, unless its owner has it encrypted with keys of their own.
 *
 * @returns whether it could be compared
 * @throws NodeOperationError when it differs
 */
function verifyStored(
	client: Client,
	{ headers }: IN8nHttpFullResponse,
	fileName: string,
	sent: Transfer,
): boolean {
	const encryption = String(headers['x-amz-server-side-encryption'] ?? 'AES256');
	const isEncrypted =
		encryption !== 'AES256' || 'x-amz-server-side-encryption-customer-algorithm' in headers;
	const md5 = isEncrypted ? undefined : headers.etag;
	return verifyFile(client, fileName, sent, { md5 }, 'The storage of Skyfish');
}
