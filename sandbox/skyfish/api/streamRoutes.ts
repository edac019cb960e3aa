/** Streams of videos, as the vendor's developer site has them. */
import type { FastifyInstance } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import { requireSpecialPermission, conflict, notFound } from './errors.ts';
import { openMedia, openMediaToChange } from './resources.ts';
import { wrong } from './parameters.ts';

export function streamRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { clock, media, settings } = service;

	server.post('/media/:id/stream', async (request, reply) => {
		requireSpecialPermission(service);
		const { id, mediaType, streamAskedFor } = openMediaToChange(service, request);
		// Guess: what is refused, and how.
		if (mediaType !== 'video') throw wrong('id', 'that of a video');
		if (streamAskedFor !== null) throw conflict(`Media ${id} has a stream already`);
		media.record(id, { streamAskedFor: clock.now() });
		return await reply.code(201).send({ Status: 'Created' });
	});

	server.get('/media/:id/metadata/stream_url', async (request) => {
		requireSpecialPermission(service);
		const { id, streamAskedFor } = openMedia(service, request, 'READ');
		const isMade = streamAskedFor !== null && clock.now() >= streamAskedFor + settings.importMs;
		if (!isMade) throw notFound(`Media ${id} has no stream`);
		return { Stream: `https://streams.skyfish.invalid/${id}/index.m3u8` };
	});
}
