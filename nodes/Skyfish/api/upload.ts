import type { IN8nHttpFullResponse, NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { objectIn } from '../../shared/client/response';
import { operationError } from '../../shared/errors/operationError';
import type { InputFile } from '../../shared/files/inputFile';
import type { Transfer } from '../../shared/files/transfer';
import { uploadFile } from '../../shared/files/upload';
import { verifyFile } from '../../shared/files/verify';
import { originOf } from '../../shared/signing/ownOrigin';

/** The form that `POST /upload/register` describes (document 003, 9.3.2). */
interface RegisteredForm {
	action?: string;
	fields?: Array<{ name: string; value?: string; type?: string }>;
}

/** A file that Skyfish has taken. */
export interface Uploaded {
	/** The number of the new media item, which is then imported. */
	mediaId: number;
	sent: Transfer;
	/** Whether what the storage took could be compared with what was sent. */
	verified: boolean;
}

/**
 * Uploads a file in the three steps of document 003, 9.1: register, post the form to the storage host,
 * finalize by a GET on the address that it names.
 *
 * @throws NodeApiError or NodeOperationError when any step fails; no media item is made then
 */
export async function uploadToFolder(
	client: Client,
	folder: number,
	file: InputFile,
): Promise<Uploaded> {
	const registered = await client.object('POST /upload/register', { body: { folder } });
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
	};
	const { answer, sent } = await uploadFile(client, { url: action }, file, form);
	const verified = verifyStored(client, answer, file.fileName, sent);
	const url = await finalAddress(client, answer);
	// The media item is made here: what may have been done is not done again.
	const finalized = await client.request('GET Location', { url, repeatable: false });
	const mediaId = Number(objectIn(client.context, finalized).media_id);
	if (Number.isInteger(mediaId) && mediaId > 0) return { mediaId, sent, verified };
	throw unfinished(client, 'Skyfish did not say which media the file became');
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

/**
 * The address that finalizes the upload. The document's example names the API's host with `http:`; the
 * credential's own scheme is taken then, so that the token can go along and stays encrypted.
 *
 * @throws NodeOperationError when it is not on the host of the API
 */
async function finalAddress(client: Client, { headers }: IN8nHttpFullResponse): Promise<string> {
	const location = String(headers.location ?? '');
	// Two slashes, or one and a backslash, begin the name of another host.
	if (/^\/(?![/\\])/.test(location)) return location;
	const { baseUrl } = await client.credentialRules();
	if (URL.canParse(location) && URL.canParse(baseUrl)) {
		const [there, own] = [new URL(location), new URL(baseUrl)];
		const isUpgrade = there.protocol === 'http:' && own.protocol === 'https:';
		if (there.origin === own.origin || (isUpgrade && there.host === own.host)) {
			return own.origin + there.pathname + there.search;
		}
	}
	throw unfinished(client, 'The storage of Skyfish led to another address than that of the API');
}

function unfinished({ context }: Client, message: string): NodeOperationError {
	return operationError(
		context,
		message,
		'The upload was not finished. Check the base URL in the Skyfish API credential and run this again.',
	);
}
