/** Chapter 5: a media item as a whole, its version and its file's tags. */
import type { FastifyInstance } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import type { MediaRow } from '../domain/stores/mediaStore.ts';
import { mediaAnswer } from './answers.ts';
import { answerMedia } from './resources.ts';

export function mediaRoutes(server: FastifyInstance, service: SkyfishService): void {
	// The document writes the path with a slash at its end, and speaks of it without.
	const { readings } = service.settings;
	const answer = (media: MediaRow) => mediaAnswer(media, readings);

	for (const path of ['/media/:id', '/media/:id/']) {
		server.get(path, async (request, reply) => await answerMedia(service, request, reply, answer));
	}

	server.get(
		'/media/:id/version',
		async (request, reply) =>
			await answerMedia(service, request, reply, ({ version }) => ({ version })),
	);

	server.get(
		'/media/:id/tags',
		async (request, reply) =>
			await answerMedia(service, request, reply, ({ tags }) => JSON.parse(tags) as object),
	);
}
