/** What the board reads of Bright River: jobs, one job with its files, and their pictures. */
import { existsSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { renderSmall } from '../brightRiver/domain/editing.ts';
import type { BrightRiverService } from '../brightRiver/domain/service.ts';
import type { FileRow } from '../brightRiver/domain/stores/fileStore.ts';
import { notFound } from '../brightRiver/errors.ts';
import { integer } from '../brightRiver/parameters.ts';
import { describeJob, describeJobBriefly } from './jobAnswers.ts';
import { boardPath, sendPicture } from './pageRoutes.ts';

/** Longest side in pixels. */
const sizes: Record<string, number> = { thumbnail: 160, preview: 1000 };

export function jobBoardRoutes(server: FastifyInstance, service: BrightRiverService): void {
	server.get(`${boardPath}jobs`, async (request) => {
		const { newest = '50', name = '' } = request.query as { newest?: string; name?: string };
		const { jobs, found } = service.jobs.newest(Math.min(integer('newest', newest), 500), name);
		return { found, jobs: jobs.map((job) => describeJobBriefly(service, job)) };
	});

	server.get(`${boardPath}jobs/:jobId`, async (request) => {
		const { jobId } = request.params as { jobId: string };
		const job = service.jobs.find(integer('jobId', jobId));
		if (!job) throw notFound();
		return describeJob(service, job);
	});

	for (const [size, longest] of Object.entries(sizes)) {
		server.get(`${boardPath}photos/:fileId/${size}`, async (request, reply) => {
			const path = service.blobs.path(photoOf(service, request).blob);
			if (!existsSync(path)) throw notFound();
			return await sendPicture(reply, await renderSmall(path, longest));
		});
	}
}

function photoOf(service: BrightRiverService, request: FastifyRequest): FileRow {
	const { fileId } = request.params as { fileId: string };
	const file = service.files.find(integer('fileId', fileId));
	if (!file || file.format === null) throw notFound();
	return file;
}
