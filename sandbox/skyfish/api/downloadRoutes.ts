/** Chapter 8.1 and 8.2: where a media item's file can be fetched. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { smallerSizes } from '../domain/pictures.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { MediaRow } from '../domain/stores/mediaStore.ts';
import { storageLink } from '../storage/links.ts';
import { userOf } from './authorization.ts';
import type { Body } from './bodies.ts';
import { badRequest, notFound } from './errors.ts';
import { optionalInteger, optionalText, wrong } from './parameters.ts';
import { answerMedia } from './resources.ts';

export function downloadRoutes(server: FastifyInstance, service: SkyfishService): void {
	const takesUrlAuthorization = { config: { takesUrlAuthorization: true } };

	const locate = async (request: FastifyRequest, reply: FastifyReply) => {
		const { size = 'original' } = request.params as { size?: string };
		const user = attributedTo(service, request);
		const info = infoIn(request.query as Body);
		return await answerMedia(service, request, reply, (media) => {
			if (!sizesOf(media).includes(size)) throw notFound(`Media ${media.id} has no size ${size}`);
			service.media.noteDownload(media.id, user, size, info);
			const validUntil = service.clock.now() + service.settings.signedUrlLifetimeMs;
			const path = `/media/${media.id}/${size}`;
			return {
				url: storageLink(service, request, path, validUntil),
				method: 'GET',
				// Reachable from inside only, as in real life.
				internal_elb_url: `http://elb.skyfish.invalid${path}`,
			};
		});
	};

	server.get('/media/:id/download_location', takesUrlAuthorization, locate);
	server.get('/media/:id/download_location/:size', takesUrlAuthorization, locate);
}

/** The sizes a media item comes in: images smaller, videos as a preview, everything as it is. */
function sizesOf({ mediaType, width }: MediaRow): string[] {
	if (mediaType === 'video') return ['original', 'preview'];
	return width === null ? ['original'] : ['original', ...smallerSizes];
}

/** The user a download counts for. */
function attributedTo(service: SkyfishService, request: FastifyRequest): number {
	const requester = userOf(request);
	const id = optionalInteger(request.query as Body, 'user') ?? requester.id;
	if (service.accounts.user(id)?.companyId !== requester.companyId) {
		throw wrong('user', 'the id of a user of your company');
	}
	return id;
}

function infoIn(query: Body): string | null {
	const info = optionalText(query, 'download_info');
	if (info === undefined) return null;
	try {
		JSON.parse(info);
	} catch {
		throw badRequest('The parameter download_info is not valid JSON');
	}
	return info;
}
