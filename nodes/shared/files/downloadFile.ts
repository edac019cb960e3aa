import { createHash } from 'node:crypto';
import {
	type IBinaryData,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type NodeOperationError,
} from 'n8n-workflow';
import type { Service } from '../errors';
import { refused } from '../refused';
import { transferFile } from '../transport';
import { exchange } from './exchange';
import { fileNameFromHeader, safeFileName } from './fileName';
import { storedSize, type Readable } from './inputFile';
import { progressOf } from './progress';
import { startTransfer, type Transfer } from './transfer';

/** What a file system says when it cannot take any more, or anything at all. */
const cannotBeStored = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EMFILE']);

/**
 * Fetches a file and stores it as n8n's binary data, streaming it.
 *
 * @param url of the storage host, which carries its own secret; or a path of the API when `signed`
 * @param fileName to give it; empty takes the service's own
 * @param signed whether the credential goes with it: only to the API itself
 * @throws NodeApiError when it cannot be had or does not arrive whole, NodeOperationError when n8n cannot
 * store it
 */
export async function downloadFile(
	context: IExecutePaginationFunctions,
	service: Service,
	url: string,
	fileName = '',
	signed = false,
): Promise<{ file: IBinaryData; received: Transfer }> {
	const request: IHttpRequestOptions = {
		method: 'GET',
		url,
		// Unpacked on the way, its size could not be compared with the announced one.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
	};
	const finish = startTransfer();
	const progress = progressOf(context);
	const item = context.getItemIndex();
	return await transferFile(context, service, request, async (options) => {
		const answer = await exchange(context, service, options, signed);
		if (isPage(answer)) {
			(answer.body as Readable).destroy();
			throw noFile(context, service, 'a page or a message');
		}
		const announced = answer.headers['content-length'];
		const md5 = createHash('md5');
		// Unlike `on`, this does not set it flowing before n8n reads it.
		(answer.body as Readable).prependListener('data', (chunk: Buffer) => {
			md5.update(chunk);
			progress.moved(item, chunk.length, Number(announced ?? 0));
		});
		const file = await store(context, answer, fileName);
		const size = await storedSize(context, file);
		if (announced !== undefined && Number(announced) !== size) {
			throw Object.assign(new Error('the file is incomplete'), { code: 'ECONNRESET' });
		}
		if (size === 0) throw noFile(context, service, 'nothing');
		return { file, received: finish(size, md5.digest('hex')) };
	});
}

/** What a proxy or a failing service answers. A library can hold such files, but says their names. */
function isPage({ headers }: IN8nHttpFullResponse): boolean {
	const type = String(headers['content-type'] ?? '');
	if (!/^(text\/html|application\/(problem\+)?json)\b/i.test(type)) return false;
	return !/\.(html?|json)$/i.test(fileNameFromHeader(headers['content-disposition']) ?? '');
}

function noFile(
	context: IExecutePaginationFunctions,
	{ name }: Service,
	what: string,
): NodeOperationError {
	return refused(
		context,
		`${name} sent ${what} instead of the file`,
		'Run this again. If it stays, check whether something between n8n and the service answers in its place, e.g. a proxy.',
	);
}

async function store(
	context: IExecutePaginationFunctions,
	{ body, headers }: IN8nHttpFullResponse,
	fileName: string,
): Promise<IBinaryData> {
	const name = safeFileName(
		fileName || fileNameFromHeader(headers['content-disposition']) || '',
		'file',
	);
	const mimeType = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	try {
		return await context.helpers.prepareBinaryData(
			body as Readable,
			name,
			// n8n finds the type from the name or the content where the service does not know it.
			mimeType === '' || mimeType === 'application/octet-stream' ? undefined : mimeType,
		);
	} catch (error) {
		(body as Readable).destroy();
		throw asStorageError(context, error, name, headers['content-length']);
	}
}

/** The error of a disk that is full, or the like, in an operator's words; any other error stays as it is. */
function asStorageError(
	context: IExecutePaginationFunctions,
	error: unknown,
	name: string,
	announcedSize: unknown,
): unknown {
	const code = (error as { code?: string }).code ?? '';
	if (!cannotBeStored.has(code)) return error;
	const isFull = code === 'ENOSPC' || code === 'EDQUOT';
	return refused(
		context,
		`n8n could not store the file "${name}"`,
		`There is ${isFull ? 'not enough room' : 'a problem'} where n8n keeps files (${code}${sizeText(announcedSize)}). ${isFull ? 'Free some space there' : 'Check the folder and its rights'}, or ask whoever runs n8n.`,
	);
}

function sizeText(bytes: unknown): string {
	const size = Number(bytes);
	return size > 0 ? `; the file has ${(size / 1e6).toFixed(1)} MB` : '';
}
