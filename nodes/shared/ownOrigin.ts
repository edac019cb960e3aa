import { UserError, type IHttpRequestOptions } from 'n8n-workflow';

/**
 * Lets a credential sign a request: fills in the base URL of a relative address and adds the secret
 * headers, but only where the request goes to the credential's own origin (scheme, host and port).
 * A request to any other address comes back untouched, so no secret can leave.
 *
 * @param baseUrl the credential's base URL, e.g. `https://api.bright-river.com`
 * @param request as n8n hands it to `authenticate`; it is not changed
 * @param secrets header name to value; white space around a pasted token is cut off
 * @param serviceName for the message, e.g. `Bright River`
 * @throws UserError where the base URL is no web address
 */
export function signForOwnOrigin(
	baseUrl: string,
	request: IHttpRequestOptions,
	secrets: Record<string, string>,
	serviceName: string,
): IHttpRequestOptions {
	const base = baseUrl.trim().replace(/\/+$/, '');
	const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(request.url);
	const ownOrigin = originOf(base);
	if (ownOrigin === undefined) {
		throw new UserError(`The base URL of the ${serviceName} credential is not a web address`, {
			description: 'Open the credential and enter an address such as https://api.example.com',
		});
	}
	if (isAbsolute && originOf(request.url) !== ownOrigin) return request;

	const headers: IHttpRequestOptions['headers'] = { ...request.headers };
	for (const [name, value] of Object.entries(secrets)) headers[name] = value.trim();
	// A redirect would carry these headers to whatever host it names.
	return { ...request, baseURL: base, headers, disableFollowRedirect: true };
}

/** `https://host:port` of a web address, `undefined` for anything else. */
export function originOf(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const { origin, protocol } = new URL(address);
	return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}
