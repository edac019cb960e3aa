/** Reads request bodies: JSON, whatever Content-Type it comes with. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest } from './errors.ts';

export type Body = Record<string, unknown>;

/** Teaches a server to take every body that no other parser takes as JSON. */
export function readBodies(server: FastifyInstance): void {
	server.removeAllContentTypeParsers();
	server.addContentTypeParser(
		'*',
		{ parseAs: 'string' },
		async (_request: FastifyRequest, text: string) => {
			if (text.trim() === '') return undefined;
			try {
				return JSON.parse(text) as unknown;
			} catch {
				throw badRequest('The request body is not valid JSON');
			}
		},
	);
}

/** The parsed body, which must be a JSON object; an absent one is empty. */
export function bodyOf(request: FastifyRequest): Body {
	const body: unknown = request.body ?? {};
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
	throw badRequest('The request body must be a JSON object');
}

/** The parsed body, which must be a JSON list. */
export function listOf(request: FastifyRequest): unknown[] {
	if (Array.isArray(request.body)) return request.body as unknown[];
	throw badRequest('The request body must be a JSON list');
}

/** The parsed body, which must be a JSON string. */
export function textOf(request: FastifyRequest): string {
	if (typeof request.body === 'string') return request.body;
	throw badRequest('The request body must be a JSON string');
}
