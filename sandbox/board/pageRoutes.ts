/** The board: a page on each service's own origin, `GET /_sandbox/`. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { controlPath } from '../server/httpServer.ts';
import { reachableOrigin } from '../server/reachableOrigin.ts';
import { PageFiles } from './pageFiles.ts';
import type { PageFile } from './pageFiles.ts';

/** A service that has a board. */
interface Service {
	/** `Bright River` or `Skyfish`. */
	readonly name: string;
	/** The origin that its board is on, known once it listens. */
	readonly url: string;
}

const forThisPageOnly = {
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

const policy = [
	"default-src 'none'",
	...["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
	...["require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ');

/** Below this, data and pictures for the page. */
export const boardPath = `${controlPath}board/`;
const filesPath = `${boardPath}files/`;

/**
 * The page, its files, and the addresses of all boards.
 * @param here the service that the server belongs to
 * @param services all of them, in the order in which their boards are linked to
 * @param host the address that they listen on
 */
export function pageRoutes(
	server: FastifyInstance,
	here: Service,
	services: Service[],
	host: string,
): void {
	const files = new PageFiles();

	server.get(controlPath, async (_request, reply) => await sendFile(reply, await files.index()));

	server.get(`${filesPath}*`, async (request, reply) => {
		const file = await files.find((request.params as { '*': string })['*']);
		if (!file) return await reply.code(404).send({ message: 'The board has no such file' });
		return await sendFile(reply, file);
	});

	server.get(`${boardPath}boards`, async (request) =>
		services.map((service) => ({
			service: service.name,
			url: `${reachableOrigin(service.url, host, request)}${controlPath}`,
			isHere: service === here,
		})),
	);
}

/** A picture that never changes under its address. */
export async function sendPicture(reply: FastifyReply, jpeg: Buffer): Promise<FastifyReply> {
	return await reply
		.type('image/jpeg')
		.header('cache-control', 'private, max-age=86400, immutable')
		.headers(forThisPageOnly)
		.send(jpeg);
}

async function sendFile(reply: FastifyReply, { mediaType, content }: PageFile) {
	return await reply
		.type(mediaType)
		.header('cache-control', 'no-cache')
		.header('content-security-policy', policy)
		.headers(forThisPageOnly)
		.send(content);
}
