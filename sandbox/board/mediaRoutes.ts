/** What the board reads of Skyfish: folders, the media in them, and their pictures. */
import { readFile } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../skyfish/api/errors.ts';
import { integer } from '../skyfish/api/parameters.ts';
import { idIn } from '../skyfish/api/resources.ts';
import { endingOf } from '../skyfish/domain/importing/fileTypes.ts';
import { genericThumbnail, smallerPicture } from '../skyfish/domain/pictures.ts';
import type { SkyfishService } from '../skyfish/domain/service.ts';
import type { Flag } from '../skyfish/domain/stores/folderStore.ts';
import type { MediaRow, Metadata } from '../skyfish/domain/stores/mediaStore.ts';
import { boardPath, sendPicture } from './pageRoutes.ts';

const sizes: Record<string, string> = { thumbnail: '320px', preview: '1200px' };
/** So many media of a folder are shown, the newest. */
const most = 200;

export function mediaBoardRoutes(
	server: FastifyInstance,
	service: SkyfishService,
	companyId: number,
): void {
	server.get(`${boardPath}folders`, async () => {
		const counts = service.media.countByFolder();
		return service.folders.list(companyId).map(({ id, name, parent, flags }) => ({
			...{ id, name, parent },
			flags: JSON.parse(flags) as Flag[],
			mediaCount: counts.get(id) ?? 0,
		}));
	});

	server.get(`${boardPath}folders/:id/media`, async (request) => {
		const media = service.media.mediaIn(idIn(request, 'id'));
		return media.slice(-most).map((one) => describe(service, one));
	});

	server.get(`${boardPath}unfiled`, async () => {
		const media = service.media.unfiled(companyId);
		return media.slice(-most).map((one) => describe(service, one));
	});

	for (const [name, size] of Object.entries(sizes)) {
		server.get(`${boardPath}media/:id/${name}`, async (request, reply) =>
			sendPicture(reply, await pictureOf(service, request, size)),
		);
	}
}

/** Size in bytes, width and height in pixels, progress in percent (null when the import is done). */
function describe({ imports }: SkyfishService, media: MediaRow) {
	const { id, fileName, size, width, height, mediaType, md5, version } = media;
	const { title, keywords } = JSON.parse(media.metadata) as Metadata;
	const at = (name: string) => `${boardPath}media/${id}/${name}?md5=${md5}&width=${width}`;
	return {
		...{ id, fileName, size, width, height, mediaType, version },
		isColourbox: media.isColourbox === 1,
		title: title.en ?? '',
		keywords: keywords.en ?? [],
		progress: imports.progress(media),
		thumbnail: at('thumbnail'),
		preview: width === null ? null : at('preview'),
	};
}

/** A JPEG; for a damaged image, or anything else, a sheet of paper. */
async function pictureOf(service: SkyfishService, request: FastifyRequest, size: string) {
	const { id } = request.params as { id: string };
	const media = service.media.find(integer('id', id));
	if (!media) throw notFound(`There is no media ${id}`);
	const sheet = async () => await genericThumbnail(endingOf(media.fileName));
	if (media.width === null) return await sheet();
	const path = service.blobs.path(media.blob);
	return await smallerPicture(path, size).then(async (made) => await readFile(made), sheet);
}
