/** Reads request bodies in the two encodings the API takes. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidJson } from '../errors.ts';
import type { Body } from '../parameters.ts';

/** Teaches a server both encodings; what cannot be parsed is answered with `invalid_json`. */
export function readBodies(server: FastifyInstance): void {
	server.removeAllContentTypeParsers();
	const parsers = {
		'application/json': parseJson,
		'application/x-www-form-urlencoded': parseForm,
	};
	for (const [type, parse] of Object.entries(parsers)) {
		server.addContentTypeParser(
			type,
			{ parseAs: 'string' },
			async (_request: FastifyRequest, text: string) => parse(text),
		);
	}
}

/** The parsed body; an empty one is an empty object. */
export function bodyOf(request: FastifyRequest): Body {
	return (request.body ?? {}) as Body;
}

function parseJson(text: string): Body {
	if (text.trim() === '') return {};
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw invalidJson();
	}
	if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw invalidJson();
	return parsed as Body;
}

/** Repeated keys, `key[]` and `key[0]` become lists. */
function parseForm(text: string): Body {
	const lists = new Map<string, string[]>();
	const isList = new Set<string>();
	for (const [key, value] of new URLSearchParams(text)) {
		const name = key.replace(/\[\d*\]$/, '');
		if (name !== key || lists.has(name)) isList.add(name);
		lists.set(name, [...(lists.get(name) ?? []), value]);
	}
	const entries = [...lists].map(([name, values]) => [name, isList.has(name) ? values : values[0]]);
	return Object.fromEntries(entries) as Body;
}
