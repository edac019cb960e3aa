import { createHash } from 'node:crypto';
import type {
	IBinaryData,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	NodeOperationError,
} from 'n8n-workflow';
import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import { fileNameFromHeader, safeFileName } from './fileName';
import { storedSize, type Readable } from './inputFile';
import { isMarkup, isMediaName, mediaTypeOf, type MediaType } from './mediaType';
import { firstPiece } from './peek';
import { transfer, type Place, type Transfer, type Try } from './transfer';
import { failedAnswer } from './upload';

/** What a file system says when it cannot take any more, or anything at all. */
const cannotBeStored = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EACCES', 'EPERM', 'EMFILE']);

/**
 * The name that a file gets.
 *
 * @param named what the service calls it, in `Content-Disposition`
 * @param type what it is, going by its first bytes
 */
export type NameOf = (named: string | undefined, type: MediaType | undefined) => string;

/** A file that n8n has, and what is known of its transfer. */
export interface Download {
	file: IBinaryData;
	received: Transfer;
}

/**
 * Fetches a file and stores it as n8n's binary data, streaming it.
 *
 * @param nameOf its name
 * @param withChecksum whether its checksum is compared afterwards; otherwise nothing is spent on it
 * @throws NodeApiError when it cannot be had or does not arrive whole, NodeOperationError when n8n cannot
 * store it
 */
export async function downloadFile(
	client: Client,
	place: Place,
	nameOf: NameOf,
	withChecksum = false,
): Promise<Download> {
	const request: IHttpRequestOptions = {
		method: 'GET',
		url: place.url,
		// Unpacked on the way, its size could not be compared with the announced one.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: place.elsewhere !== undefined,
	};
	const start = Date.now();
	const once = async (attempt: Try) => {
		const answer = await attempt.exchange();
		if (place.elsewhere && answer.statusCode >= 400) throw failedAnswer(answer);
		const find = await place.elsewhere?.(answer);
		if (find) return { find };
		const { file, ...whole } = await receive(client, attempt, answer, nameOf, withChecksum);
		return { file, received: { ...whole, durationMs: Date.now() - start } };
	};
	const outcome = await transfer<Download | { find: () => Promise<Place> }>(
		client,
		request,
		place,
		once,
		() => true,
	);
	return 'find' in outcome
		? await downloadFile(client, await outcome.find(), nameOf, withChecksum)
		: outcome;
}

async function receive(
	client: Client,
	{ moved, signal }: Try,
	answer: IN8nHttpFullResponse,
	nameOf: NameOf,
	withChecksum: boolean,
): Promise<Pick<Transfer, 'fileSize' | 'md5'> & { file: IBinaryData }> {
	const context = client.context as IExecuteSingleFunctions;
	const body = answer.body as Readable;
	// n8n's time-out ends with the headers.
	const onAbort = () => body.destroy(signal.reason as Error);
	signal.addEventListener('abort', onAbort, { once: true });
	const announced = answer.headers['content-length'];
	const start = await firstPiece(body, signal);
	if (start.length === 0)
		throw Number(announced) > 0 ? incomplete() : notTheFile(client, 'nothing');
	const about = describeFile(answer, start, nameOf);
	if (about.isPage) {
		body.destroy();
		throw notTheFile(client, 'a page or a message');
	}
	const md5 = withChecksum ? createHash('md5') : undefined;
	// Unlike `on`, this does not set it flowing before n8n reads it.
	body.prependListener('data', (chunk: Buffer) => {
		moved(chunk.length);
		md5?.update(chunk);
		client.session.progress.moved(context.getItemIndex(), chunk.length, Number(announced ?? 0));
	});
	const file = await storeFile(context, answer, about);
	signal.removeEventListener('abort', onAbort);
	const fileSize = await storedSize(context, file);
	if (announced !== undefined && Number(announced) !== fileSize) {
		throw incomplete();
	}
	return { file, fileSize, ...(md5 && { md5: md5.digest('hex') }) };
}

/** What an answer says of the file in it, and what its first bytes say. */
export interface About {
	name: string;
	/** `undefined` lets n8n find it, from the name or the content. */
	mimeType: string | undefined;
	/** What a proxy or a failing service answers in the place of a file. */
	isPage: boolean;
}

/**
 * The content is believed more than its header: handlers of a storage call everything `text/html`, and a library
 * can hold pages and JSON, but says their names.
 */
export function describeFile(
	{ headers }: IN8nHttpFullResponse,
	start: Buffer,
	nameOf: NameOf,
): About {
	const named = fileNameFromHeader(headers['content-disposition']);
	const type = mediaTypeOf(start, named ?? '');
	const name = safeFileName(nameOf(named, type), 'file');
	const stated = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim()
		.toLowerCase();
	const isMessage = /^(text\/html|application\/(problem\+)?json)$/.test(stated);
	const isText = [named ?? '', name].some((one) => /\.(html?|json|svg|xml)$/i.test(one));
	const isPage = isMarkup(start) && !isText && (isMessage || isMediaName(name));
	const isUnknown = stated === '' || stated === 'application/octet-stream';
	// Said by name: n8n would believe the header.
	const mimeType = isMessage && !isText ? (type?.mimeType ?? 'application/octet-stream') : stated;
	return { name, mimeType: isUnknown ? type?.mimeType : mimeType, isPage };
}

/** As the connection itself would have told it. */
function incomplete(): Error {
	return Object.assign(new Error('the file is incomplete'), { code: 'ECONNRESET' });
}

function notTheFile({ context, service }: Client, what: string): NodeOperationError {
	const error = operationError(
		context,
		`${service.name} sent ${what} instead of the file`,
		'Run this again. If that does not help, check whether something between n8n and the service answers in its place, e.g. a proxy.',
	);
	noFiles.add(error);
	return error;
}

/** The errors that say so. */
const noFiles = new WeakSet<Error>();

/** Whether an error says that something else came than a file: another address may have it. */
export function isNoFile(error: Error): boolean {
	return noFiles.has(error);
}

/** Stores the file in an answer as n8n's binary data. @throws NodeOperationError when n8n cannot take it */
export async function storeFile(
	context: IExecuteSingleFunctions,
	{ body, headers }: IN8nHttpFullResponse,
	{ name, mimeType }: About,
): Promise<IBinaryData> {
	try {
		return await context.helpers.prepareBinaryData(body as Readable, name, mimeType);
	} catch (error) {
		(body as Readable).destroy();
		throw asStorageError(context, error, name, headers['content-length']);
	}
}

/** The error of a disk that is full, or the like, in an operator's words; any other error stays as it is. */
function asStorageError(
	context: IExecuteSingleFunctions,
	error: unknown,
	name: string,
	announcedSize: unknown,
): unknown {
	const code = (error as { code?: string }).code ?? '';
	if (!cannotBeStored.has(code)) return error;
	const isFull = code === 'ENOSPC' || code === 'EDQUOT';
	return operationError(
		context,
		`n8n could not store the file "${name}"`,
		`There is ${isFull ? 'not enough room' : 'a problem'} where n8n keeps files (${code}${sizeText(announcedSize)}). ${isFull ? 'Free some space there' : 'Check the folder and its rights'}, or ask whoever runs n8n.`,
	);
}

function sizeText(bytes: unknown): string {
	const size = Number(bytes);
	return size > 0 ? `; the file has ${(size / 1e6).toFixed(1)} MB` : '';
}
