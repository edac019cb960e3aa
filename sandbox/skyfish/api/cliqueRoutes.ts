/** Chapter 7: cliques, their members and their folders; for admins only. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import type { CliqueRow } from '../domain/stores/cliqueStore.ts';
import { cliqueAnswer, cliqueFolderAnswer, unseenList } from './answers.ts';
import { userOf } from './authorization.ts';
import { bodyOf } from './bodies.ts';
import type { Body } from './bodies.ts';
import { badRequest, forbidden, notFound } from './errors.ts';
import {
	optionalFlag,
	optionalInteger,
	optionalWord,
	requiredInteger,
	requiredText,
} from './parameters.ts';
import { idIn, openFolder, openMedia } from './resources.ts';

export function cliqueRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, cliques, settings } = service;

	const openClique = (request: FastifyRequest): CliqueRow => {
		const admin = requireAdmin(request);
		const id = idIn(request, 'id');
		const clique = cliques.find(id);
		if (!clique) throw notFound(`There is no clique ${id}`);
		if (clique.companyId !== admin.companyId) throw forbidden();
		return clique;
	};

	const openMember = (request: FastifyRequest) => {
		const clique = openClique(request);
		const user = accounts.user(idIn(request, 'userId'));
		if (!user) throw notFound('There is no such user');
		if (user.companyId !== clique.companyId) throw forbidden();
		return { cliqueId: clique.id, userId: user.id };
	};

	const contentsOf = (request: FastifyRequest, body: Body): Omit<CliqueRow, 'id'> => {
		const companyId = requiredInteger(body, 'skyfish_id');
		if (companyId !== userOf(request).companyId) {
			throw forbidden(`You do not belong to Skyfish ${companyId}`);
		}
		const thumbnailId = optionalInteger(body, 'thumbnail_id') ?? null;
		if (thumbnailId !== null) openMedia(service, request, 'READ', thumbnailId);
		return { companyId, name: requiredText(body, 'name'), thumbnailId };
	};

	server.post('/clique', async (request, reply) => {
		requireAdmin(request);
		const id = cliques.create(contentsOf(request, bodyOf(request)));
		return await reply.code(201).send(cliqueAnswer(cliques.find(id)!));
	});

	server.get('/clique', async (request) =>
		cliques.list(requireAdmin(request).companyId).map(cliqueAnswer),
	);

	server.post('/clique/:id', async (request) => {
		const { id } = openClique(request);
		cliques.update(id, contentsOf(request, bodyOf(request)));
		return cliqueAnswer(cliques.find(id)!);
	});

	server.delete('/clique/:id', async (request, reply) => {
		cliques.remove(openClique(request).id);
		return await reply.code(200).send();
	});

	server.get('/clique/:id/member', async (request) => {
		const members = cliques.members(openClique(request).id);
		const list = members.map(({ cliqueId, userId }) => ({ clique_id: cliqueId, user_id: userId }));
		return unseenList('members', list, settings.readings);
	});

	server.post('/clique/:id/member/:userId', async (request, reply) => {
		const { cliqueId, userId } = openMember(request);
		cliques.addMember(cliqueId, userId);
		return await reply.code(201).send({ clique_id: cliqueId, user_id: userId });
	});

	server.delete('/clique/:id/member/:userId', async (request, reply) => {
		const { cliqueId, userId } = openMember(request);
		if (!cliques.removeMember(cliqueId, userId)) throw notFound('The user is not in the clique');
		return await reply.code(200).send();
	});

	server.get('/clique/:id/folder', async (request) => {
		const list = cliques.folders(openClique(request).id).map(cliqueFolderAnswer);
		return unseenList('folders', list, settings.readings);
	});

	server.post('/clique/:id/folder/:folderId', async (request, reply) => {
		const { id: cliqueId } = openClique(request);
		const { id: folderId } = openFolder(service, request, 'ADMIN', idIn(request, 'folderId'));
		const body = bodyOf(request);
		const access = optionalWord(body, 'access', ['READ', 'WRITE']);
		if (access === undefined) throw badRequest('The parameter access is missing');
		const upload = optionalFlag(body, 'upload') ? 1 : 0;
		const row = { cliqueId, folderId, access, upload };
		cliques.putFolder(row);
		return await reply.code(201).send(cliqueFolderAnswer(row));
	});

	server.delete('/clique/:id/folder/:folderId', async (request, reply) => {
		const { id } = openClique(request);
		if (!cliques.removeFolder(id, idIn(request, 'folderId'))) {
			throw notFound('The folder is not in the clique');
		}
		return await reply.code(200).send();
	});
}

function requireAdmin(request: FastifyRequest) {
	const user = userOf(request);
	if (user.isAdmin !== 1) throw forbidden('You must be an admin on Skyfish to manage the cliques');
	return user;
}
