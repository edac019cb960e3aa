/** Jobs: making, reading, changing them, and the client's steps along their road. */
import type { FastifyInstance } from 'fastify';
import type { BrightRiverService } from '../domain/service.ts';
import {
	cancellableStatuses,
	deliveredStatuses,
	offerAcceptableStatuses,
	offerRequestableStatuses,
} from '../domain/statuses.ts';
import { invalidParameter, nameRequired, requireStatus } from '../errors.ts';
import {
	optionalFlag,
	optionalInteger,
	optionalObjectList,
	optionalText,
	optionalTextList,
	requiredText,
} from '../parameters.ts';
import type { Body } from '../parameters.ts';
import { createdJob, rejectedJob, wholeJob } from './answers.ts';
import { bodyOf } from './bodies.ts';
import { accountOf } from './requirements.ts';
import { jobOf } from './resources.ts';

export function jobRoutes(server: FastifyInstance, service: BrightRiverService): void {
	const { jobs } = service;

	server.post('/jobs', async (request, reply) => {
		const body = bodyOf(request);
		const id = jobs.create({
			accountId: accountOf(request).id,
			...nameAndDescription(body),
			tags: JSON.stringify(optionalTextList(body, 'tags') ?? []),
			invoiceReference: optionalText(body, 'invoiceReference') ?? null,
			isTest: optionalFlag(body, 'isTest') ? 1 : 0,
			deadlineId: optionalInteger(body, 'deadlineId') ?? null,
			specificationKey: optionalInteger(body, 'specificationKey') ?? null,
		});
		return await reply.code(201).send(createdJob(service, request, jobOf(service, request, id)));
	});

	server.put('/jobs/:jobId', async (request, reply) => {
		const job = jobOf(service, request);
		const body = bodyOf(request);
		const tags = optionalTextList(body, 'tags');
		const invoiceReference = optionalText(body, 'invoiceReference');
		jobs.update(job.id, {
			...nameAndDescription(body),
			...(tags && { tags: JSON.stringify(tags) }),
			...(invoiceReference !== undefined && { invoiceReference }),
		});
		return await reply.code(204).send();
	});

	server.get('/jobs/:jobId', async (request) =>
		wholeJob(service, request, jobOf(service, request)),
	);

	server.get('/jobs/:jobId/status', async (request) => ({
		status: jobOf(service, request).status,
	}));

	server.post('/jobs/:jobId/requestoffer', async (request, reply) => {
		const job = jobOf(service, request);
		requireStatus(job, offerRequestableStatuses);
		const remarks = (optionalObjectList(bodyOf(request), 'files') ?? []).map((remark) => {
			const fileName = requiredText(remark, 'fileName');
			const file = service.files.findByName(job.id, fileName);
			if (!file) throw invalidParameter('files', fileName);
			return { file, remark };
		});
		service.database.transaction(() => {
			for (const { file, remark } of remarks) service.files.update(file.id, changesIn(remark));
			jobs.setStatus(job.id, 'CJ_REQUEST_OFFER');
		});
		return await reply.code(204).send();
	});

	server.post('/jobs/:jobId/acceptoffer', async (request, reply) => {
		const job = jobOf(service, request);
		requireStatus(job, offerAcceptableStatuses);
		jobs.setStatus(job.id, 'CJ_ACCEPT');
		return await reply.code(204).send();
	});

	server.post('/jobs/:jobId/cancel', async (request, reply) => {
		const job = jobOf(service, request);
		requireStatus(job, cancellableStatuses);
		jobs.setStatus(job.id, 'CJ_USER_CANCELED');
		return await reply.code(204).send();
	});

	server.post('/jobs/:jobId/close', async (request, reply) => {
		const job = jobOf(service, request);
		requireStatus(job, deliveredStatuses);
		if (job.status !== 'CJ_CLIENT_REVIEWED') jobs.setStatus(job.id, 'CJ_CLIENT_REVIEWED');
		return await reply.code(204).send();
	});

	server.get('/jobs/:jobId/rejectedjobs', async (request) => ({
		rejectedJobs: jobs.rejectedJobs(jobOf(service, request).id).map(rejectedJob),
		_type: 'GetRejectedJobsResponseBody',
	}));
}

/** The changes to a file that a body's remark, tags and description ask for. */
export function changesIn(body: Body) {
	const remark = optionalText(body, 'remark');
	const description = optionalText(body, 'description');
	const tags = optionalTextList(body, 'tags');
	return {
		...(remark !== undefined && { remarkToProcessor: remark }),
		...(description !== undefined && { description }),
		...(tags && { tags: JSON.stringify(tags) }),
	};
}

function nameAndDescription(body: Body): { name: string; description: string } {
	const name = requiredText(body, 'name');
	if (name.trim() === '') throw nameRequired();
	return { name, description: requiredText(body, 'description') };
}
