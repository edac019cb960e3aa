/** Chapter 13: a new company with its first user. */
import type { FastifyInstance } from 'fastify';
import { reachableOrigin } from '../../server/reachableOrigin.ts';
import type { SkyfishService } from '../domain/service.ts';
import { bodyOf } from './bodies.ts';
import { conflict, requireSpecialPermission } from './errors.ts';
import { requiredText, wrong } from './parameters.ts';

/** A Skyfish Free gives access to 1 GB of storage. */
const freeDisk = 1_000_000_000;

export function signupRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, database, folders } = service;

	server.post('/signup', { config: { isPublic: true } }, async (request, reply) => {
		requireSpecialPermission(service);
		const body = bodyOf(request);
		const [fullname, email] = [requiredText(body, 'name'), requiredText(body, 'email')];
		const [password, locale] = [requiredText(body, 'password'), requiredText(body, 'locale')];
		if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw wrong('email', 'an email address');
		if (!/^[a-z]{2}-[A-Z]{2}$/.test(locale)) throw wrong('locale', 'a tag such as en-US');
		if (accounts.userNamed(email)) throw conflict('There is a user with this email address');
		const { companyId, userId } = database.transaction(() => {
			const company = { name: fullname, maxDisk: freeDisk, colourboxAccess: 0 };
			const companyId = accounts.createCompany(company);
			const user = { companyId, username: email, fullname, password, isAdmin: 1, locale };
			const userId = accounts.createUser(user);
			accounts.createApiKey(companyId);
			folders.createTrash(companyId, userId);
			return { companyId, userId };
		});
		const origin = reachableOrigin(service.apiUrl, service.settings.host, request);
		return await reply.code(201).send({
			company: { id: companyId, href: `${origin}/company/${companyId}` },
			user: { id: userId, href: `${origin}/user/${userId}` },
		});
	});
}
