import type { IHttpRequestOptions, IN8nHttpFullResponse, NodeOperationError } from 'n8n-workflow';
import type { Client } from '../client/client';
import { operationError } from '../errors/operationError';
import { requireStorageAddress } from './storageAddress';

/** Stops a request to an address that n8n must not go to. */
export type AddressCheck = (client: Client, address: string) => Promise<void>;

/** So many redirects one after the other are followed. */
export const MOST_REDIRECTS = 5;

/**
 * Sends a request to a storage host, without any credential, and follows its redirects: a download wherever they
 * lead, an upload only where the document of HTTP has it sent again (307, 308) or where nothing changes but that
 * the address is encrypted. Every address passes the check for private networks.
 *
 * @param make what belongs to the request, made anew for each address: a body can be read once
 * @param send sends it
 * @param check stops it at an address that n8n must not go to
 * @returns the first answer that is not followed
 * @throws NodeOperationError for redirects without an end, or from an encrypted address to one that is not
 */
export async function followRedirects(
	client: Client,
	request: IHttpRequestOptions,
	make: () => Promise<Partial<IHttpRequestOptions>>,
	send: (request: IHttpRequestOptions) => Promise<IN8nHttpFullResponse>,
	check: AddressCheck = requireStorageAddress,
): Promise<IN8nHttpFullResponse> {
	let { url } = request;
	for (let followed = 0; ; followed++) {
		await check(client, url);
		const sent = { ...request, ...(await make()), url };
		const answer = await answered(send(sent));
		const next = nextAddress(answer, url);
		if (next === undefined || !isFollowed(request.method, answer.statusCode, url, next)) {
			return answer;
		}
		discard(answer);
		if (followed === MOST_REDIRECTS) throw endless(client);
		if (isEncrypted(url) && !isEncrypted(next)) throw inTheClear(client);
		url = next;
	}
}

/** A redirect as an answer, also where n8n throws it as an error; every other error stays one. */
export async function answered(
	exchange: Promise<IN8nHttpFullResponse>,
): Promise<IN8nHttpFullResponse> {
	return await exchange.catch((error: Error & { response?: AnswerInError }) => {
		const { status, headers, data } = error.response ?? {};
		if (status === undefined || status < 300 || status >= 400) throw error;
		return { statusCode: status, headers: headers ?? {}, body: data } as IN8nHttpFullResponse;
	});
}

interface AnswerInError {
	status: number;
	headers?: IN8nHttpFullResponse['headers'];
	data?: unknown;
}

/** Where an answer sends the request on to; `undefined` where it does not. */
export function nextAddress({ statusCode, headers }: IN8nHttpFullResponse, url: string) {
	const { location } = headers;
	const isRedirect = [301, 302, 303, 307, 308].includes(statusCode);
	if (!isRedirect || typeof location !== 'string' || !URL.canParse(location, url)) return undefined;
	return new URL(location, url).href;
}

function isFollowed(method: string | undefined, status: number, from: string, to: string): boolean {
	if (method === 'GET' || status === 307 || status === 308) return true;
	return !isEncrypted(from) && to === encrypted(from);
}

function isEncrypted(address: string): boolean {
	return new URL(address).protocol === 'https:';
}

/** The same address with https. */
function encrypted(address: string): string {
	const url = new URL(address);
	url.protocol = 'https:';
	return url.href;
}

/** An answer that nobody reads holds its connection. */
function discard({ body }: IN8nHttpFullResponse): void {
	(body as { destroy?: () => void } | undefined)?.destroy?.();
}

function endless({ context, service }: Client): NodeOperationError {
	return operationError(
		context,
		`${service.name} redirects the file too often`,
		`After ${MOST_REDIRECTS} redirects there was still no file. Report it to ${service.name}.`,
	);
}

function inTheClear({ context, service }: Client): NodeOperationError {
	return operationError(
		context,
		`${service.name} redirects the file to an address without encryption, which is not used`,
		`It begins with http: instead of https:. Report it to ${service.name}.`,
	);
}
