/** The board: a page on each service's own origin, `GET /_sandbox/`. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { controlPath } from '../server/httpServer.ts';
import { reachableOrigin } from '../server/reachableOrigin.ts';
import { PageFiles } from './pageFiles.ts';
import type { PageFile } from './pageFiles.ts';

/** A service's board, as another one links to it. */
export interface Board {
	/** `Bright River` or `Skyfish`. */
	service: string;
	/** The origin that its board is on. */
	url: string;
}

const forThisPageOnly = {
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

/** What a service's sandbox tells its board. */
interface Shown {
	/** Every board there is, in the order they are linked to. */
	boards: Board[];
	readonly url: string;
}

const policy = [
	"default-src 'none'",
	...["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
	...["require-trusted-types-for 'script'", "trusted-types 'none'"],
].join('; ');

/** Below this, data and pictures for the page. */
export const boardPath = `${controlPath}board/`;
const filesPath = `${boardPath}files/`;

/** The page, its files, and the addresses of all boards. */
export function pageRoutes(server: FastifyInstance, sandbox: Shown, host: string): void {
	const files = new PageFiles();

	server.get(controlPath, async (_request, reply) => await sendFile(reply, await files.index()));

	server.get(`${filesPath}*`, async (request, reply) => {
		const file = await files.find((request.params as { '*': string })['*']);
		if (!file) return await reply.code(404).send({ message: 'The board has no such file' });
		return await sendFile(reply, file);
	});

	server.get(`${boardPath}boards`, async (request) =>
		sandbox.boards.map(({ service, url }) => ({
			service,
			url: `${reachableOrigin(url, host, request)}${controlPath}`,
			isHere: url === sandbox.url,
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
