import type { IHttpRequestOptions, IN8nHttpFullResponse, NodeOperationError } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { objectIn } from '../../shared/client/response';
import { jsonHeaders, pathOf } from '../../shared/client/route';
import { TimeLimit } from '../../shared/client/timeLimit';
import { operationError } from '../../shared/errors/operationError';
import { answered, MOST_REDIRECTS, nextAddress } from '../../shared/files/redirects';
import { requireStorageAddress } from '../../shared/files/storageAddress';
import { failedAnswer } from '../../shared/files/upload';
import { originOf } from '../../shared/signing/ownOrigin';
import { numberIn } from './media';

/**
 * Finalizes an upload by a GET on the address that the storage named (document 003, 9.1.3), wherever it is: the
 * document's own is on the vendor's host, also where a customer has another base URL. Redirects are followed, as the
 * vendor's SDK does; the token goes along to the credential's own origin only. Where a redirect names the media item,
 * the upload is done, and the address that the operator had registered is not opened.
 *
 * @param location as the storage gave it
 * @returns the number of the media item
 * @throws NodeApiError or NodeOperationError when the upload was not finalized, or does not say what it became
 */
export async function finishUpload(client: Client, location: unknown): Promise<number> {
	let url = await firstAddress(client, String(location ?? ''));
	for (let followed = 0; ; followed++) {
		const answer = await ask(client, url);
		const next = nextAddress(answer, url);
		if (next === undefined) return mediaIdIn(client, answer);
		const named = numberIn(new URL(next).searchParams.get('media_id'));
		if (named !== undefined) return named;
		if (followed === MOST_REDIRECTS) {
			throw unfinished(client, 'Skyfish redirects the upload too often');
		}
		url = await ownAddress(client, next);
	}
}

/** The error for an upload of which nobody can say that it was finished. */
export function unfinished({ context }: Client, message: string): NodeOperationError {
	return operationError(
		context,
		message,
		'The upload was not finished. Check the base URL in the Skyfish API credential and run this again.',
	);
}

/** A path alone is one of the API, not of the storage that named it. */
async function firstAddress(client: Client, location: string): Promise<string> {
	const { baseUrl } = await client.credentialRules();
	// An empty text would lead to the base URL itself.
	const isAddress = location !== '' && originOf(location, baseUrl) !== undefined;
	if (isAddress) return await ownAddress(client, new URL(location, baseUrl).href);
	throw unfinished(client, 'The storage of Skyfish did not say where to finish the upload');
}

/**
 * An address as it is asked: the document's example names the API's host with `http:`; the credential's own scheme is
 * taken then, so that the token can go along and stays encrypted.
 */
async function ownAddress(client: Client, address: string): Promise<string> {
	const url = new URL(address);
	// What stands before the host would become a header.
	url.username = url.password = '';
	const { baseUrl } = await client.credentialRules();
	const own = new URL(baseUrl);
	const isUpgrade = url.protocol === 'http:' && own.protocol === 'https:' && url.host === own.host;
	return isUpgrade ? own.origin + url.pathname + url.search : url.href;
}

/** The media item is made by it: what may have been done is not done again. */
async function ask(client: Client, url: string): Promise<IN8nHttpFullResponse> {
	const { baseUrl } = await client.credentialRules();
	const isOwn = originOf(url) === originOf(baseUrl);
	if (!isOwn) await requireStorageAddress(client, url);
	const request: IHttpRequestOptions = {
		...client.session.connection,
		method: 'GET',
		url,
		headers: jsonHeaders,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const send = async (signal: AbortSignal) => {
		if (isOwn) return await client.signAndSend(request, signal);
		const unsigned = { ...request, allowedDomains: undefined, abortSignal: signal };
		return (await client.context.helpers.httpRequest(unsigned)) as IN8nHttpFullResponse;
	};
	const endTurn = await client.session.takeTurn('parallelRequests', client.cancelSignal);
	const attempts = { method: 'GET', path: pathOf(url), isRepeatable: () => false };
	const answer = await client
		.withRetries(attempts, async () => {
			const limit = new TimeLimit(client.session.uploadLimitMs, client.cancelSignal);
			const given = await limit.hold(answered(send(limit.signal)));
			if (given.statusCode < 400 || (isOwn && given.statusCode === 401)) return given;
			throw failedAnswer(given);
		})
		.finally(endTurn);
	// n8n renews a token only where it sees the error itself.
	return answer.statusCode === 401
		? await client.request('GET Location', { url, repeatable: false })
		: answer;
}

function mediaIdIn(client: Client, answer: IN8nHttpFullResponse): number {
	const mediaId = numberIn(objectIn(client.context, answer).media_id);
	if (mediaId !== undefined) return mediaId;
	throw unfinished(client, 'Skyfish did not say which media item the file became');
}
