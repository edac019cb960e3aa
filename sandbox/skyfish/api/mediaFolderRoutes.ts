/** Chapter 5.7 to 5.10: the folders' pointers to a media item. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import { bodyOf, listOf } from './bodies.ts';
import { notFound } from './errors.ts';
import { requiredInteger, wrong } from './parameters.ts';
import { idIn, openFolder, openOwnMedia } from './resources.ts';

export function mediaFolderRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { database, folders, media, permissions } = service;

	/** The folders of a media item that the user may see. */
	const visibleFolders = (request: FastifyRequest, mediaId: number) => {
		const access = permissions.of(userOf(request));
		const ids = media.foldersOf(mediaId);
		return ids.filter((id) => access.get(id)?.groups.includes('READ'));
	};

	/** A media item and a folder it is in, which the user may change. */
	const openPointer = (request: FastifyRequest, folderId: number) => {
		const mediaId = openOwnMedia(service, request).id;
		openFolder(service, request, 'WRITE', folderId);
		if (!media.foldersOf(mediaId).includes(folderId)) {
			throw notFound(`Media ${mediaId} is not in folder ${folderId}`);
		}
		return { mediaId, folderId };
	};

	server.get('/media/:id/folders', async (request) => {
		const { id } = openOwnMedia(service, request);
		return visibleFolders(request, id).map((group_id) => ({ group_id, status: 'RELEASED' }));
	});

	server.post('/media/:id/folders', async (request, reply) => {
		const { id } = openOwnMedia(service, request);
		const wanted = listOf(request).map(folderIdIn);
		const now = visibleFolders(request, id);
		const added = wanted.filter((folderId) => !now.includes(folderId));
		const removed = now.filter((folderId) => !wanted.includes(folderId));
		for (const folderId of [...added, ...removed]) openFolder(service, request, 'WRITE', folderId);
		database.transaction(() => {
			for (const folderId of added) media.addPointer(id, folderId);
			for (const folderId of removed) media.removePointer(id, folderId);
		});
		return await reply.code(200).send();
	});

	server.post('/media/:id/folder/:folderId', async (request, reply) => {
		const { id } = openOwnMedia(service, request);
		const folder = openFolder(service, request, 'WRITE', idIn(request, 'folderId'));
		media.addPointer(id, folder.id);
		return await reply.code(200).send();
	});

	server.post('/media/:id/move', async (request, reply) => {
		const body = bodyOf(request);
		const [from, to] = [requiredInteger(body, 'from'), requiredInteger(body, 'to')];
		const { mediaId } = openPointer(request, from);
		openFolder(service, request, 'WRITE', to);
		database.transaction(() => {
			media.addPointer(mediaId, to);
			if (from !== to) media.removePointer(mediaId, from);
		});
		return await reply.code(200).send();
	});

	server.delete('/media/:id/folder/:folderId', async (request, reply) => {
		const { mediaId, folderId } = openPointer(request, idIn(request, 'folderId'));
		database.transaction(() => media.removePointer(mediaId, folderId));
		return await reply.code(200).send();
	});

	server.post('/media/:id/folder/:folderId/move_to_trash', async (request, reply) => {
		const { mediaId, folderId } = openPointer(request, idIn(request, 'folderId'));
		const trash = folders.trashOf(userOf(request).id);
		database.transaction(() => {
			// What is moved to the trash out of the trash is gone for good.
			if (trash && !folders.isInTrash(folderId)) media.addPointer(mediaId, trash.id);
			media.removePointer(mediaId, folderId);
		});
		return await reply.code(200).send();
	});
}

/** The folder in one element of a list of folders. */
function folderIdIn(element: unknown): number {
	const { group_id: id, status = 'RELEASED' } = (element ?? {}) as Record<string, unknown>;
	if (status !== 'RELEASED') throw wrong('status', 'RELEASED');
	return requiredInteger({ group_id: id }, 'group_id');
}
