import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Client } from '../client/client';
import { pathOf } from '../client/route';
import { OPERATION_TIMEOUT_MS, STALLED_FILE_MS, TimeLimit } from '../client/timeLimit';
import type { InputFile } from './inputFile';
import { followRedirects, type AddressCheck } from './redirects';

/** What is known of a file after it was transferred; goes into the output item. */
export interface Transfer {
	/** In bytes. */
	fileSize: number;
	/** MD5 checksum in lower-case hex, of the bytes that were transferred; only where it is compared. */
	md5?: string;
	/** From the first try to the end, in milliseconds. */
	durationMs: number;
}

/** Where a file goes to or comes from. */
export interface Place {
	/** Of the storage host, which carries its own secret; or a path of the API if `signed`. */
	url: string;
	/** Whether n8n may go there, asked for each address on the way; by default `requireStorageAddress`. */
	check?: AddressCheck;
	/** Whether the credential goes with it: only to the API itself, never to a storage host. */
	signed?: boolean;
	/**
	 * For an API that may answer where the file is, instead of the file: gives what finds that place; `undefined`
	 * where the answer is the file. A token that has expired is not renewed on the way: ask for something before.
	 */
	elsewhere?: (answer: IN8nHttpFullResponse) => Promise<(() => Promise<Place>) | undefined>;
}

/** What drips at less than 1 kB a second has stalled as well. */
export const LEAST_BYTES_PER_MS = 1;

/** What one try of a transfer has at hand. */
export interface Try {
	/**
	 * Sends its request: with the credential to the API itself, without it to a storage host, whose redirects it
	 * follows. @param make its body, made anew for each address
	 */
	exchange(make?: () => Promise<Partial<IHttpRequestOptions>>): Promise<IN8nHttpFullResponse>;
	/** So many bytes moved: the file has not stalled. @param nextMs how long the next thing may take, in ms */
	moved(bytes: number, nextMs?: number): void;
	/** Ends what waits for the file when it stalls or the execution is canceled. */
	signal: AbortSignal;
}

/** A file below this size, in bytes, goes up as a small one unless it is in memory; see `bench/README.md`. */
const SMALL_FILE = 8e6;

/**
 * Does all that belongs to one file when it is its turn, see "Parallel File Transfers". Addresses that expire
 * soon are to be asked for in here, not before.
 *
 * @param upload the file if it goes up, where it is known before its turn
 */
export async function fileTurn<T>(
	client: Client,
	task: () => Promise<T>,
	{ key, size = Infinity, inMemory }: Partial<InputFile> = {},
): Promise<T> {
	const isSmall = size < SMALL_FILE && !inMemory;
	const kind = isSmall ? 'parallelSmallUploads' : 'parallelFileTransfers';
	const endTurn = await client.session.takeTurn(kind, client.cancelSignal);
	return await task().finally(() => {
		endTurn();
		client.session.progress.fileDone(key ?? client.itemIndex ?? 0);
	});
}

/**
 * Transfers one file, which has its turn already. A try in which next to nothing moves for a minute ends like a
 * broken connection.
 *
 * @param once does one try of the whole transfer
 * @param isRepeatable asked after a failure: whether doing it again cannot do anything twice
 * @throws NodeApiError that tells a person what happened
 */
export async function transfer<T extends object>(
	client: Client,
	request: IHttpRequestOptions,
	{ signed = false, check }: Place,
	once: (attempt: Try) => Promise<T>,
	isRepeatable: () => boolean,
): Promise<T> {
	const { connection } = client.session;
	const hasOwnLimit = connection.timeout !== OPERATION_TIMEOUT_MS;
	const stalledMs = (hasOwnLimit && connection.timeout) || STALLED_FILE_MS;
	const attempt = async () => {
		const limit = new TimeLimit(stalledMs, client.cancelSignal);
		const exchange: Try['exchange'] = async (make = async () => ({})) => {
			const full = { ...connection, ...request };
			if (signed) return await client.signAndSend({ ...full, ...(await make()) }, limit.signal);
			// Which domains a credential may be sent to says nothing of storage hosts: it is not sent there.
			const unsigned = { ...full, allowedDomains: undefined, abortSignal: limit.signal };
			const send = async (one: IHttpRequestOptions) =>
				(await client.context.helpers.httpRequest(one)) as IN8nHttpFullResponse;
			return await followRedirects(client, unsigned, make, send, check);
		};
		let bytesMoved = 0;
		const moved = (bytes: number, nextMs?: number) => {
			bytesMoved += bytes;
			if (bytesMoved < LEAST_BYTES_PER_MS * stalledMs && nextMs === undefined) return;
			bytesMoved = 0;
			limit.extend(nextMs);
		};
		return await limit.hold(once({ exchange, moved, signal: limit.signal }));
	};
	const { method = 'GET', url } = request;
	return await client.withRetries({ method, path: pathOf(url), isRepeatable }, attempt);
}
