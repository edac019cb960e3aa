/** Chapter 8.4: folders as zip files. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { contentDisposition } from '../../server/contentDisposition.ts';
import { unixTime } from '../domain/clock.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { ZipJobRow } from '../domain/zips.ts';
import { storageLink } from '../storage/links.ts';
import { ApiError, notFound } from './errors.ts';
import { openFolder } from './resources.ts';

export function zipRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { clock, zips } = service;
	const takesUrlAuthorization = { config: { takesUrlAuthorization: true } };

	/** What the client is told about a job. */
	const answer = (request: FastifyRequest, job: ZipJobRow) => {
		if (job.failure !== null) throw new ApiError(500, 'Server error');
		if (job.validUntil === null) {
			return { job_id: job.id, state: 'PENDING', url: null, valid_until: null };
		}
		zips.handOut(job.id);
		return {
			job_id: job.id,
			state: 'DONE',
			url: storageLink(service, request, `/zip/${job.id}`, job.validUntil),
			valid_until: unixTime(job.validUntil),
		};
	};

	server.post('/folder/:id/zip-file', takesUrlAuthorization, async (request) =>
		answer(request, zips.request(openFolder(service, request, 'READ').id)),
	);

	server.get('/zip-file/:job_id', takesUrlAuthorization, async (request) => {
		const { job_id: id } = request.params as { job_id: string };
		const job = zips.find(id);
		const isOver = job?.validUntil != null && job.validUntil <= clock.now();
		if (!job || isOver) throw notFound(`There is no zip job ${id}`);
		openFolder(service, request, 'READ', job.folderId);
		return answer(request, job);
	});

	server.get('/folder/:id/download', takesUrlAuthorization, async (request, reply) => {
		const folder = openFolder(service, request, 'READ');
		const { id } = zips.request(folder.id);
		await zips.finish(id);
		const path = zips.path(id);
		return await reply
			.type('application/zip')
			.header('content-length', (await stat(path)).size)
			.header('content-disposition', contentDisposition('attachment', `${folder.name}.zip`))
			.send(createReadStream(path));
	});
}
