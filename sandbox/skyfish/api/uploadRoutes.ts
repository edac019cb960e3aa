/** Chapter 9: the first and the last step of an upload; the one between is the storage's. */
import type { FastifyInstance } from 'fastify';
import { reachableOrigin } from '../../server/reachableOrigin.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import { bodyOf } from './bodies.ts';
import type { Body } from './bodies.ts';
import { notFound } from './errors.ts';
import { optionalText, requiredInteger, wrong } from './parameters.ts';
import { openFolder } from './resources.ts';

export function uploadRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { settings, uploads } = service;

	server.post('/upload/register', async (request) => {
		const body = bodyOf(request);
		const folder = openFolder(service, request, 'WRITE', requiredInteger(body, 'folder'));
		const redirectUrl = optionalText(body, 'redirectURL') ?? null;
		if (redirectUrl !== null && !isWebAddress(redirectUrl)) throw wrong('redirectURL', 'a URL');
		const done = new URL(reachableOrigin(service.apiUrl, settings.host, request));
		done.pathname = '/upload/done';
		if (redirectUrl !== null) done.searchParams.set('redirect', redirectUrl);
		return {
			action: reachableOrigin(service.storageUrl, settings.host, request),
			enctype: 'multipart/form-data',
			method: 'POST',
			fields: uploads.register(userOf(request), folder.id, done.href, redirectUrl),
		};
	});

	server.get(
		'/upload/finish',
		{ config: { isPublic: true } },
		async (request, reply) =>
			await reply.redirect((request.raw.url ?? '').replace('/finish', '/done'), 302),
	);

	// A browser comes here from the storage, without a token: the key and the etag vouch for it.
	server.get('/upload/done', { config: { isPublic: true } }, async (request, reply) => {
		const query = request.query as Body;
		const key = optionalText(query, 'key') ?? '';
		const upload = uploads.findByKey(key);
		const etag = (optionalText(query, 'etag') ?? '').replaceAll('"', '');
		const isStored = upload?.key === key && upload.md5 === etag;
		const mediaId = upload && isStored ? uploads.finalize(upload) : undefined;
		if (!upload || mediaId === undefined) throw notFound('There is no such upload');
		// Guess: the number that /media takes, which a search calls unique_media_id.
		if (upload.redirectUrl === null) return { media_id: mediaId };
		const target = new URL(upload.redirectUrl);
		target.searchParams.set('media_id', String(mediaId));
		return await reply.redirect(target.href, 302);
	});
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
