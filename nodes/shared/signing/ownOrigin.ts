import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { isPrivateAddress } from '../files/privateNetwork';

/** Both of n8n's request helpers: the older one, of the HTTP Request node, has words of its own. */
const noRedirects = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

/**
 * Lets a credential sign a request: fills in the base URL of a relative address and adds the secret
 * headers, but only where the request goes to the credential's own origin (scheme, host and port).
 * A request to any other address comes back untouched, so no secret can leave.
 *
 * @param baseUrl the credential's base URL, e.g. `https://api.bright-river.com`
 * @param request as n8n hands it to `authenticate`; it is not changed
 * @param secrets header name to value; white space around a pasted token is cut off
 * @param serviceName for the message, e.g. `Bright River`
 * @throws UserError if the base URL is not a web address, or one on the internet without encryption
 */
export function signForOwnOrigin(
	baseUrl: string,
	request: IHttpRequestOptions,
	secrets: Record<string, string>,
	serviceName: string,
): IHttpRequestOptions {
	const base = baseUrl.trim().replace(/\/+$/, '');
	const ownOrigin = originOf(base);
	if (ownOrigin === undefined) {
		throw new UserError(`The base URL of the ${serviceName} credential must start with https://`, {
			description: 'Change it there, e.g. to https://api.example.com',
		});
	}
	if (originOf(addressOf(request), base) !== ownOrigin) return request;
	if (ownOrigin.startsWith('http:') && !isPrivateAddress(ownOrigin)) {
		throw new UserError(`The base URL of the ${serviceName} credential begins with http:`, {
			description:
				'Change it to https:// in the credential. Without encryption, anyone in between could read the secrets.',
		});
	}

	const headers: IHttpRequestOptions['headers'] = { ...request.headers };
	for (const [name, value] of Object.entries(secrets)) headers[name] = value.trim();
	// A redirect would carry these headers to whatever host it names.
	return { ...request, baseURL: base, headers, ...noRedirects };
}

/** n8n's HTTP Request node, which can use any credential, hands the address over as `uri`. */
function addressOf(request: IHttpRequestOptions & { uri?: unknown }): string {
	return String(request.url ?? request.uri ?? '');
}

/**
 * `https://host:port` of a web address, `undefined` for anything else.
 *
 * @param base what a relative address is meant to follow
 */
export function originOf(address: string, base?: string): string | undefined {
	try {
		const { origin, protocol } = new URL(address, base);
		return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
	} catch {
		return undefined;
	}
}
