/** Uploads: files of a multipart form, streamed to disk and added to a new job. */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { recordBody } from '../../server/httpServer.ts';
import { PartHeaders } from '../../server/partHeaders.ts';
import { readImage } from '../domain/editing.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { openStatuses } from '../domain/statuses.ts';
import {
	ApiError,
	BareError,
	lengthRequired,
	missingParameter,
	unsupportedMediaType,
	requireStatus,
} from '../errors.ts';
import { apiMd5 } from '../notation.ts';
import { integer } from '../parameters.ts';
import { openJob, queryOf } from './access.ts';
import { keepUploads } from './keepUpload.ts';
import type { Upload } from './keepUpload.ts';

export function uploadRoutes(server: FastifyInstance, service: BrightRiverService): void {
	void server.register(multipart, {
		limits: { fileSize: Infinity, parts: 10_000, files: 10_000 },
		preservePath: true,
	});

	server.post('/upload/UploadFile.ashx', async (request) => {
		const jobId = integer('jobID', queryOf(request, 'jobID'));
		const session = queryOf(request, 'accountID');
		requireStatus(openJob(service, session, jobId), openStatuses);
		if (request.headers['content-length'] === undefined) throw lengthRequired();
		if (!request.isMultipart()) throw unsupportedMediaType();
		const uploads = await receive(service, request);
		keepUploads(service, uploads, () => openJob(service, session, jobId));
		// Guess: no document says what the storage answers.
		const files = uploads.map(({ fileName, size, md5 }) => ({ fileName, size, mD5: apiMd5(md5) }));
		return { files };
	});
}

/** Streams every file of the form to disk; when one fails, none is left. */
async function receive(service: BrightRiverService, request: FastifyRequest): Promise<Upload[]> {
	const uploads: Upload[] = [];
	const headers = new PartHeaders(request.raw);
	const fields: Record<string, unknown>[] = [];
	const readsOneField = service.settings.readings.is('upload-field', 'image');
	try {
		for await (const part of request.parts()) {
			if (part.type === 'field') {
				fields.push({ name: part.fieldname, value: part.value });
				continue;
			}
			if (readsOneField && part.fieldname !== 'image') {
				part.file.resume();
				continue;
			}
			const stored = await service.blobs.write(part.file);
			uploads.push({ ...stored, fileName: part.filename, facts: null });
			if (part.filename === '') throw missingParameter('fileName');
		}
		if (uploads.length === 0 && !readsOneField) throw missingParameter('file');
		for (const upload of uploads) upload.facts = await readImage(service.blobs.path(upload.blob));
		return uploads;
	} catch (error) {
		for (const { blob } of uploads) service.blobs.remove(blob);
		if (error instanceof ApiError || error instanceof BareError) throw error;
		throw new ApiError(400, 'invalid_upload', (error as Error).message);
	} finally {
		const files = uploads.map(({ fileName, size, md5 }) => ({ fileName, size, md5 }));
		recordBody(request, { files, fields, partHeaders: headers.found });
	}
}
