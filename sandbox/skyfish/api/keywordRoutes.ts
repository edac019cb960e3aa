/** Keywords without resending all metadata: add, remove, replace, clear, for several media at once. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SkyfishService } from '../domain/service.ts';
import { bodyOf } from './bodies.ts';
import { notFound } from './errors.ts';
import { keywordsIn } from './metadataBody.ts';
import { openMediaToChange } from './resources.ts';

type Keywords = Record<string, string[]>;

export function keywordRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { database, media } = service;

	/** All of them change, or none. */
	const change = (request: FastifyRequest, how: (now: Keywords) => Keywords) => {
		const ids = idsIn(request).map((id) => openMediaToChange(service, request, id).id);
		database.transaction(() => {
			for (const id of ids) {
				media.modifyMetadata(id, (now) => ({ ...now, keywords: how(now.keywords) }));
			}
		});
	};

	server.put('/media/:ids/metadata/keyword', async (request, reply) => {
		const added = keywordsIn('keywords', bodyOf(request));
		change(request, (now) => changed(now, added, (old, more) => [...new Set([...old, ...more])]));
		return await reply.code(200).send();
	});

	server.delete('/media/:ids/metadata/keyword', async (request, reply) => {
		const removed = keywordsIn('keywords', bodyOf(request));
		change(request, (now) =>
			changed(now, removed, (old, less) => old.filter((keyword) => !less.includes(keyword))),
		);
		return await reply.code(200).send();
	});

	server.post('/media/:ids/metadata/keywords', async (request, reply) => {
		const keywords = keywordsIn('keywords', bodyOf(request));
		change(request, () => ({ en: [], ...keywords }));
		return await reply.code(200).send();
	});

	server.delete('/media/:ids/metadata/keywords', async (request, reply) => {
		change(request, () => ({ en: [] }));
		return await reply.code(200).send();
	});
}

function changed(
	now: Keywords,
	by: Keywords,
	how: (old: string[], given: string[]) => string[],
): Keywords {
	const entries = Object.entries(by).map(([language, given]) => [
		language,
		how(now[language] ?? [], given),
	]);
	return { ...now, ...(Object.fromEntries(entries) as Keywords) };
}

/** One id, or several separated by commas. */
function idsIn(request: FastifyRequest): number[] {
	const { ids } = request.params as { ids: string };
	if (!/^\d+(,\d+)*$/.test(ids)) throw notFound();
	return [...new Set(ids.split(',').map(Number))];
}
