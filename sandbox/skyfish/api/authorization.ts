/** Who sends a request: the token in its Authorization header, or in its URL where that may be. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { controlPath } from '../../server/httpServer.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { UserRow } from '../domain/stores/accounts.ts';
import { unauthorized } from './errors.ts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Needs no token. */
		isPublic?: boolean;
		/** Takes the Authorization header's value as a URL parameter too, in base64. */
		takesUrlAuthorization?: boolean;
	}
}

const users = new WeakMap<FastifyRequest, UserRow>();

/** Who sent a request that got past requireTokens(). */
export function userOf(request: FastifyRequest): UserRow {
	const user = users.get(request);
	if (!user) throw unauthorized();
	return user;
}

/** Refuses every request without a valid token, except to routes that need none. */
export function requireTokens(server: FastifyInstance, { accounts }: SkyfishService): void {
	server.addHook('onRequest', async (request) => {
		const { config } = request.routeOptions;
		const isControl = (request.raw.url ?? '').startsWith(controlPath);
		if (request.is404 || config.isPublic || isControl) return;
		const given = request.headers.authorization;
		const header = given ?? (config.takesUrlAuthorization ? inUrl(request) : undefined);
		if (header === undefined) throw unauthorized();
		const token = tokenIn(header);
		if (token === undefined) {
			throw unauthorized('The Authorization must have the form: CBX-SIMPLE-TOKEN Token=<token>');
		}
		const user = accounts.userOfToken(token);
		if (!user) throw unauthorized('The token is not valid or has expired');
		users.set(request, user);
	});
}

/** Reads `<auth-schema> <key>=<value> …`. */
function tokenIn(header: string): string | undefined {
	const [scheme, ...parameters] = header.trim().split(/\s+/);
	if (scheme !== 'CBX-SIMPLE-TOKEN') return undefined;
	return parameters.find((parameter) => parameter.startsWith('Token='))?.slice('Token='.length);
}

function inUrl(request: FastifyRequest): string | undefined {
	const query = request.query as Record<string, unknown>;
	// The document writes its name both with and without a capital.
	const value = query.authorization ?? query.Authorization;
	return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}
