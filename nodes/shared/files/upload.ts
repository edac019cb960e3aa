import { createHash, randomUUID, type Hash } from 'node:crypto';
import type { IHttpRequestOptions, IN8nHttpFullResponse, NodeOperationError } from 'n8n-workflow';
import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import type { InputFile, Readable } from './inputFile';
import { multipartFrame } from './multipart';
import { transfer, type Place, type Transfer, type Try } from './transfer';

/** How a file goes out. */
export interface UploadForm {
	/** The form field that holds the file. */
	field: string;
	/** The fields before it, in their order. */
	fields?: Array<[name: string, value: string]>;
	/** Whether a redirect is the right answer; it is given back, not followed. */
	redirects?: boolean;
	/** Whether its checksum is compared afterwards; otherwise nothing is spent on it. */
	withChecksum?: boolean;
}

/** What was sent, and the service's answer. */
export interface Upload {
	sent: Transfer;
	answer: IN8nHttpFullResponse;
}

/**
 * Sends a file as a form upload, streaming it. One that broke off before its end was sent is sent again
 * from the beginning: the service cannot have taken it. A redirect that wants it elsewhere gets it from the
 * beginning, too.
 *
 * @throws NodeApiError when it was not taken
 */
export async function uploadFile(
	client: Client,
	place: Place,
	file: InputFile,
	form: UploadForm,
): Promise<Upload> {
	const { head, tail, contentType } = multipartFrame(
		form.fields ?? [],
		{ field: form.field, fileName: file.fileName, mimeType: file.mimeType },
		`n8n-${randomUUID()}`,
	);
	const request: IHttpRequestOptions = {
		method: 'POST',
		url: place.url,
		headers: {
			'Content-Type': contentType,
			'Content-Length': head.length + file.size + tail.length,
			Accept: 'application/json, */*;q=0.1',
		},
		returnFullResponse: true,
		// n8n renews an expired token only where it sees the error itself.
		ignoreHttpStatusErrors: place.signed !== true,
		disableFollowRedirect: true,
	};
	const start = Date.now();
	let bytesSent = 0;
	const once = async ({ exchange, moved, signal }: Try) => {
		let md5: Hash | undefined;
		let close = () => {};
		const make = async () => {
			close();
			md5 = form.withChecksum ? createHash('md5') : undefined;
			bytesSent = 0;
			const body = framed(await file.open(), head, tail, (piece) => {
				md5?.update(piece);
				bytesSent += piece.length;
				// Once all of it is on its way, the service may take its time to look at it.
				moved(piece.length, bytesSent < file.size ? undefined : client.session.uploadLimitMs);
				client.session.progress.moved(file.key ?? client.itemIndex ?? 0, piece.length, file.size);
			});
			close = () => {
				if (Buffer.isBuffer(body)) return;
				file.end?.();
				// One that broke off would keep its file open; that nobody reads it any more must not end n8n.
				body.on('error', () => {}).destroy();
			};
			return { body };
		};
		const onAbort = () => close();
		signal.addEventListener('abort', onAbort, { once: true });
		try {
			const answer = await unlessBroken(file, exchange(make));
			const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400;
			if (isRedirect && !form.redirects && !place.signed) throw sentElsewhere(client, answer);
			if (answer.statusCode >= (form.redirects ? 400 : 300)) throw failedAnswer(answer);
			const checksum = md5 && { md5: md5.digest('hex') };
			return { sent: { fileSize: file.size, ...checksum, durationMs: Date.now() - start }, answer };
		} finally {
			signal.removeEventListener('abort', onAbort);
			close();
		}
	};
	return await transfer(client, request, place, once, () => bytesSent < file.size);
}

/** The answer, unless the file stops coming before. */
async function unlessBroken<T>(file: InputFile, exchange: Promise<T>): Promise<T> {
	if (!file.broken) return await exchange;
	// Whichever is late is of no interest any more, and must not end the process.
	exchange.catch(() => {});
	const broken = file.broken();
	broken.catch(() => {});
	return await Promise.race([exchange, broken]);
}

/** For a redirect that HTTP has followed without the file. */
function sentElsewhere(
	{ context, service }: Client,
	{ statusCode }: IN8nHttpFullResponse,
): NodeOperationError {
	return operationError(
		context,
		`${service.name} redirected the upload, which is not followed`,
		`Its redirect (status ${statusCode}) asks for that address without the file, so that nothing is known to have arrived. Check the base URL in the credential: its address may have changed, e.g. to https.`,
	);
}

/** The error that an answer stands for, in the form that `readFailure` reads. */
export function failedAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): Error {
	return Object.assign(new Error(`status ${statusCode}`), {
		response: { status: statusCode, headers, data: body },
	});
}

/**
 * Head, file and tail as one body: a stream, without a second copy of the file, unless the file is in memory.
 *
 * @param onPiece gets every piece of the file that goes out; of a file in memory all at once, since nobody
 * knows how much of it went
 */
function framed(
	content: Readable | Buffer,
	head: Buffer,
	tail: Buffer,
	onPiece: (piece: Buffer) => void,
): Readable | Buffer {
	if (Buffer.isBuffer(content)) {
		onPiece(content);
		return Buffer.concat([head, content, tail]);
	}
	return content.compose(async function* (source: AsyncIterable<Buffer>) {
		yield head;
		for await (const piece of source) {
			onPiece(piece);
			yield piece;
		}
		yield tail;
	}) as Readable;
}
