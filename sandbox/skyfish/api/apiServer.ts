/** The API server: JSON under a user's token. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { createHttpServer } from '../../server/httpServer.ts';
import type { HttpServerOptions } from '../../server/httpServer.ts';
import type { SkyfishService } from '../domain/service.ts';
import { authenticationRoutes } from './authenticationRoutes.ts';
import { requireTokens } from './authorization.ts';
import { readBodies } from './bodies.ts';
import { cdnRoutes } from './cdnRoutes.ts';
import { cliqueRoutes } from './cliqueRoutes.ts';
import { companyRoutes } from './companyRoutes.ts';
import { downloadRoutes } from './downloadRoutes.ts';
import { ApiError, notFound } from './errors.ts';
import { folderRoutes } from './folderRoutes.ts';
import { folderTagRoutes } from './folderTagRoutes.ts';
import { answerPreflights, sendCommonHeaders } from './headers.ts';
import { keywordRoutes } from './keywordRoutes.ts';
import { mediaFolderRoutes } from './mediaFolderRoutes.ts';
import { mediaRoutes } from './mediaRoutes.ts';
import { metadataRoutes } from './metadataRoutes.ts';
import { searchRoutes } from './searchRoutes.ts';
import { signupRoutes } from './signupRoutes.ts';
import { streamRoutes } from './streamRoutes.ts';
import { uploadRoutes } from './uploadRoutes.ts';
import { userRoutes } from './userRoutes.ts';
import { zipRoutes } from './zipRoutes.ts';

/** Every route of the API, not listening yet. */
export function createApiServer(
	service: SkyfishService,
	options: Omit<HttpServerOptions, 'name'>,
): FastifyInstance {
	const server = createHttpServer({ ...options, name: 'api' });
	sendCommonHeaders(server, service.clock);
	readBodies(server);
	void server.register(multipart, { limits: { fileSize: Infinity } });
	answerErrors(server);
	answerPreflights(server);
	requireTokens(server, service);
	server.addHook('onSend', async (_request, reply, payload) => {
		const isCreated = reply.statusCode === 201;
		if (isCreated && service.settings.readings.is('created-status', 'ok')) void reply.code(200);
		return payload;
	});
	const routes = [
		...[authenticationRoutes, signupRoutes, searchRoutes],
		...[mediaRoutes, metadataRoutes, keywordRoutes, mediaFolderRoutes, downloadRoutes],
		...[folderRoutes, folderTagRoutes, zipRoutes, uploadRoutes],
		...[streamRoutes, cdnRoutes],
		...[cliqueRoutes, companyRoutes, userRoutes],
	];
	for (const add of routes) add(server, service);
	return server;
}

/** Answers errors as the API does: a message, and for what nobody foresaw only that it happened. */
function answerErrors(server: FastifyInstance): void {
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		const status = error.statusCode ?? 500;
		if (error instanceof ApiError) return await reply.code(status).send({ message: error.message });
		// The document knows no other code for a request that cannot be understood.
		if (status < 500) return await reply.code(400).send({ message: error.message });
		process.stderr.write(`${error.stack ?? error.message}\n`);
		return await reply.code(500).send({ message: 'Server error' });
	});
	server.setNotFoundHandler(async () => {
		throw notFound();
	});
}
