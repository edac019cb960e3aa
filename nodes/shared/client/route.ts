import type { IHttpRequestOptions } from 'n8n-workflow';

type Method = 'DELETE' | 'GET' | 'POST' | 'PUT';

/**
 * A call of a service as its document writes it: the method and the path, with the names of values in braces,
 * e.g. `GET /jobs/{jobId}`. A call whose address comes out of an answer names the field that holds it instead
 * of a path, e.g. `POST upload.postUrl`.
 */
export type Route = `${Method} ${string}`;

/** What fills the braces of a path. */
export type PathValues = Record<string, string | number>;

/** The headers of every call that is not a file; the nodes' descriptions say the same. */
export const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' };

/**
 * The request that a call stands for. A value is URL-encoded whole, so that it stays one segment of the path
 * whatever it holds.
 *
 * @throws Error for a value that cannot be a segment, see `pathSegment`
 */
export function requestOf(route: Route, path: PathValues = {}): { method: Method; url: string } {
	const [method, template] = route.split(' ') as [Method, string];
	const url = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const segment = pathSegment(String(path[name] ?? ''));
		if (segment === undefined) throw new Error(`${name} cannot be part of an address`);
		return segment;
	});
	return { method, url };
}

/** The path of an address, without host and query; of anything else what is left of it. */
export function pathOf(address: string): string {
	return address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
}

/**
 * A text as one segment of a path, whatever it holds.
 *
 * @returns `undefined` for what cannot be one: an empty text, `.` and `..`, which every HTTP client takes for
 * directions, and half a character
 */
export function pathSegment(text: string): string | undefined {
	if (text === '' || text === '.' || text === '..') return undefined;
	try {
		return encodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/**
 * The body as it goes out. n8n leaves empty objects and lists out, and with them the `Content-Type` and
 * `Content-Length` that the services insist on; as text they go.
 */
export function bodyOf(
	method: Method,
	body: object | string | undefined,
): IHttpRequestOptions['body'] {
	const isSent = method === 'POST' || method === 'PUT' || body !== undefined;
	return isSent ? JSON.stringify(body ?? {}) : undefined;
}

/** HTTP's idempotent methods (RFC 9110, 9.2.2): sending one twice does the same as sending it once. */
export function isIdempotent(method: string): boolean {
	return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(method);
}
