/** Links of a content delivery network, as the vendor's developer site has them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sandboxAccount } from '../domain/seed.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import { forbidden, notFound, requireSpecialPermission } from './errors.ts';
import { idIn, openFolder, openMedia } from './resources.ts';

/** Guess: the folder whose files have links. */
const cdnFolder = { id: sandboxAccount.rootFolderId, alias: 'products' };

export function cdnRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { database, folders, media } = service;

	const openCompany = (request: FastifyRequest) => {
		requireSpecialPermission(service);
		if (idIn(request, 'companyId') !== userOf(request).companyId) throw forbidden();
	};

	server.get('/cdn/:companyId/company/aliases', async (request) => {
		openCompany(request);
		const folder = folders.find(cdnFolder.id);
		const aliases = folder
			? [{ folder_id: folder.id, alias: cdnFolder.alias, folder_name: folder.name }]
			: [];
		return { count: aliases.length, limit: 10, aliases };
	});

	server.post('/cdn/:companyId/folder/:folderId/replace/:old/with/:new', async (request, reply) => {
		openCompany(request);
		const folder = openFolder(service, request, 'WRITE', idIn(request, 'folderId'));
		const old = openMedia(service, request, 'WRITE', idIn(request, 'old'));
		const wanted = openMedia(service, request, 'READ', idIn(request, 'new'));
		const isThere = folder.id === cdnFolder.id && media.foldersOf(old.id).includes(folder.id);
		if (!isThere) throw notFound(`Media ${old.id} has no link in folder ${folder.id}`);
		// Guess: what becomes of the old one.
		database.transaction(() => {
			media.addPointer(wanted.id, folder.id);
			media.removePointer(old.id, folder.id);
		});
		return await reply.code(200).send();
	});
}
