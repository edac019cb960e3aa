/** Who may reach what on the storage: the session in the URL opens its own account's jobs only. */
import type { FastifyRequest } from 'fastify';
import type { Account, BrightRiverService } from '../domain/service.ts';
import { goneStatuses } from '../domain/statuses.ts';
import type { FileRow } from '../domain/stores/fileStore.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';
import { forbidden, gone, missingParameter, notFound } from '../errors.ts';
import { integer } from '../parameters.ts';

/** A query parameter by its name, whatever its case; the documents write sessionID and sessionid. */
export function queryOf(request: FastifyRequest, name: string): string {
	const query = new URL(request.raw.url ?? '/', 'http://storage').searchParams;
	for (const [key, value] of query) {
		if (key.toLowerCase() === name.toLowerCase() && value !== '') return value;
	}
	throw missingParameter(name);
}

/** The job that a URL names, if the session in it opens it. */
export function openJob(service: BrightRiverService, session: string, jobId: number): JobRow {
	const account = service.accounts.find(({ storageSession }) => storageSession === session);
	if (!account) throw forbidden();
	return jobOfAccount(service, account, jobId);
}

/** The job of that id, if it is the account's own and its files still exist. */
export function jobOfAccount(service: BrightRiverService, account: Account, jobId: number): JobRow {
	const job = service.jobs.find(jobId);
	if (!job) throw notFound();
	if (job.accountId !== account.id) throw forbidden();
	if (goneStatuses.includes(job.status)) throw gone();
	return job;
}

/** The file of the URL's fileID and sessionid. */
export function openFile(service: BrightRiverService, request: FastifyRequest): FileRow {
	const session = queryOf(request, 'sessionid');
	const file = service.files.find(integer('fileID', queryOf(request, 'fileID')));
	openJob(service, session, file?.jobId ?? 0);
	if (!file) throw notFound();
	return file;
}
