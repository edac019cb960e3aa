import { NodeOperationError, type IExecutePaginationFunctions } from 'n8n-workflow';
import { refused } from '../refused';
import type { Transfer } from './transfer';

/** What a service says of a file that it has; what it does not say is left out. */
export interface StatedFile {
	/** In bytes. */
	size?: unknown;
	/** MD5 checksum in hex, with or without dashes, in either case. */
	md5?: unknown;
}

/** The checksum of nothing. Services give it for files that they have not looked into. */
const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

/**
 * Compares a file that went over the line with what the service says of it.
 *
 * @returns `undefined` where the service says neither its size nor its checksum
 */
export function isSame({ fileSize, md5 }: Transfer, stated: StatedFile): boolean | undefined {
	const size = typeof stated.size === 'number' ? stated.size : undefined;
	const checksum = md5In(stated.md5);
	if (size !== undefined && size !== fileSize) return false;
	if (checksum !== undefined && checksum !== md5) return false;
	return size === undefined && checksum === undefined ? undefined : true;
}

/** The error for a file that is not the same at both ends. */
export function notSame(
	context: IExecutePaginationFunctions,
	service: string,
	fileName: string,
	stated: StatedFile,
	{ fileSize }: Transfer,
): NodeOperationError {
	const size = typeof stated.size === 'number' ? stated.size : fileSize;
	const difference =
		size === fileSize
			? 'another checksum (MD5) than the file that went over the line'
			: `${size} bytes, but ${fileSize} went over the line`;
	return refused(
		context,
		`The file "${fileName}" did not arrive as it was sent`,
		`${service} says that it has ${difference}. Look at the file there before you send it again. If ${service} changes files on purpose, switch "Verify Files" off in the request options.`,
	);
}

/** A checksum in lower-case hex; `undefined` for anything that is none. */
function md5In(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const hex = value.replace(/[-"\s]/g, '').toLowerCase();
	return /^[0-9a-f]{32}$/.test(hex) && hex !== MD5_OF_NOTHING ? hex : undefined;
}
