/** Turns stored jobs into the documents' answers, field by field. */
import type { FastifyRequest } from 'fastify';
import type { IndexRow } from '../domain/searchIndex.ts';
import type { BrightRiverService } from '../domain/service.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';
import { apiDate, dutchDate } from '../notation.ts';
import { jobLinks, storageOrigin } from '../storage/links.ts';
import { accountOf } from './requirements.ts';

function linksOf(service: BrightRiverService, request: FastifyRequest, job: JobRow) {
	const { storageSession } = accountOf(request);
	return jobLinks(service, storageOrigin(service, request), storageSession, job);
}

/** The answer of POST /jobs. */
export function createdJob(service: BrightRiverService, request: FastifyRequest, job: JobRow) {
	return {
		id: job.id,
		name: job.name,
		description: job.description,
		tags: JSON.parse(job.tags) as string[],
		invoiceReference: job.invoiceReference,
		isTest: job.isTest === 1,
		...linksOf(service, request, job),
		_type: 'CreateJobResponseBody',
	};
}

/** The answer of GET /jobs/{id}. */
export function wholeJob(service: BrightRiverService, request: FastifyRequest, job: JobRow) {
	return {
		id: job.id,
		guid: job.guid,
		status: job.status,
		createdDate: apiDate(job.createdDate),
		accountId: job.accountId,
		name: job.name,
		description: job.description,
		invoiceReference: job.invoiceReference,
		tags: JSON.parse(job.tags) as string[],
		fileCount: job.fileCount,
		masterJobId: null,
		sentDate: apiDate(job.sentDate),
		acceptedDate: apiDate(job.acceptedDate),
		orderedDate: apiDate(job.orderedDate),
		paidDate: apiDate(job.paidDate),
		deliveredDate: apiDate(job.deliveredDate),
		reviewedDate: apiDate(job.reviewedDate),
		isDeleted: job.isDeleted === 1,
		operatorRemarks: job.operatorRemarks,
		isAutoFetch: false,
		parentJobId: job.parentJobId,
		productionDate: apiDate(job.productionDate),
		cancelledDate: apiDate(job.cancelledDate),
		isTest: job.isTest === 1,
		...linksOf(service, request, job),
		_type: 'JobResponseBody',
	};
}

/** One element of GET /jobs/{id}/rejectedjobs. */
export function rejectedJob(job: JobRow) {
	return {
		id: job.id,
		createdDate: dutchDate(job.createdDate),
		name: job.name,
		description: job.description,
	};
}

/** One element of POST /search. */
export function foundJob(row: IndexRow) {
	return {
		id: row.shownId,
		accountId: row.accountId,
		status: row.status,
		guid: row.guid,
		name: row.name,
		description: row.description,
		acceptedDate: apiDate(row.acceptedDate),
		createdDate: apiDate(row.createdDate),
		deliveredDate: apiDate(row.deliveredDate),
		orderedDate: apiDate(row.orderedDate),
		reviewedDate: apiDate(row.reviewedDate),
		realCost: row.realCost,
		fileCount: row.fileCount,
	};
}
