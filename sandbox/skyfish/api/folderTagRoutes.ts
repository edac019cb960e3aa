/** A folder's tags, which the files below inherit. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import { listOf } from './bodies.ts';
import { textList } from './parameters.ts';
import { openFolder } from './resources.ts';

export function folderTagRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { database, folders, index } = service;

	const change = (request: FastifyRequest, how: (id: number) => void) => {
		const { id } = openFolder(service, request, 'WRITE');
		database.transaction(() => {
			how(id);
			index.folderChanged(id);
		});
	};

	server.get('/folder/:id/tags', async (request) =>
		folders.tags(openFolder(service, request, 'READ').id),
	);

	server.put('/folder/:id/tags', async (request, reply) => {
		const tags = textList('tags', listOf(request));
		change(request, (id) => folders.addTags(id, tags));
		return await reply.code(200).send(folders.tags(openFolder(service, request, 'READ').id));
	});

	server.delete('/folder/:id/tags', async (request, reply) => {
		const tags = textList('tags', listOf(request));
		change(request, (id) => folders.removeTags(id, tags));
		return await reply.code(200).send();
	});

	server.delete('/folder/:id/tags/purge', async (request, reply) => {
		change(request, (id) => folders.removeTags(id, folders.tags(id)));
		return await reply.code(200).send();
	});
}
