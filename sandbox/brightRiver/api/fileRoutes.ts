/** A job's files: listing, reading and describing them. */
import type { FastifyInstance } from 'fastify';
import type { BrightRiverService } from '../domain/service.ts';
import type { FileRow } from '../domain/stores/fileStore.ts';
import { invalidParameter, noFilesToUpdate, notFound } from '../errors.ts';
import { optionalText } from '../parameters.ts';
import { bodyOf } from './bodies.ts';
import { FileAnswers } from './fileAnswers.ts';
import { changesIn } from './jobRoutes.ts';
import { fileByIdOf, fileByNameOf, jobWithFilesOf, listedFilesOf } from './resources.ts';

export function fileRoutes(server: FastifyInstance, service: BrightRiverService): void {
	server.get('/jobs/:jobId/files', async (request) => {
		const job = jobWithFilesOf(service, request);
		const answers = new FileAnswers(service, request);
		const files = listedFilesOf(service, job).filter((file) => isInFileList(service, file));
		return { files: files.map((file) => answers.listed(file)) };
	});

	server.get('/jobs/:jobId/filesforreview', async (request) => {
		const job = jobWithFilesOf(service, request);
		const answers = new FileAnswers(service, request);
		return { files: listedFilesOf(service, job).map((file) => answers.forReview(file)) };
	});

	server.get('/jobs/:jobId/files/:fileName', async (request) => {
		const file = fileByNameOf(service, request, jobWithFilesOf(service, request));
		if (!file) throw notFound();
		return new FileAnswers(service, request).single(file);
	});

	server.get('/jobs/:jobId/filesextended/:fileId', async (request) => {
		const file = fileByIdOf(service, request, jobWithFilesOf(service, request));
		return new FileAnswers(service, request).single(file);
	});

	server.put('/jobs/:jobId/files/:fileName', async (request, reply) => {
		const job = jobWithFilesOf(service, request);
		const file = fileByNameOf(service, request, job);
		const body = bodyOf(request);
		const fileName = optionalText(body, 'name');
		const changes = { ...changesIn(body), ...(fileName && { fileName }) };
		if (!file || Object.keys(changes).length === 0) throw noFilesToUpdate();
		const namesake = fileName ? service.files.findByName(job.id, fileName) : undefined;
		if (namesake && namesake.id !== file.id) throw invalidParameter('name', fileName);
		service.files.update(file.id, changes);
		service.jobs.changed(job.id);
		return await reply.code(204).send();
	});
}

/** Extra images have no uploaded file: a list that leaves results to the review leaves them out. */
function isInFileList({ settings }: BrightRiverService, file: FileRow): boolean {
	return file.isOriginal === 1 || settings.readings.is('results-listed', 'files');
}
