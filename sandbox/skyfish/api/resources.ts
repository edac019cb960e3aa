/** The media and folders a path names, if they are there and the user may do to them what they ask. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import type { FolderRow, Group } from '../domain/stores/folderStore.ts';
import type { MediaRow } from '../domain/stores/mediaStore.ts';
import { userOf } from './authorization.ts';
import { conflict, forbidden, notFound } from './errors.ts';
import { integer } from './parameters.ts';

/** A number in the path; anything else names nothing. */
export function idIn(request: FastifyRequest, name: string): number {
	const value = (request.params as Record<string, string>)[name];
	try {
		return integer(name, value);
	} catch {
		throw notFound();
	}
}

/** A folder, if the user has the group in it. */
export function openFolder(
	service: SkyfishService,
	request: FastifyRequest,
	group: Group,
	id = idIn(request, 'id'),
): FolderRow {
	const folder = service.folders.find(id);
	if (!folder) throw notFound(`There is no folder ${id}`);
	const groups = service.permissions.in(userOf(request), id);
	if (!groups.includes(group)) throw forbidden(`This needs ${group} access to folder ${id}`);
	return folder;
}

/** A media item, if the user has the group in one of its folders. */
export function openMedia(
	service: SkyfishService,
	request: FastifyRequest,
	group: Group,
	id = idIn(request, 'id'),
): MediaRow {
	const media = service.media.find(id);
	if (!media) throw notFound(`There is no media ${id}`);
	const user = userOf(request);
	if (media.isColourbox === 1) {
		const company = service.accounts.company(user.companyId);
		const mayRead = company?.colourboxAccess === 1 && media.companyId === company.id;
		if (group !== 'READ' || !mayRead) throw forbidden('Colourbox downloads can only be read');
		return media;
	}
	const access = service.permissions.of(user);
	const folders = service.media.foldersOf(id);
	if (!folders.some((folderId) => access.get(folderId)?.groups.includes(group))) {
		throw forbidden(`This needs ${group} access to media ${id}`);
	}
	return media;
}

/** The same to change it, which has to wait for the end of its import. */
export function openMediaToChange(
	service: SkyfishService,
	request: FastifyRequest,
	id?: number,
): MediaRow {
	const media = openMedia(service, request, 'WRITE', id);
	// Guess: nobody says what can be done meanwhile.
	if (media.importStart !== null) {
		throw conflict(`Media ${media.id} is still being imported; try again`);
	}
	return media;
}

/** A media item of the company's own, to put somewhere else; Colourbox downloads stay where they are. */
export function openOwnMedia(service: SkyfishService, request: FastifyRequest): MediaRow {
	const media = openMedia(service, request, 'READ');
	if (media.isColourbox === 1) throw forbidden('Colourbox downloads can only be read');
	return media;
}

/** Answers about a media item, or with 202 and its progress while it is being imported. */
export async function answerMedia(
	service: SkyfishService,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: (media: MediaRow) => unknown,
): Promise<FastifyReply> {
	const media = openMedia(service, request, 'READ');
	const progress = service.imports.progress(media);
	if (progress !== null) return await reply.code(202).send({ progress });
	return await reply.send(answer(media));
}
