/** Chapter 4.1.2: the values a search can be asked to return. */
import type { FastifyRequest } from 'fastify';
import { searchDateTime } from '../domain/clock.ts';
import type { FoundMedia, SearchQuery } from '../domain/search/searchQuery.ts';
import type { SkyfishService } from '../domain/service.ts';
import { storageLink } from '../storage/links.ts';

const dayMs = 86_400_000;

/** `media_id` counts otherwise than `unique_media_id`. */
const otherNumbers = 70_000_000;

type Value = (media: FoundMedia, links: Links) => unknown;

interface Links {
	language: SearchQuery['language'];
	thumbnail: (media: FoundMedia) => string;
}

const values: Record<string, Value> = {
	keywords: (media, { language }) => media.keywords[language] ?? [],
	folder_tags: (media) => media.folderTags,
	suggested_keywords: (media) => media.suggestedKeywords,
	media_type: (media) => media.mediaType,
	height: (media) => media.height,
	width: (media) => media.width,
	unique_media_id: (media) => media.id,
	// Guess: public clients ask for it, and tell it from unique_media_id; nobody says how.
	media_id: (media) => media.id + otherNumbers,
	folder_id: (media) => media.folderId,
	folder_ids: (media) => media.folderIds,
	// Guess: only its name is known.
	cdn_urls: () => [],
	created: (media) => searchDateTime(media.created),
	title: (media, { language }) => media.title[language] || null,
	description: (media, { language }) => media.description[language] || null,
	thumbnail_url: (media, { thumbnail }) => thumbnail(media),
	// The sandbox has no certificate, so this is the same URL.
	thumbnail_url_ssl: (media, { thumbnail }) => thumbnail(media),
	filename: (media) => media.fileName,
	copyright: (media) => media.copyright || null,
	camera_created: (media) =>
		media.cameraCreated === null ? null : searchDateTime(media.cameraCreated),
	byline: (media) => media.byline || null,
	file_mimetype: (media) => media.mimeType,
	file_disksize: (media) => media.size,
	uploaded_by: (media) => media.uploadedBy,
	geo_location: (media) => media.geolocation ?? {},
	consent_forms: () => [],
	consent_exempt: () => false,
};

export const returnValues = Object.keys(values);

/** The values asked for, of everything found. */
export function foundMedia(
	service: SkyfishService,
	request: FastifyRequest,
	found: FoundMedia[],
	asked: { names: string[]; language: SearchQuery['language']; thumbnailSize: string },
) {
	const validUntil = service.clock.now() + dayMs;
	const thumbnail = ({ id }: FoundMedia) =>
		storageLink(service, request, `/thumbnail/${id}/${asked.thumbnailSize}`, validUntil);
	const links = { language: asked.language, thumbnail };
	return found.map((media) =>
		Object.fromEntries(asked.names.map((name) => [name, values[name](media, links)])),
	);
}
