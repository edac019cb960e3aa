/** The storage server: files in and out, by the secret in its URLs, without the API's tokens. */
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../server/httpServer.ts';
import type { HttpServerOptions } from '../../server/httpServer.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { answerErrors } from '../errors.ts';
import { downloadRoutes } from './downloadRoutes.ts';
import { MOVED, redirects } from './redirects.ts';
import { uploadRoutes } from './uploadRoutes.ts';

/** Every route of the storage, not listening yet. */
export function createStorageServer(
	service: BrightRiverService,
	options: Omit<HttpServerOptions, 'name'>,
): FastifyInstance {
	const server = createHttpServer({ ...options, name: 'storage' });
	server.removeAllContentTypeParsers();
	answerErrors(server);
	const routes = async (scope: FastifyInstance) => {
		uploadRoutes(scope, service);
		downloadRoutes(scope, service);
	};
	void server.register(routes);
	void server.register(routes, { prefix: MOVED });
	redirects(server, service);
	return server;
}
