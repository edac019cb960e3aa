import type { NodeOperationError } from 'n8n-workflow';
import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import type { Transfer } from './transfer';

/** What a service says of a file that it has; what it does not state is left out. */
export interface StatedFile {
	/** In bytes. */
	size?: unknown;
	/** MD5 checksum in hex, with or without dashes, in either case. */
	md5?: unknown;
}

/** The checksum of nothing. Services give it for files that they have not looked into. */
const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

/** Whether a service states a checksum that tells something. */
export function hasChecksum({ md5 }: StatedFile): boolean {
	return md5In(md5) !== undefined;
}

/** Whether checksums are compared, where the service states them. */
export function comparesChecksums({ session }: Client): boolean {
	return session.options.verifyFiles === 'sizeAndChecksum';
}

/** What of it is compared, see "Verify Files". */
export function comparedOf({ session }: Client, { size, md5 }: StatedFile): StatedFile {
	switch (session.options.verifyFiles) {
		case 'sizeAndChecksum':
			return { size, md5 };
		case 'size':
			return { size };
		case 'off':
			return {};
	}
}

/**
 * Compares a file that was transferred with what the service says of it.
 *
 * @returns `undefined` if the service says neither its size nor a checksum that can be compared
 */
export function isSame(
	{ fileSize, md5 }: Pick<Transfer, 'fileSize' | 'md5'>,
	stated: StatedFile,
): boolean | undefined {
	const size = typeof stated.size === 'number' ? stated.size : undefined;
	const checksum = md5 === undefined ? undefined : md5In(stated.md5);
	if (size !== undefined && size !== fileSize) return false;
	if (checksum !== undefined && checksum !== md5) return false;
	return size === undefined && checksum === undefined ? undefined : true;
}

/**
 * Compares a file that was transferred with what the service says of it, as "Verify Files" has it.
 *
 * @param whose who says so, for the message; the service itself by default
 * @returns whether it could be compared
 * @throws NodeOperationError when it differs
 */
export function verifyFile(
	client: Client,
	fileName: string,
	transferred: Transfer,
	stated: StatedFile,
	whose = client.service.name,
): boolean {
	const compared = comparedOf(client, stated);
	const same = isSame(transferred, compared);
	if (same === false) throw notSame(client, whose, fileName, compared, transferred);
	return same === true;
}

/** The error for a file that is not the same at both ends. */
export function notSame(
	{ context }: Client,
	whose: string,
	fileName: string,
	stated: StatedFile,
	{ fileSize }: Transfer,
): NodeOperationError {
	const size = typeof stated.size === 'number' ? stated.size : fileSize;
	const difference =
		size === fileSize
			? 'a different checksum (MD5) from the file that was transferred'
			: `${size} bytes, but ${fileSize} were transferred`;
	return operationError(
		context,
		`The file "${fileName}" did not arrive as it was sent`,
		`${whose} says that it has ${difference}. Look at the file there before you send it again. If ${whose} changes files on purpose, set "Verify Files" to ${size === fileSize ? 'Size or Off' : 'Off'} in the request options.`,
	);
}

/** A checksum in lower-case hex; `undefined` for anything else, and for that of nothing. */
export function md5In(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const hex = value.replace(/[-"\s]/g, '').toLowerCase();
	return /^[0-9a-f]{32}$/.test(hex) && hex !== MD5_OF_NOTHING ? hex : undefined;
}
