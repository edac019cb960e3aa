/** The API server: JSON under the account's tokens. */
import type { FastifyInstance } from 'fastify';
import { controlPath, createHttpServer } from '../../server/httpServer.ts';
import type { HttpServerOptions } from '../../server/httpServer.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { answerErrors } from '../errors.ts';
import { readBodies } from './bodies.ts';
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
