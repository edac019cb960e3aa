import { createHash } from 'node:crypto';
import type {
	BinaryHelperFunctions,
	IBinaryData,
	IExecuteSingleFunctions,
	NodeOperationError,
} from 'n8n-workflow';
import { operationError } from '../errors/operationError';
import { agentFiles, isAgentTool } from '../operation/agentTool';
import { inputBinaryField } from '../operation/fields';
import type { FileKey } from './progress';

export type Readable = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/**
 * How much of a file is read at once, in bytes; chosen by measurement, see `bench/README.md`. Large pieces
 * are quicker, but many files at once hold several of them each.
 */
const CHUNK = { least: 128 * 1024, most: 1024 * 1024, partOfFile: 16 };

/** A file of an input item. */
export interface InputFile {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Whether n8n has all of it in memory: each try takes as much again. */
	inMemory?: boolean;
	/** Tells it from the other files of its item, where there are several. */
	key?: FileKey;
	/** Its content from the beginning; every call opens it again, so that an upload can be repeated. */
	open(): Promise<Readable | Buffer>;
	/** Asked for each try, of a file that comes from elsewhere: rejects once it does not come any more. */
	broken?(): Promise<never>;
	/** Ends the connection that it comes over, if there is one. */
	end?(): void;
}

/**
 * Finds the file in an input item's binary field, wherever n8n keeps it (memory, disk, database, S3).
 *
 * @param propertyName of the binary field
 * @param fileName to use instead of the file's own; empty keeps it
 * @throws NodeOperationError that names the field and the fields that are there
 */
export async function inputFile(
	context: IExecuteSingleFunctions,
	propertyName: string,
	fileName = '',
): Promise<InputFile> {
	const binary = binaryIn(context, propertyName, context.getInputData().binary ?? {});
	const name = fileName.trim() || binary.fileName || defaultName(binary);
	return await openFile(context, binary, name);
}

/**
 * A file that n8n has, ready to go out.
 *
 * @param fileName that it goes out under
 * @throws NodeOperationError when it is empty
 */
export async function openFile(
	context: IExecuteSingleFunctions,
	binary: IBinaryData,
	fileName: string,
): Promise<InputFile> {
	const mimeType = binary.mimeType || 'application/octet-stream';
	const size = await storedSize(context, binary);
	if (size === 0) {
		throw operationError(
			context,
			`The file "${fileName}" is empty`,
			'Check the node that the file comes from: it gave a file without content.',
		);
	}
	const { id } = binary;
	const open = async () =>
		id
			? await context.helpers.getBinaryStream(id, chunkBytes(size))
			: Buffer.from(binary.data, 'base64');
	return { fileName, mimeType, size, inMemory: !id, open };
}

/** The MD5 checksum of a file's content, in lower-case hex; nothing but a piece of it is in memory. */
export async function md5Of(file: InputFile, signal?: AbortSignal): Promise<string> {
	const md5 = createHash('md5');
	const content = await file.open();
	if (Buffer.isBuffer(content)) return md5.update(content).digest('hex');
	for await (const piece of content) {
		signal?.throwIfAborted();
		md5.update(piece as Buffer);
	}
	return md5.digest('hex');
}

/** The size in bytes of a file that n8n has. */
export async function storedSize(
	context: IExecuteSingleFunctions,
	file: IBinaryData,
): Promise<number> {
	if (file.id) return (await context.helpers.getBinaryMetadata(file.id)).fileSize;
	return Buffer.byteLength(file.data, 'base64');
}

/** @throws NodeOperationError that names the field and the fields that are there */
export function binaryIn(
	context: IExecuteSingleFunctions,
	propertyName: string,
	fields: Record<string, IBinaryData>,
): IBinaryData {
	if (Object.hasOwn(fields, propertyName)) return fields[propertyName];
	const names = Object.keys(fields);
	if (names.length === 0) throw noFileIn(context);
	throw operationError(
		context,
		`This item has no file in the field "${propertyName}"`,
		`Its files are in: ${names.join(', ')}. Change it in "${inputBinaryField.displayName}".`,
	);
}

/** For an item without any file. @param why what is known of it, as a sentence */
export function noFileIn(context: IExecuteSingleFunctions, why = ''): NodeOperationError {
	if (isAgentTool(context.getNode())) {
		return operationError(context, agentFiles.in.message, agentFiles.in.description);
	}
	return operationError(
		context,
		'This item has no file to upload',
		`Connect a node that outputs files, e.g. a form, Google Drive or Read/Write Files from Disk. ${why}`.trim(),
	);
}

function chunkBytes(fileBytes: number): number {
	const part = Math.ceil(fileBytes / CHUNK.partOfFile);
	return Math.min(Math.max(part, CHUNK.least), CHUNK.most);
}

function defaultName(binary: IBinaryData): string {
	return binary.fileExtension ? `file.${binary.fileExtension}` : 'file';
}
