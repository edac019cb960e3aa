import type { Activity } from './activity';

/** A request as it arrives at a service. */
export interface Arrived {
	/** Who sent it; no service knows that, only what checks it does. */
	activity: Activity;
	method: string;
	url: URL;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: Buffer;
}

/** What a service answers; an object goes out as JSON. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** A service that stands at one origin, e.g. `https://api.bright-river.example`. */
export type Service = (request: Arrived) => Answer;

/** The JSON object in a request; `{}` if there is none. */
export function jsonOf({ body }: Arrived): Record<string, unknown> {
	return body.length === 0 ? {} : (JSON.parse(body.toString()) as Record<string, unknown>);
}

/** A body as it goes over the wire: a file as it is, an object as JSON, anything else as text. */
export function jsonOrText(body: unknown): { content: Buffer; type: string } {
	if (Buffer.isBuffer(body)) return { content: body, type: 'image/jpeg' };
	if (typeof body === 'object' && body !== null) {
		return { content: Buffer.from(JSON.stringify(body)), type: 'application/json' };
	}
	return { content: Buffer.from(String(body ?? '')), type: 'text/html' };
}
