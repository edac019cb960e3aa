import {
	NodeApiError,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { Client } from '../client/client';
import type { Explanation, Service } from '../client/service';
import { STALLED_FILE_MS } from '../client/timeLimit';
import type { Failure } from '../errors/failure';
import { operationError } from '../errors/operationError';
import { fileUrl } from '../operation/fields';
import { describeFile, type About } from './download';
import { openFile, type InputFile, type Readable } from './inputFile';
import { isMediaName, withEndingOf } from './mediaType';
import { firstPiece } from './peek';
import { requireFileAddress } from './storageAddress';
import { transfer, type Try } from './transfer';

/** A file on its way from an address. */
interface Opened {
	stream: Readable;
	about: About;
	/** In bytes; `undefined` where the address does not say. */
	size: number | undefined;
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

	private broken = false;
	private isReading = false;
	private movedAt = Date.now();

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
		if (size === undefined) return await this.stored(first);
		const open = async () => {
			const { stream, size: again } = this.opened ?? (await this.fetch());
			this.opened = undefined;
			if (again === size) return stream;
			stream.destroy();
			throw this.changed();
		};
		return { fileName: about.name, mimeType: about.mimeType ?? UNKNOWN_TYPE, size, open };
	}

	/** Why the file did not come to its end, if it is this address that is to blame. */
	whyBroken(): Error | undefined {
		const isStalled = this.isReading && Date.now() - this.movedAt > STALLED_FILE_MS / 2;
		if (!this.broken && !isStalled) return undefined;
		const { name } = this.site.service;
		return operationError(
			this.client.context,
			`The file from ${name} stopped arriving`,
			`Nothing was uploaded to ${this.client.service.name}. Run this again, or try another address in "${fileUrl.displayName}".`,
		);
	}

	close(): void {
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
		const once = async ({ exchange, signal }: Try) => await this.open(await exchange(), signal);
		this.opened = await transfer(this.site, request, place, once, () => true);
		return this.opened;
	}

	private async open(answer: IN8nHttpFullResponse, signal: AbortSignal): Promise<Opened> {
		const stream = answer.body as Readable;
		// It is told once the upload has failed; until then it must not end n8n.
		stream.on('error', () => (this.broken = true));
		const start = await firstPiece(stream, signal);
		const about = describeFile(answer, start, (named, type) => {
			const name = this.fileName || named || lastPartOf(this.address);
			return type && !isMediaName(name) ? withEndingOf(type, name) : name;
		});
		if (start.length > 0 && !about.isPage) {
			this.watch(stream);
			return { stream, about, size: statedSize(answer) };
		}
		stream.destroy();
		throw this.noFile(about.isPage ? 'a web page' : 'nothing');
	}

	/** Unlike `on`, `prependListener` does not set a stream flowing before somebody reads it. */
	private watch(stream: Readable): void {
		this.broken = false;
		this.isReading = true;
		this.movedAt = Date.now();
		stream.prependListener('data', () => (this.movedAt = Date.now()));
		stream.on('end', () => (this.isReading = false));
	}

	private async stored({ stream, about }: Opened): Promise<InputFile> {
		const context = this.client.context as IExecutePaginationFunctions;
		this.opened = undefined;
		const binary = await context.helpers
			.prepareBinaryData(stream, about.name, about.mimeType)
			.catch((error: Error) => {
				throw this.whyBroken() ?? error;
			});
		return await openFile(context, binary, about.name);
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
