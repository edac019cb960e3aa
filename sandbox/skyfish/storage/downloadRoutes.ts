/** Signed downloads: media in all sizes, thumbnails, zip files. No token is needed. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentDisposition } from '../../server/contentDisposition.ts';
import { endingOf } from '../domain/importing/fileTypes.ts';
import { genericThumbnail, smallerPicture, smallerSizes } from '../domain/pictures.ts';
import { checkSignature } from '../domain/secrets.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { MediaRow } from '../domain/stores/mediaStore.ts';
import { accessDenied, noSuchKey } from './s3Errors.ts';

export function downloadRoutes(server: FastifyInstance, service: SkyfishService): void {
	server.addHook('preHandler', async (request) => {
		if (request.method === 'GET' || request.method === 'HEAD') requireSignature(service, request);
	});

	const mediaOf = (request: FastifyRequest): MediaRow => {
		const { id } = request.params as { id: string };
		const media = service.media.find(Number(id));
		if (!media) throw noSuchKey();
		return media;
	};

	server.get('/media/:id/:size', async (request, reply) => {
		const media = mediaOf(request);
		const { size } = request.params as { size: string };
		const path = service.blobs.path(media.blob);
		if (smallerSizes.includes(size)) {
			const name = `${media.fileName.replace(/\.[^.]*$/, '')}_${size}.jpg`;
			return await sendFile(reply, await smallerPicture(path, size), 'image/jpeg', name);
		}
		return await sendFile(reply, path, media.mimeType, media.fileName);
	});

	server.get('/thumbnail/:id/:size', async (request, reply) => {
		const media = mediaOf(request);
		const { size } = request.params as { size: string };
		if (media.width === null) {
			const sheet = await genericThumbnail(endingOf(media.fileName));
			return await reply.type('image/jpeg').send(sheet);
		}
		const path = await smallerPicture(service.blobs.path(media.blob), size);
		const { size: length } = await stat(path);
		return await reply
			.type('image/jpeg')
			.header('content-length', length)
			.send(createReadStream(path));
	});

	server.get('/zip/:id', async (request, reply) => {
		const { id } = request.params as { id: string };
		const job = service.zips.find(id);
		const folder = job && service.folders.find(job.folderId);
		if (!job || !folder) throw noSuchKey();
		return await sendFile(reply, service.zips.path(id), 'application/zip', `${folder.name}.zip`);
	});
}

function requireSignature(service: SkyfishService, request: FastifyRequest): void {
	const [path] = (request.raw.url ?? '').split('?');
	const query = request.query as { Expires?: string; Signature?: string };
	const { storageSecret, clock } = service;
	const verdict = checkSignature(storageSecret, path, query, clock.now());
	if (verdict === 'forged') throw accessDenied('Access Denied');
	if (verdict === 'expired') throw accessDenied('Request has expired');
}

async function sendFile(reply: FastifyReply, path: string, type: string, fileName: string) {
	const facts = await stat(path).catch(() => undefined);
	if (!facts) throw noSuchKey();
	return await reply
		.type(type)
		.header('content-length', facts.size)
		.header('content-disposition', contentDisposition('attachment', fileName))
		.send(createReadStream(path));
}
