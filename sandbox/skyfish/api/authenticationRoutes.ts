/** Chapters 2 and 3: tokens for passwords, and whether a token still holds. */
import type { FastifyInstance } from 'fastify';
import { unixTime } from '../domain/clock.ts';
import { loginHmac, sameSecret } from '../domain/secrets.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import { bodyOf } from './bodies.ts';
import { badRequest, requireSpecialPermission, unauthorized } from './errors.ts';
import { requiredInteger, requiredText } from './parameters.ts';

/** How far a login's timestamp may be from the server's clock. */
const windowSeconds = 60;

export function authenticationRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, clock } = service;
	const isPublic = { config: { isPublic: true } };

	server.post('/authenticate/userpasshmac', isPublic, async (request) => {
		const body = bodyOf(request);
		const [username, password] = [requiredText(body, 'username'), requiredText(body, 'password')];
		const [key, hmac] = [requiredText(body, 'key'), requiredText(body, 'hmac')];
		const ts = requiredInteger(body, 'ts');
		const known = accounts.apiKey(key);
		if (!known || !sameSecret(loginHmac(key, known.secret, String(ts)), hmac)) {
			throw unauthorized('The API key or the HMAC is not valid');
		}
		if (Math.abs(unixTime(clock.now()) - ts) > windowSeconds) {
			throw unauthorized(`The timestamp is not within ${windowSeconds} seconds of now`);
		}
		const user = accounts.login(username, password);
		if (!user) throw unauthorized('The username or the password is not valid');
		const { token, validUntil } = accounts.issueToken(user.id);
		return { token, type: 1, ownerIdentifier: user.id, validUntil: unixTime(validUntil) };
	});

	server.post('/authenticate/userpass/reset', isPublic, async (request, reply) => {
		requireSpecialPermission(service);
		const username = bodyOf(request).username;
		if (typeof username !== 'string') throw badRequest('The parameter username is missing');
		accounts.requestPasswordReset(username);
		return await reply.code(204).send();
	});

	server.get('/authenticate/simpletoken/:token', isPublic, async (request) => {
		const { token } = request.params as { token: string };
		return { TokenStatus: accounts.userOfToken(token) ? 'valid' : 'invalid' };
	});

	server.get('/whoami', async (request) => {
		const { id, username, fullname, locale, companyId } = userOf(request);
		return { id, username, fullname, locale, company_id: companyId };
	});
}
