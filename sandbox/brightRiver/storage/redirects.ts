/** A storage that has moved: what is asked for at its first address is at another one. */
import { finished } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import type { BrightRiverService } from '../domain/service.ts';
import { storageOrigin } from './links.ts';

/** Where the storage has moved to. */
export const MOVED = '/moved';

/** Redirects requests as the reading of `storage-redirects` has it. */
export function redirects(server: FastifyInstance, service: BrightRiverService): void {
	server.addHook('onRequest', async (request, reply) => {
		const where = service.settings.readings.get('storage-redirects');
		const path = request.raw.url ?? '/';
		if (where === 'none' || path.startsWith(MOVED)) return undefined;
		const isUpload = request.method === 'POST';
		// The whole request is taken first, as most servers do: the client may look at nothing before.
		if (isUpload) await finished(request.raw.resume(), { writable: false });
		const status = isUpload ? (where === 'same-host' ? 307 : 308) : 302;
		const origin = where === 'same-host' ? '' : otherName(storageOrigin(service, request));
		return await reply.code(status).header('location', `${origin}${MOVED}${path}`).send();
	});
}

/** The same server under another name. */
function otherName(origin: string): string {
	const url = new URL(origin);
	url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
	return url.origin;
}
