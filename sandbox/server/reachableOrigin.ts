/** A server's origin as the client can reach it. */
import type { FastifyRequest } from 'fastify';
import { originOf } from './httpServer.ts';

/** A server on all addresses answers on the one the client used; any other on its own. */
export function reachableOrigin(origin: string, host: string, request: FastifyRequest): string {
	if (host !== '0.0.0.0' && host !== '::') return origin;
	const asked = `http://${request.headers.host ?? ''}`;
	const name = URL.canParse(asked) ? new URL(asked).hostname : 'localhost';
	return originOf(name.replace(/^\[|\]$/g, ''), Number(new URL(origin).port));
}
