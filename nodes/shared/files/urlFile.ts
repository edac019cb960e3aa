import {
	NodeApiError,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { Client } from '../client/client';
import type { Explanation, Service } from '../client/service';
import { STALLED_FILE_MS, TimeLimit } from '../client/timeLimit';
import type { Failure } from '../errors/failure';
import { operationError } from '../errors/operationError';
import { fileUrl } from '../operation/fields';
import type { Item } from '../operation/item';
import { requireFilled } from '../operation/parameters';
import { describeFile, storeFile, type About } from './download';
import { openFile, type InputFile, type Readable } from './inputFile';
import { isMediaName, withEndingOf } from './mediaType';
import { firstPiece } from './peek';
import { requireFileAddress } from './storageAddress';
import { LEAST_BYTES_PER_MS, transfer, type Try } from './transfer';

/** A file on its way from an address. */
interface Opened {
	stream: Readable;
	about: About;
	/** In bytes; `undefined` where the address does not say. */
	size: number | undefined;
}

/** The address in "URL", without the white space around it. @throws NodeOperationError if it is empty */
export function readFileUrl(item: Item): string {
	const url = item.text(fileUrl.name).trim();
	requireFilled(item.context, fileUrl.displayName, url);
	return url;
}

/**
 * Hands on a file that is at an address: it streams through, and is never held whole. Where the address does not say
 * how large it is, n8n stores it first, as it stores any file: who takes it has to be told its size.
 *
 * @param address as the operator entered it; never one of n8n's own network, see `requireFileAddress`
 * @param fileName to use instead of the file's own; empty keeps it
 * @param use what becomes of it
 * @throws NodeOperationError or NodeApiError in words about the address where the file cannot be had; what `use` throws
 */
export async function withUrlFile<T>(
	client: Client,
	address: string,
	fileName: string,
	use: (file: InputFile) => Promise<T>,
): Promise<T> {
	await requireFileAddress(client, address);
	const source = new Source(client, address, fileName);
	try {
		const file = await source.file();
		return await use(file).catch((error: Error) => {
			// Whoever takes the file has answered, or it is the operator who does not want it any more.
			const isAnswered = error instanceof NodeApiError && error.httpCode !== null;
			if (isAnswered || client.cancelSignal?.aborted) throw error;
			throw source.whyBroken() ?? error;
		});
	} finally {
		source.close();
	}
}

/** One file at an address, opened again for every try. */
class Source {
	/** Until somebody reads it. */
	private opened: Opened | undefined;

	/** Whether it is the address that a try failed at. */
	private broken = false;
	private disconnect = () => {};
	private breakOff: (error: Error) => void = () => {};

	private readonly client: Client;
	private readonly site: Client;

	private readonly address: string;

	private readonly fileName: string;

	constructor(client: Client, address: string, fileName: string) {
		this.client = client;
		this.address = address;
		this.fileName = fileName.trim();
		this.site = new Client(client.context, client.session, siteAt(address, client.service));
	}

	async file(): Promise<InputFile> {
		const first = await this.fetch();
		const { about, size } = first;
		if (size === undefined) return await this.stored();
		const open = async () => {
			const { stream, size: again } = this.opened ?? (await this.fetch());
			this.opened = undefined;
			// It broke before anybody read it: the next try fetches it again.
			if (stream.destroyed) throw brokenOff();
			if (again === size) return stream;
			stream.destroy();
			throw this.changed();
		};
		return {
			fileName: about.name,
			mimeType: about.mimeType ?? UNKNOWN_TYPE,
			size,
			open,
			broken: async () => await this.brokenOff(),
			end: () => this.disconnect(),
		};
	}

	/** Why the file did not come to its end, if it is this address that is to blame. */
	whyBroken(): Error | undefined {
		if (!this.broken) return undefined;
		const { name } = this.site.service;
		return operationError(
			this.client.context,
			`The file from ${name} stopped arriving`,
			`Nothing was uploaded to ${this.client.service.name}. Run this again, or try another address in "${fileUrl.displayName}".`,
		);
	}

	close(): void {
		this.disconnect();
		this.opened?.stream.destroy();
	}

	private async fetch(): Promise<Opened> {
		const request: IHttpRequestOptions = {
			method: 'GET',
			url: this.address,
			// Packed, its size would be another one.
			headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
		};
		const place = { url: this.address, check: requireFileAddress };
		const connection = new AbortController();
		const once = async ({ exchange, signal }: Try) => {
			const abortSignal = AbortSignal.any([signal, connection.signal]);
			return await this.open(await exchange(async () => ({ abortSignal })), signal);
		};
		const limit = new TimeLimit(STALLED_FILE_MS, this.client.cancelSignal);
		const found = await transfer(this.site, request, place, once, () => true).catch(
			(error: Error) => {
				limit.stop();
				throw error;
			},
		);
		this.broken = false;
		// To destroy the stream around it would leave the connection open.
		this.disconnect = () => {
			ended.add(found.stream);
			connection.abort();
		};
		this.watch(found.stream, limit);
		this.opened = found;
		return found;
	}

	private async open(answer: IN8nHttpFullResponse, signal: AbortSignal): Promise<Opened> {
		const stream = answer.body as Readable;
		// It is told once the upload has failed; until then it must not end n8n.
		stream.on('error', () => (this.broken ||= !ended.has(stream)));
		const start = await firstPiece(stream, signal);
		const about = describeFile(answer, start, (named, type) => {
			const name = this.fileName || named || lastPartOf(this.address);
			return type && !isMediaName(name) ? withEndingOf(type, name) : name;
		});
		if (start.length > 0 && !about.isPage) return { stream, about, size: statedSize(answer) };
		stream.destroy();
		throw this.noFile(about.isPage ? 'a web page' : 'nothing');
	}

	/** Breaks a stream off in which next to nothing moves: the next try fetches it again. */
	private watch(stream: Readable, limit: TimeLimit): void {
		let bytes = 0;
		limit.extend();
		// Unlike `on`, this does not set it flowing before somebody reads it.
		stream.prependListener('data', (piece: Buffer) => {
			bytes += piece.length;
			if (bytes < LEAST_BYTES_PER_MS * STALLED_FILE_MS) return;
			bytes = 0;
			limit.extend();
		});
		stream.on('close', () => limit.stop());
		const end = () => {
			// What waits to be read has not stalled: whoever takes it is slow.
			this.broken = stream.readableLength === 0;
			this.breakOff(brokenOff());
			this.disconnect();
			stream.destroy();
		};
		limit.signal.addEventListener('abort', end, { once: true });
	}

	/** Rejects once the stream is broken off: that alone does not end what reads it. */
	private async brokenOff(): Promise<never> {
		return await new Promise<never>((_, reject) => (this.breakOff = reject));
	}

	/** Where nobody says how large it is: n8n keeps it then, and knows. */
	private async stored(): Promise<InputFile> {
		const context = this.client.context as IExecuteSingleFunctions;
		const attempts = { method: 'GET', path: '', isRepeatable: () => true };
		const store = async () => {
			const { stream, about } = this.opened ?? (await this.fetch());
			this.opened = undefined;
			if (stream.destroyed) throw brokenOff();
			const answer = { body: stream, headers: {}, statusCode: 200 } as never;
			const storing = storeFile(context, answer, about);
			storing.catch(() => {});
			const binary = await Promise.race([storing, this.brokenOff()]).catch((error: Error) => {
				throw this.broken || ended.has(stream) ? brokenOff() : error;
			});
			return await openFile(context, binary, about.name);
		};
		return await this.site.withRetries(attempts, store).catch((error: Error) => {
			throw this.whyBroken() ?? error;
		});
	}

	private noFile(what: string): Error {
		return operationError(
			this.client.context,
			`The address in "${fileUrl.displayName}" gave ${what} instead of a file`,
			`Nothing was uploaded to ${this.client.service.name}. Enter the address of the file itself: a page that shows it, or asks to sign in, is not enough.`,
		);
	}

	private changed(): Error {
		return operationError(
			this.client.context,
			`The file at ${this.site.service.name} changed while it was fetched`,
			`Nothing was uploaded to ${this.client.service.name}. Run this again.`,
		);
	}
}

/** The streams that were broken off here, not by the address. */
const ended = new WeakSet<object>();

/** As the connection itself would have told it, so that it is tried again. */
function brokenOff(): Error {
	return Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

const UNKNOWN_TYPE = 'application/octet-stream';

/** Whoever has the file, as far as errors are concerned. Its host alone: an address can hold secrets. */
function siteAt(address: string, service: Service): Service {
	const name = new URL(address).host;
	const nothing = `Nothing was uploaded to ${service.name}.`;
	return {
		...service,
		name,
		isOwnFailure: () => false,
		explain: ({ status, connectionCode }: Failure): Explanation => {
			if (status === undefined) {
				return {
					message: `${name} could not be reached (${connectionCode ?? 'unknown'})`,
					description: `${nothing} Check the address in "${fileUrl.displayName}" and the network of n8n.`,
				};
			}
			return {
				message: `${name} did not give the file in "${fileUrl.displayName}" (status ${status})`,
				description: `${nothing} ${adviceFor(status)}`,
			};
		},
	};
}

function adviceFor(status: number): string {
	if (status === 404 || status === 410) return 'There is no file at this address: correct it.';
	if (status === 401 || status === 403) {
		return 'The address must open without a sign-in; one that is signed may have expired.';
	}
	if (status === 429 || status >= 500) return 'Run this again later.';
	return 'Check the address.';
}

/** The size that an answer states; of one that is packed, it is not that of the file. */
function statedSize({ headers }: IN8nHttpFullResponse): number | undefined {
	const size = Number(headers['content-length'] ?? NaN);
	const isPacked = (headers['content-encoding'] ?? 'identity') !== 'identity';
	return !isPacked && Number.isInteger(size) && size > 0 ? size : undefined;
}

/** `shoe.jpg` of `https://example.com/photos/shoe.jpg?size=full`. */
function lastPartOf(address: string): string {
	const last = new URL(address).pathname.split('/').pop() ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		// It is no encoding then, but a name with a percent sign.
		return last;
	}
}
