import { randomUUID } from 'node:crypto';
import type {
	BinaryHelperFunctions,
	IBinaryData,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { refused } from './refused';
import type { Service } from './errors';
import { fileNameFromHeader, safeFileName } from './fileName';
import { multipartFrame } from './multipart';
import { transferFile } from './transport';

type Readable = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** How much of a file is read at once, in bytes. */
const CHUNK_BYTES = 1024 * 1024;

/** A file of an input item. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Its content from the beginning; every call opens it anew, so that an upload can be repeated. */
	open(): Promise<Readable | Buffer>;
}

/**
 * Finds the file in an input item's binary field, wherever n8n keeps it (memory, disk, database, S3).
 *
 * @param propertyName of the binary field
 * @param fileName to use instead of the file's own; empty keeps it
 * @throws NodeOperationError that names the field and the fields that are there
 */
export async function inputFile(
	context: IExecutePaginationFunctions,
	propertyName: string,
	fileName = '',
): Promise<InputFile> {
	const binary = binaryIn(context, propertyName);
	const mimeType = binary.mimeType || 'application/octet-stream';
	const ownName = fileName.trim() || binary.fileName || defaultName(binary);
	const size = await sizeOf(context, binary);
	if (size === 0) {
		throw refused(
			context,
			`The file "${ownName}" is empty`,
			'Check the node that the file comes from: it gave a file without content.',
		);
	}
	const { id } = binary;
	const open = async () =>
		id
			? await context.helpers.getBinaryStream(id, CHUNK_BYTES)
			: Buffer.from(binary.data, 'base64');
	return { fileName: ownName, mimeType, size, open };
}

function binaryIn(context: IExecutePaginationFunctions, propertyName: string): IBinaryData {
	const fields = context.getInputData().binary ?? {};
	if (Object.hasOwn(fields, propertyName)) return fields[propertyName];
	const names = Object.keys(fields);
	throw refused(
		context,
		names.length === 0
			? 'This item has no file to upload'
			: `This item has no file in the field "${propertyName}"`,
		names.length === 0
			? 'Connect a node that outputs files, e.g. a form, Google Drive or Read/Write Files from Disk.'
			: `Its files are in: ${names.join(', ')}. Enter one of these in "Input Binary Field".`,
	);
}

function defaultName(binary: IBinaryData): string {
	return binary.fileExtension ? `file.${binary.fileExtension}` : 'file';
}

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
 * @throws NodeApiError when it was not taken
 */
export async function uploadForm(
	context: IExecutePaginationFunctions,
	service: Service,
	url: string,
	file: InputFile,
	form: UploadForm,
): Promise<IN8nHttpFullResponse> {
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
	let bytesSent = 0;
	const once = async (options: IHttpRequestOptions) => {
		const content = await file.open();
		// Of a file that goes in one piece nobody knows how much of it went.
		bytesSent = Buffer.isBuffer(content) ? file.size : 0;
		const body = Buffer.isBuffer(content)
			? Buffer.concat([head, content, tail])
			: framed(content, head, tail, (bytes) => (bytesSent += bytes));
		try {
			const answer = await exchange(context, service, { ...options, body }, form.signed);
			if (answer.statusCode >= (form.redirects ? 400 : 300)) throw refusedAnswer(answer);
			return answer;
		} finally {
			// One that broke off would keep its file open.
			if (!Buffer.isBuffer(body)) body.destroy();
		}
	};
	return await transferFile(context, service, request, once, () => bytesSent < file.size);
}

/** One request of a transfer, with the service's credential or without. */
async function exchange(
	context: IExecutePaginationFunctions,
	service: Service,
	request: IHttpRequestOptions,
	signed = false,
): Promise<IN8nHttpFullResponse> {
	if (!signed) return (await context.helpers.httpRequest(request)) as IN8nHttpFullResponse;
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		service.credentialType,
		request,
	)) as IN8nHttpFullResponse;
}

/** The error that an answer stands for, in the form that the transport reads. */
function refusedAnswer({ statusCode, headers, body }: IN8nHttpFullResponse): Error {
	return Object.assign(new Error(`status ${statusCode}`), {
		response: { status: statusCode, headers, data: body },
	});
}

/**
 * Head, file and tail as one stream, without a second copy of the file.
 *
 * @param onBytes is told of every piece of the file that goes out, in bytes
 */
function framed(
	content: Readable,
	head: Buffer,
	tail: Buffer,
	onBytes: (bytes: number) => void,
): Readable {
	return content.compose(async function* (source: AsyncIterable<Buffer>) {
		yield head;
		for await (const chunk of source) {
			onBytes(chunk.length);
			yield chunk;
		}
		yield tail;
	}) as Readable;
}

/**
 * Fetches a file and stores it as n8n's binary data, streaming it.
 *
 * @param url of the storage host, which carries its own secret; or a path of the API when `signed`
 * @param fileName to give it; empty takes the service's own
 * @param signed whether the credential goes with it: only to the API itself
 * @throws NodeApiError when it cannot be had or does not arrive whole
 */
export async function downloadFile(
	context: IExecutePaginationFunctions,
	service: Service,
	url: string,
	fileName = '',
	signed = false,
): Promise<IBinaryData> {
	const request: IHttpRequestOptions = {
		method: 'GET',
		url,
		// Unpacked on the way, its size could not be compared with the announced one.
		headers: { 'Accept-Encoding': 'identity' },
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
	};
	return await transferFile(context, service, request, async (options) => {
		const { body, headers } = await exchange(context, service, options, signed);
		const name = fileName || fileNameFromHeader(headers['content-disposition']) || '';
		const mimeType = String(headers['content-type'] ?? '')
			.split(';')[0]
			.trim();
		const file = await context.helpers.prepareBinaryData(
			body as Readable,
			safeFileName(name, 'file'),
			// n8n finds the type from the name or the content where the service does not know it.
			mimeType === '' || mimeType === 'application/octet-stream' ? undefined : mimeType,
		);
		const announced = headers['content-length'];
		const size = await sizeOf(context, file);
		if (announced !== undefined && Number(announced) !== size) {
			throw Object.assign(new Error('the file is incomplete'), { code: 'ECONNRESET' });
		}
		return file;
	});
}

/** The size in bytes of a file that n8n has. */
async function sizeOf(context: IExecutePaginationFunctions, file: IBinaryData): Promise<number> {
	if (file.id) return (await context.helpers.getBinaryMetadata(file.id)).fileSize;
	return Buffer.byteLength(file.data, 'base64');
}
