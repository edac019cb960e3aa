/** The API server: JSON under the account's tokens. */
import type { FastifyInstance } from 'fastify';
import { controlPath, createHttpServer } from '../../server/httpServer.ts';
import type { HttpServerOptions } from '../../server/httpServer.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { readBodies } from './bodies.ts';
import { ApiError, notFound } from '../errors.ts';
import { fileRoutes } from './fileRoutes.ts';
import { jobRoutes } from './jobRoutes.ts';
import { checkRequirements } from './requirements.ts';
import { reviewRoutes } from './reviewRoutes.ts';
import { searchRoutes } from './searchRoutes.ts';

/** Every route of the API, not listening yet. */
export function createApiServer(
	service: BrightRiverService,
	options: Omit<HttpServerOptions, 'name'>,
): FastifyInstance {
	const server = createHttpServer({ ...options, name: 'api' });
	readBodies(server);
	answerErrors(server);
	server.addHook('onRequest', async (request) => {
		if (!(request.raw.url ?? '').startsWith(controlPath)) checkRequirements(service, request);
	});
	jobRoutes(server, service);
	fileRoutes(server, service);
	reviewRoutes(server, service);
	searchRoutes(server, service);
	return server;
}

/** Answers errors as JSON: our own as they are, Fastify's in the same form. */
export function answerErrors(server: FastifyInstance): void {
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		if (error instanceof ApiError) return await reply.code(error.statusCode).send(error.body);
		const status = error.statusCode ?? 500;
		const code = status < 500 ? 'bad_request' : 'internal_server_error';
		return await reply.code(status).send({ code, message: error.message });
	});
	server.setNotFoundHandler(async () => {
		throw notFound();
	});
}
