import {
	NodeOperationError,
	type IExecutePaginationFunctions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { credentialRules } from '../shared/credentialRules';
import { refused } from '../shared/refused';
import { objectIn } from '../shared/answer';
import type { InputFile } from '../shared/files/inputFile';
import type { Transfer } from '../shared/files/transfer';
import { uploadForm } from '../shared/files/uploadForm';
import { isSame, notSame } from '../shared/files/verify';
import { originOf } from '../shared/ownOrigin';
import { requestOptionsOf } from '../shared/requestOptions';
import { send } from '../shared/transport';
import { skyfish } from './skyfishService';

/** The form that `POST /upload/register` describes (document 003, 9.3.2). */
interface RegisteredForm {
	action?: string;
	fields?: Array<{ name: string; value?: string; type?: string }>;
}

/**
 * Uploads a file in the three steps of document 003, 9.1: register, post the form to the storage host,
 * finalize by a GET on the address that it names.
 *
 * @param folder its number
 * @returns the number of the new media, which is then imported, and what was sent
 * @throws NodeApiError or NodeOperationError when any step fails; no media is made then
 */
export async function uploadToFolder(
	context: IExecutePaginationFunctions,
	folder: number,
	file: InputFile,
): Promise<{ media: number; sent: Transfer; verified: boolean }> {
	const registered = await send(context, skyfish, {
		method: 'POST',
		url: '/upload/register',
		body: { folder },
	});
	const { action, fields } = objectIn(context, registered) as RegisteredForm;
	if (!action || originOf(action) === undefined || !Array.isArray(fields)) {
		throw unfinished(context, 'Skyfish did not say where to upload to');
	}
	const { answer, sent } = await uploadForm(context, skyfish, action, file, {
		field: fields.find(({ type }) => type === 'file')?.name ?? 'file',
		fields: fields
			.filter(({ type }) => type !== 'file')
			.map(({ name, value = '' }) => [name, value.replaceAll('${filename}', () => file.fileName)]),
		redirects: true,
	});
	const verified = verifyStored(context, answer, file.fileName, sent);
	const finalized = await send(
		context,
		skyfish,
		{ url: await finalAddress(context, answer) },
		// The media is made here: what may have been done is not done again.
		false,
	);
	const media = Number(objectIn(context, finalized).media_id);
	if (Number.isInteger(media) && media > 0) return { media, sent, verified };
	throw unfinished(context, 'Skyfish did not say which media the file became');
}

/**
 * Compares what the storage took with what was sent, before a media is made of it. S3's entity tag is the
 * MD5 of a form upload, unless its owner has it encrypted with keys of their own.
 *
 * @returns whether it could be compared
 */
function verifyStored(
	context: IExecutePaginationFunctions,
	{ headers }: IN8nHttpFullResponse,
	fileName: string,
	sent: Transfer,
): boolean {
	const encryption = String(headers['x-amz-server-side-encryption'] ?? 'AES256');
	const isEncrypted =
		encryption !== 'AES256' || 'x-amz-server-side-encryption-customer-algorithm' in headers;
	if (isEncrypted || !requestOptionsOf(context).verifyFiles) return false;
	const stated = { md5: headers.etag };
	const same = isSame(sent, stated);
	if (same === false) throw notSame(context, 'The storage of Skyfish', fileName, stated, sent);
	return same === true;
}

/**
 * The address that finalizes the upload. The documents' example names the API's host with `http:`; the
 * credential's own scheme is taken then, so that the token can go along and stays encrypted.
 */
async function finalAddress(
	context: IExecutePaginationFunctions,
	{ headers }: IN8nHttpFullResponse,
): Promise<string> {
	const location = String(headers.location ?? '');
	// Two slashes, or one and a backslash, begin the name of another host.
	if (/^\/(?![/\\])/.test(location)) return location;
	const { baseUrl } = await credentialRules(context, skyfish);
	if (URL.canParse(location) && URL.canParse(baseUrl)) {
		const [there, own] = [new URL(location), new URL(baseUrl)];
		const isUpgrade = there.protocol === 'http:' && own.protocol === 'https:';
		if (there.origin === own.origin || (isUpgrade && there.host === own.host)) {
			return own.origin + there.pathname + there.search;
		}
	}
	throw unfinished(context, 'The storage of Skyfish led to another address than that of the API');
}

function unfinished(context: IExecutePaginationFunctions, message: string): NodeOperationError {
	return refused(
		context,
		message,
		'The upload was not finished. Check the base URL in the Skyfish API credential and run this again.',
	);
}
