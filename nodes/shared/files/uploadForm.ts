import { createHash, randomUUID } from 'node:crypto';
import type {
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Service } from '../errors';
import { transferFile } from '../transport';
import { exchange } from './exchange';
import type { InputFile, Readable } from './inputFile';
import { multipartFrame } from './multipart';
import { progressOf } from './progress';
import { startTransfer, type Transfer } from './transfer';

/** How a file goes out. */
export interface UploadForm {
	/** The form field that holds the file. */
	field: string;
	/** The fields before it, in their order. */
	fields?: Array<[name: string, value: string]>;
	/** Whether the credential goes with it: only to the API itself, never to a storage host. */
	signed?: boolean;
	/** Whether a redirect is the right answer; it is given back, not followed. */
	redirects?: boolean;
}

/**
 * Sends a file as a form upload, streaming it. One that broke off before its end was sent is sent again
 * from the beginning: the service cannot have taken it. No redirect is followed: that would need the whole
 * body a second time.
 *
 * @param url of the storage host, which carries its own secret; or a path of the API when `signed`
 * @returns what was sent, and the service's answer
 * @throws NodeApiError when it was not taken
 */
export async function uploadForm(
	context: IExecutePaginationFunctions,
	service: Service,
	url: string,
	file: InputFile,
	form: UploadForm,
): Promise<{ sent: Transfer; answer: IN8nHttpFullResponse }> {
	const { head, tail, contentType } = multipartFrame(
		form.fields ?? [],
		{ field: form.field, fileName: file.fileName, mimeType: file.mimeType },
		`n8n-${randomUUID()}`,
	);
	const request: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: {
			'Content-Type': contentType,
			'Content-Length': head.length + file.size + tail.length,
			Accept: 'application/json, */*;q=0.1',
		},
		returnFullResponse: true,
		// n8n renews an expired token only where it sees the error itself.
		ignoreHttpStatusErrors: form.signed !== true,
		disableFollowRedirect: true,
	};
	const finish = startTransfer();
	const progress = progressOf(context);
	const item = context.getItemIndex();
	let bytesSent = 0;
	const once = async (options: IHttpRequestOptions) => {
		const md5 = createHash('md5');
		bytesSent = 0;
		const body = framed(await file.open(), head, tail, (piece) => {
			md5.update(piece);
			bytesSent += piece.length;
			progress.moved(item, piece.length, file.size);
		});
		try {
			const answer = await exchange(context, service, { ...options, body }, form.signed);
			if (answer.statusCode >= (form.redirects ? 400 : 300)) throw refusedAnswer(answer);
			return { sent: finish(file.size, md5.digest('hex')), answer };
		} finally {
			// One that broke off would keep its file open.
			if (!Buffer.isBuffer(body)) body.destroy();
		}
	};
	return await transferFile(context, service, request, once, () => bytesSent < file.size);
}

/** The error that an answer stands for, in the form that the transport reads. */
function refusedAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): Error {
	return Object.assign(new Error(`status ${statusCode}`), {
		response: { status: statusCode, headers, data: body },
	});
}

/**
 * Head, file and tail as one body: a stream, without a second copy of the file, unless the file is in memory.
 *
 * @param onPiece is told of every piece of the file that goes out; of a file in memory all at once, since
 * nobody knows how much of it went
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
