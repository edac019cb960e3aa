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
	server.get('/ajax/DownloadZip.ashx', async (request, reply) => {
		const jobId = integer('centraljobid', queryOf(request, 'centraljobid'));
		const job = openJob(service, queryOf(request, 'sessionID'), jobId);
		const name = contentDisposition('attachment', `${job.id}.zip`);
		return await sendFile(reply, service.production.zipPath(job.id), 'application/zip', name);
	});

	server.get('/ajax/DownloadBin.ashx', async (request, reply) => {
		const file = openFile(service, request);
		const name = contentDisposition('attachment', file.fileName);
		return await sendFile(reply, service.blobs.path(file.blob), mediaTypeOf(file.format), name);
	});

	server.get('/ajax/getimage.ashx', async (request, reply) => {
		const file = openFile(service, request);
		const type = queryOf(request, 'type');
		const isPreview = queryOf(request, 'ispreview');
		if (type !== 'original' && type !== 'clipped') throw invalidParameter('type', type);
		if ((type === 'original') !== (file.isOriginal === 1)) throw notFound();
		const path = service.blobs.path(file.blob);
		const name = contentDisposition('inline', file.fileName);
		if (isPreview === 'original') {
			return await sendFile(reply, path, mediaTypeOf(file.format), name);
		}
		if (!(isPreview in sizes)) throw invalidParameter('ispreview', isPreview);
		if (file.format === null) throw notFound();
		const image = await renderSmall(path, sizes[isPreview]);
		return await reply.type('image/jpeg').header('content-disposition', name).send(image);
	});
}

async function sendFile(reply: FastifyReply, path: string, type: string, disposition: string) {
	const facts = await stat(path).catch(() => undefined);
	if (!facts) throw notFound();
	return await reply
		.type(type)
		.header('content-length', facts.size)
		.header('content-disposition', disposition)
		.send(createReadStream(path));
}
