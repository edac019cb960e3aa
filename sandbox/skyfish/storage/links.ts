/** The storage's URLs that answers hand out: signed, and good for a while without any token. */
import type { FastifyRequest } from 'fastify';
import { reachableOrigin } from '../../server/reachableOrigin.ts';
import { signedQuery } from '../domain/secrets.ts';
import type { SkyfishService } from '../domain/service.ts';

/** @param validUntil milliseconds since 1970, by the server's clock. */
export function storageLink(
	service: SkyfishService,
	request: FastifyRequest,
	path: string,
	validUntil: number,
): string {
	const origin = reachableOrigin(service.storageUrl, service.settings.host, request);
	return `${origin}${path}${signedQuery(service.storageSecret, path, validUntil)}`;
}
