/** One call to a service, and what the report says of it. */
import type { Difference, Shape } from './shape.ts';

/** What a report says of one call: no value of an answer, only its shape. */
export interface CallRecord {
	service: string;
	/** Method and path as the documents write them. */
	call: string;
	/** Which of several jobs, files, folders: a placeholder. */
	about: string | null;
	ok: boolean;
	/** The HTTP status; 0 when there was no answer. */
	status: number;
	/** The error code of the answer, or of the connection. */
	code: string | null;
	ms: number;
	shape: Shape | null;
	differences: Difference[];
}

/** A parsed JSON answer, of which nothing is known yet. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
	status: number;
	ok: boolean;
	headers: Headers;
	text: string;
	/** Undefined where the answer is no JSON. */
	json: Json;
}

/** Parses JSON; undefined where it is none. */
export function parsed(text: string): Json {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The code in an error's body, as far as it is one word of the API's. */
export function codeIn(json: Json): string | null {
	const code: unknown = json?.code;
	return typeof code === 'string' && /^[a-z][a-z_]{2,40}$/.test(code) ? code : null;
}
