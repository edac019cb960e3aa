/** Chapter 6: folders. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { deleteFolder, moveFolderToTrash, purgeFolder } from '../domain/folderActions.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { FolderRow, Flag } from '../domain/stores/folderStore.ts';
import { folderAnswer, folderWithPermissions, withCover } from './answers.ts';
import { userOf } from './authorization.ts';
import { bodyOf } from './bodies.ts';
import type { Body } from './bodies.ts';
import { badRequest, forbidden, notFound } from './errors.ts';
import { listedFolders } from './folderList.ts';
import { optionalInteger, requiredText } from './parameters.ts';
import { openFolder } from './resources.ts';

export function folderRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { database, folders, index } = service;

	/** A folder to alter or delete. */
	const openToAlter = (request: FastifyRequest): FolderRow => {
		const folder = openFolder(service, request, 'ADMIN');
		const flags = JSON.parse(folder.flags) as Flag[];
		if (flags.includes('PERMANENT')) throw forbidden(`Folder ${folder.id} is permanent`);
		return folder;
	};

	server.get('/folder', async (request) =>
		listedFolders(service, request).map(folderWithPermissions),
	);

	server.post('/folder', async (request, reply) => {
		const user = userOf(request);
		const body = bodyOf(request);
		const name = requiredText(body, 'name');
		const parent = optionalInteger(body, 'parent') ?? null;
		requireOwnCompany(body, user.companyId);
		if (parent !== null) openFolder(service, request, 'WRITE', parent);
		const id = database.transaction(() => {
			const made = folders.create({ companyId: user.companyId, name, parent });
			if (parent === null) folders.grant(made, user.id, ['READ', 'WRITE', 'ADMIN']);
			return made;
		});
		return await reply.code(201).send(folderAnswer(folders.find(id)!));
	});

	server.get('/folder/:id', async (request) => folderAnswer(openFolder(service, request, 'READ')));

	server.post('/folder/:id', async (request) => {
		const folder = openToAlter(request);
		const body = bodyOf(request);
		const name = requiredText(body, 'name');
		if (body.parent === undefined) throw badRequest('The parameter parent is missing');
		const parent = optionalInteger(body, 'parent') ?? null;
		requireOwnCompany(body, folder.companyId);
		// Guess: that it is set like this, too.
		const cover = optionalInteger(body, 'cover_photo_id') ?? folder.coverPhotoId;
		if (parent !== folder.parent && parent !== null) {
			openFolder(service, request, 'WRITE', parent);
			if (folders.subtree(folder.id).includes(parent)) {
				throw badRequest('A folder cannot be moved into itself');
			}
		}
		database.transaction(() => {
			folders.update(folder.id, { name, parent, coverPhotoId: cover });
			// At the top there is nothing to inherit permissions from.
			if (parent === null && folder.parent !== null) {
				folders.grant(folder.id, userOf(request).id, ['READ', 'WRITE', 'ADMIN']);
			}
			index.folderChanged(folder.id);
		});
		const updated = folders.find(folder.id)!;
		return body.cover_photo_id == null ? folderAnswer(updated) : withCover(updated);
	});

	server.delete('/folder/:id', async (request, reply) => {
		deleteFolder(service, openToAlter(request).id);
		return await reply.code(200).send();
	});

	server.post('/folder/:id/purge', async (request, reply) => {
		purgeFolder(service, openFolder(service, request, 'ADMIN').id);
		return await reply.code(200).send();
	});

	server.post('/folder/:id/move_to_trash', async (request, reply) => {
		const folder = openToAlter(request);
		const trash = folders.trashOf(userOf(request).id);
		if (!trash) throw notFound('You have no trashcan');
		moveFolderToTrash(service, folder.id, trash.id);
		return await reply.code(200).send();
	});
}

function requireOwnCompany(body: Body, companyId: number): void {
	const given = optionalInteger(body, 'company_id') ?? companyId;
	if (given !== companyId) throw forbidden(`You do not belong to company ${given}`);
}
