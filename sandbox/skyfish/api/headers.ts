/** The headers every answer of the API has, whatever becomes of the request. */
import type { FastifyInstance } from 'fastify';
import { controlPath } from '../../server/httpServer.ts';
import type { Clock } from '../domain/clock.ts';

let lastRequestAt = 0n;

/** A request's id in the API's form: 13 hex digits that grow with time. */
function newRequestId(now: number): string {
	const microseconds = BigInt(Math.floor(now)) * 1000n;
	lastRequestAt = microseconds > lastRequestAt ? microseconds : lastRequestAt + 1n;
	const seconds = (lastRequestAt / 1_000_000n).toString(16);
	return seconds + (lastRequestAt % 1_000_000n).toString(16).padStart(5, '0');
}

/** Request id, the server's own time, and the client's origin for CORS: on faults and 404s too. */
export function sendCommonHeaders(server: FastifyInstance, clock: Clock): void {
	server.server.prependListener('request', (request, response) => {
		response.setHeader('X-Cbx-Request-Id', newRequestId(clock.now()));
		response.setHeader('Date', new Date(clock.now()).toUTCString());
		const { origin } = request.headers;
		// What steers the sandbox does not belong to the API: other web pages may not even read it.
		const isControl = (request.url ?? '').startsWith(controlPath);
		if (origin !== undefined && !isControl)
			response.setHeader('Access-Control-Allow-Origin', origin);
	});
}

/** Answers CORS preflights: every path, every method, no token. */
export function answerPreflights(server: FastifyInstance): void {
	server.addHook('onRequest', async (request, reply) => {
		if (request.method !== 'OPTIONS') return undefined;
		return await reply
			.code(200)
			.header('access-control-allow-methods', 'GET, POST, PUT, DELETE, OPTIONS')
			.header('access-control-max-age', '86400')
			.send();
	});
}
