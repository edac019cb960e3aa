/** Finds the job and the file that a request's path names, or answers why not. */
import type { FastifyRequest } from 'fastify';
import type { BrightRiverService } from '../domain/service.ts';
import { goneStatuses, offerRequestableStatuses } from '../domain/statuses.ts';
import type { FileRow } from '../domain/stores/fileStore.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';
import { forbidden, gone, notFound } from '../errors.ts';
import { integer } from '../parameters.ts';
import { accountOf } from './requirements.ts';

type Path = { jobId?: string; fileId?: string; fileName?: string };

/** The job of the path, or of the given id. */
export function jobOf(service: BrightRiverService, request: FastifyRequest, id?: number): JobRow {
	const jobId = id ?? integer('id', (request.params as Path).jobId);
	const job = service.jobs.find(jobId);
	if (!job) throw notFound();
	if (job.accountId !== accountOf(request).id) throw forbidden();
	return job;
}

/** The job, if its files still exist. */
export function jobWithFilesOf(service: BrightRiverService, request: FastifyRequest): JobRow {
	const job = jobOf(service, request);
	if (goneStatuses.includes(job.status)) throw gone();
	return job;
}

/** The file that the path names by its id: an uploaded one, or an extra. */
export function fileByIdOf(
	service: BrightRiverService,
	request: FastifyRequest,
	job: JobRow,
): FileRow {
	const file = service.files.find(integer('fileId', (request.params as Path).fileId));
	if (!file || file.jobId !== job.id || !showsFiles(service, job)) throw notFound();
	return file;
}

/** The file that the path names by its name, or undefined. */
export function fileByNameOf(
	service: BrightRiverService,
	request: FastifyRequest,
	job: JobRow,
): FileRow | undefined {
	if (!showsFiles(service, job)) return undefined;
	return service.files.findByName(job.id, (request.params as Path).fileName ?? '');
}

/** The files of a job's list, by id. */
export function listedFilesOf(service: BrightRiverService, job: JobRow): FileRow[] {
	return showsFiles(service, job) ? service.files.listed(job.id) : [];
}

/** Whether a job lists its files already. */
function showsFiles({ settings }: BrightRiverService, { status }: JobRow): boolean {
	return (
		settings.readings.is('upload-listing', 'at-once') || !offerRequestableStatuses.includes(status)
	);
}
