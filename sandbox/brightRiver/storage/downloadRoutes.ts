/** Downloads: the zip of a job's results, single files, and images in three sizes. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentDisposition } from '../../server/contentDisposition.ts';
import { mediaTypeOf, renderSmall } from '../domain/editing.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { invalidParameter, notFound } from '../errors.ts';
import { integer } from '../parameters.ts';
import { openFile, openJob, queryOf } from './access.ts';

/** Longest side in pixels. */
const sizes: Record<string, number> = { true: 1000, false: 200 };

export function downloadRoutes(server: FastifyInstance, service: BrightRiverService): void {
	const { readings } = service.settings;

	server.get('/ajax/DownloadZip.ashx', async (request, reply) => {
		const jobId = integer('centraljobid', queryOf(request, 'centraljobid'));
		const job = openJob(service, queryOf(request, 'sessionID'), jobId);
		describe(reply, service, 'application/zip', 'attachment', `${job.id}.zip`);
		return await sendFile(reply, service.production.zipPath(job.id));
	});

	server.get('/ajax/DownloadBin.ashx', async (request, reply) => {
		const file = openFile(service, request);
		if (readings.is('exact-address', 'real')) throw notFound();
		describe(reply, service, mediaTypeOf(file.format), 'attachment', file.fileName);
		return await sendFile(reply, service.blobs.path(file.blob));
	});

	server.get('/ajax/getimage.ashx', async (request, reply) => {
		const file = openFile(service, request);
		const type = queryOf(request, 'type');
		const isPreview = queryOf(request, 'ispreview');
		if (type !== 'original' && type !== 'clipped') throw invalidParameter('type', type);
		if ((type === 'original') !== (file.isOriginal === 1)) throw notFound();
		const path = service.blobs.path(file.blob);
		const isWhole = isPreview === 'original';
		if (!isWhole && !(isPreview in sizes)) throw invalidParameter('ispreview', isPreview);
		const isCopy = isWhole && file.format !== null && readings.is('exact-address', 'download-url');
		if (isWhole && !isCopy) {
			describe(reply, service, mediaTypeOf(file.format), 'inline', file.fileName);
			return await sendFile(reply, path);
		}
		if (file.format === null) throw notFound();
		const image = await renderSmall(path, isCopy ? Infinity : sizes[isPreview]);
		describe(reply, service, 'image/jpeg', 'inline', file.fileName);
		return await reply.send(image);
	});
}

/** What the answer says of its file, as far as the storage says it. */
function describe(
	reply: FastifyReply,
	{ settings: { readings } }: BrightRiverService,
	type: string,
	disposition: 'attachment' | 'inline',
	fileName: string,
): void {
	const types = { image: type, binary: 'application/octet-stream', html: 'text/html' };
	void reply.type(types[readings.get('storage-media-type')]);
	if (readings.is('download-names', 'none')) return;
	void reply.header('content-disposition', contentDisposition(disposition, fileName));
}

async function sendFile(reply: FastifyReply, path: string) {
	const facts = await stat(path).catch(() => undefined);
	if (!facts) throw notFound();
	return await reply.header('content-length', facts.size).send(createReadStream(path));
}
