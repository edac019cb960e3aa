/** Keeps other web pages from steering the sandbox: a developer's browser reaches loopback for them. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyReply, FastifyRequest } from 'fastify';

const changesNothing = ['GET', 'HEAD', 'OPTIONS'];

/** Answers 403 to what another web page sent; programs, which name no origin, may do everything. */
export async function refuseOtherPages(
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply | undefined> {
	if (changesNothing.includes(request.method) || isOwn(request)) return undefined;
	const message =
		"Other web pages may not steer the sandbox. Its board may, opened at localhost, at an IP address or at this machine's own name.";
	return await reply.code(403).send({ message });
}

function isOwn({ headers }: FastifyRequest): boolean {
	const site = headers['sec-fetch-site'];
	if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
	if (headers.origin === undefined) return true;
	if (!URL.canParse(headers.origin)) return false;
	const { host, hostname: name } = new URL(headers.origin);
	return host === headers.host?.toLowerCase() && isThisMachine(name);
}

/** A name that anybody can point at this machine is not its own: DNS rebinding works that way. */
function isThisMachine(name: string): boolean {
	const plain = name.replace(/^\[|\]$/g, '');
	const isLocal = plain === 'localhost' || plain.endsWith('.localhost');
	return isLocal || isIP(plain) !== 0 || plain === hostname().toLowerCase();
}
