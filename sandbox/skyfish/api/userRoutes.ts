/** Chapters 11 and 12.1: what a user has. */
import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { contentDisposition } from '../../server/contentDisposition.ts';
import { recordBody } from '../../server/httpServer.ts';
import { fileTypeOf } from '../domain/importing/fileTypes.ts';
import { croppedPicture, nobodysPortrait, readPicture } from '../domain/pictures.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { UserRow } from '../domain/stores/accounts.ts';
import { cliqueAnswer, folderOfUser, unseenList } from './answers.ts';
import { userOf } from './authorization.ts';
import { badRequest, forbidden, notFound } from './errors.ts';
import { idIn } from './resources.ts';

/** Pixels on each side; the original is as it was uploaded. */
const sides: Record<string, number> = { small: 25, medium: 50, large: 100, original: 400 };

export function userRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, blobs, cliques, media, permissions, settings } = service;

	/** The user in the path, if the requesting user belongs to the same company. */
	const openColleague = (request: FastifyRequest): UserRow => {
		const id = idIn(request, 'id');
		const user = accounts.user(id);
		if (!user) throw notFound(`There is no user ${id}`);
		if (user.companyId !== userOf(request).companyId) throw forbidden();
		return user;
	};

	/** The user in the path, if that is the requesting user, or an admin is asking. */
	const openUser = (request: FastifyRequest): UserRow => {
		const user = openColleague(request);
		const requester = userOf(request);
		if (user.id !== requester.id && requester.isAdmin !== 1) throw forbidden();
		return user;
	};

	server.get('/user/:id/folders', async (request) =>
		[...permissions.of(openUser(request)).values()]
			.filter(({ groups }) => groups.length > 0)
			.map(folderOfUser),
	);

	server.get('/user/:id/clique', async (request) => {
		const list = cliques.ofUser(openUser(request).id).map(cliqueAnswer);
		return unseenList('cliques', list, settings.readings);
	});

	server.get('/user/:id/diskusage', async (request) => {
		const { id, companyId } = openUser(request);
		const usage = media.diskUsage({ userId: id });
		if (!usage.has(companyId)) usage.set(companyId, 0);
		return [...usage].map(([company_id, diskusage]) => ({ company_id, diskusage }));
	});

	for (const path of ['/user/:id/profileimage', '/user/:id/profileimage/:size']) {
		server.get(path, async (request, reply) => {
			const { id, profileImage } = openColleague(request);
			const { size = 'small' } = request.params as { size?: string };
			if (!Object.hasOwn(sides, size)) throw notFound(`There is no size ${size}`);
			const name = contentDisposition('inline', `${size}_${id}.jpg`);
			void reply.type('image/jpeg').header('content-disposition', name);
			if (profileImage === null) return await reply.send(await nobodysPortrait(sides[size]));
			const file = blobs.path(profileImage);
			if (size !== 'original') return await reply.send(await croppedPicture(file, sides[size]));
			const { mimeType } = fileTypeOf('', await readPicture(file));
			return await reply.type(mimeType).send(createReadStream(file));
		});
	}

	server.post('/user/:id/profileimage', async (request, reply) => {
		const user = openUser(request);
		if (!request.isMultipart()) throw badRequest('The Content-Type must be multipart/form-data');
		let stored: Awaited<ReturnType<typeof blobs.write>> | undefined;
		for await (const part of request.parts()) {
			if (part.type !== 'file') continue;
			if (part.fieldname === 'file' && !stored) stored = await blobs.write(part.file);
			else part.file.resume();
		}
		if (!stored) throw badRequest('The parameter file is missing');
		recordBody(request, { file: { size: stored.size, md5: stored.md5 } });
		if (!(await readPicture(blobs.path(stored.blob)))) {
			blobs.remove(stored.blob);
			throw badRequest('The file is not an image');
		}
		if (user.profileImage !== null) blobs.remove(user.profileImage);
		accounts.setProfileImage(user.id, stored.blob);
		return await reply.code(201).send();
	});
}
