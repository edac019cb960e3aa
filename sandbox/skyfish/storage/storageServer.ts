/** The storage server: files in by policy, files out by signature, as S3 would have it. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../server/httpServer.ts';
import type { HttpServerOptions } from '../../server/httpServer.ts';
import type { SkyfishService } from '../domain/service.ts';
import { downloadRoutes } from './downloadRoutes.ts';
import { answerErrors } from './s3Errors.ts';
import { uploadRoutes } from './uploadRoutes.ts';

/** Every route of the storage, not listening yet. */
export function createStorageServer(
	service: SkyfishService,
	options: Omit<HttpServerOptions, 'name'>,
): FastifyInstance {
	const server = createHttpServer({ ...options, name: 'storage' });
	server.server.prependListener('request', (_request, response) => {
		response.setHeader('x-amz-request-id', randomBytes(8).toString('hex').toUpperCase());
		response.setHeader('Date', new Date(service.clock.now()).toUTCString());
	});
	server.removeAllContentTypeParsers();
	answerErrors(server);
	uploadRoutes(server, service);
	downloadRoutes(server, service);
	return server;
}
