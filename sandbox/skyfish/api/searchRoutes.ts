/** Chapter 4: searching the company's own media, and what was downloaded from Colourbox. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findMedia } from '../domain/search/searchQuery.ts';
import type { Scope, SearchQuery } from '../domain/search/searchQuery.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import type { Body } from './bodies.ts';
import { badRequest, forbidden, requireSpecialPermission } from './errors.ts';
import { numbersIn } from './folderList.ts';
import { optionalWord } from './parameters.ts';
import { foundMedia, returnValues } from './searchAnswer.ts';
import {
	flagIn,
	givenParameters,
	readSearch,
	thumbnailSizeIn,
	wordsIn,
} from './searchParameters.ts';

export function searchRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { accounts, clock, database, index, settings } = service;

	const requireOneOf = (query: Body, names: string[]) => {
		if (settings.readings.is('empty-search', 'all')) return;
		if (names.every((name) => query[name] === undefined)) {
			throw badRequest(`At least one of ${names.join(', ')} must be given`);
		}
	};

	const search = (
		request: FastifyRequest,
		query: Body,
		scope: Scope,
		language: SearchQuery['language'],
	) => {
		const given = wordsIn(query, 'return_values', settings.readings) ?? [];
		const barred =
			'folderIds' in scope ? undefined : given.find((name) => /^folder_ids?$/.test(name));
		if (barred !== undefined) throw badRequest(`${barred} is not an allowed return value here`);
		// No document says that an unknown one is refused.
		const names = given.filter((name) => returnValues.includes(name));
		if (given.length === 0) throw badRequest('The parameter return_values is missing');
		const asked = { names, language, thumbnailSize: thumbnailSizeIn(query) };
		const wanted = { ...readSearch(query, scope, clock.now(), settings.readings), language };
		index.catchUp();
		const { hits, media } = findMedia(database, wanted, index.lists);
		return {
			response: { hits, media: foundMedia(service, request, media, asked) },
			media_count: media.length,
			media_offset: wanted.offset,
		};
	};

	server.get('/search', async (request) => {
		const query = givenParameters(request.query);
		requireOneOf(query, ['q', 'unique_media_id', 'folder_ids']);
		return search(request, query, foldersToSearch(service, request, query), 'en');
	});

	server.get('/search/colourbox/download', async (request) => {
		const query = givenParameters(request.query);
		requireSpecialPermission(service);
		const { companyId } = userOf(request);
		if (accounts.company(companyId)?.colourboxAccess !== 1) {
			throw forbidden('Your company has no access to its Colourbox downloads');
		}
		if (query.folder_ids !== undefined) throw badRequest('folder_ids is not allowed here');
		requireOneOf(query, ['q', 'unique_media_id']);
		const language = optionalWord(query, 'lang', ['en', 'da', 'de']) ?? 'en';
		return search(request, query, { colourboxOf: companyId }, language);
	});
}

/** The folders to look in: those asked for that the user may read, else all but the trashcan. */
function foldersToSearch(service: SkyfishService, request: FastifyRequest, query: Body): Scope {
	const readable = [...service.permissions.of(userOf(request)).values()].filter(({ groups }) =>
		groups.includes('READ'),
	);
	const { readings } = service.settings;
	const asked = numbersIn(query, 'folder_ids', readings);
	const isRecursive = readings.is('recursive-false', 'off')
		? flagIn(query, 'recursive')
		: query.recursive !== undefined;
	if (asked === undefined) {
		const living = readable.filter(({ isTrashed }) => !isTrashed);
		return { folderIds: living.map(({ folder }) => folder.id) };
	}
	const wanted = new Set(isRecursive ? asked.flatMap((id) => service.folders.subtree(id)) : asked);
	const found = readable.map(({ folder }) => folder.id).filter((id) => wanted.has(id));
	return { folderIds: found };
}
