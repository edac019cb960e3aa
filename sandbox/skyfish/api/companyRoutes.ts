/** Chapters 10 and 12.2: what a company has. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { reachableOrigin } from '../../server/reachableOrigin.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { CompanyRow } from '../domain/stores/accounts.ts';
import { folderAnswer, unseenList } from './answers.ts';
import { userOf } from './authorization.ts';
import { forbidden, notFound } from './errors.ts';
import { idIn } from './resources.ts';

export function companyRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, folders, media, settings } = service;

	/** The company in the path, if the requesting user belongs to it. */
	const openCompany = (request: FastifyRequest): CompanyRow => {
		const id = idIn(request, 'id');
		const company = accounts.company(id);
		if (!company) throw notFound(`There is no company ${id}`);
		if (userOf(request).companyId !== id) throw forbidden();
		return company;
	};

	/** The same for admins only. */
	const openToAdmin = (request: FastifyRequest): CompanyRow => {
		const company = openCompany(request);
		if (userOf(request).isAdmin !== 1) throw forbidden('You must be an admin of the company');
		return company;
	};

	const originFor = (request: FastifyRequest) =>
		reachableOrigin(service.apiUrl, settings.host, request);

	server.get('/company/:id/users', async (request) =>
		accounts.users(openCompany(request).id).map(({ id, fullname }) => ({
			...{ id, fullname },
			href: `${originFor(request)}/user/${id}`,
		})),
	);

	server.get('/company/:id/folders', async (request) => {
		const all = folders.list(openToAdmin(request).id);
		const list = all.filter(({ id }) => !folders.isInTrash(id)).map(folderAnswer);
		return unseenList('folders', list, settings.readings);
	});

	server.get('/company/:id/apikeys', async (request) => accounts.apiKeys(openToAdmin(request).id));

	server.get('/company/:id/apiendpoint', async (request) => {
		openCompany(request);
		const { protocol, host } = new URL(originFor(request));
		return { protocol: protocol.replace(':', ''), host };
	});

	server.get('/company/:id/diskusage', async (request) => {
		const { id, maxDisk } = openCompany(request);
		return { used: media.diskUsage({ companyId: id }).get(id) ?? 0, max: maxDisk };
	});
}
