/** Reviews: accepting results, rejecting them, and saying why. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rejectTypes } from '../domain/reviews.ts';
import type { RejectionReasons } from '../domain/reviews.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { deliveredStatuses } from '../domain/statuses.ts';
import type { FileRow, ImageReject, RejectReason } from '../domain/stores/fileStore.ts';
import type { JobRow } from '../domain/stores/jobStore.ts';
import { invalidParameter, missingParameter, noFilesToUpdate, requireStatus } from '../errors.ts';
import {
	optionalFlag,
	optionalList,
	optionalObjectList,
	optionalText,
	requiredFlag,
	requiredInteger,
	requiredObjectList,
	requiredText,
} from '../parameters.ts';
import type { Body } from '../parameters.ts';
import { bodyOf } from './bodies.ts';
import { fileByIdOf, fileByNameOf, jobOf, jobWithFilesOf } from './resources.ts';

export function reviewRoutes(server: FastifyInstance, service: BrightRiverService): void {
	const { files, reviews } = service;

	const deliveredJob = (request: FastifyRequest): JobRow => {
		const job = jobWithFilesOf(service, request);
		requireStatus(job, deliveredStatuses);
		return job;
	};

	server.post('/jobs/:jobId/accept', async (request, reply) => {
		const job = deliveredJob(request);
		const accepted = optionalFlag(bodyOf(request), 'acceptedByUser') ?? true;
		reviews.accept(files.listed(job.id), accepted);
		return await done(service, reply);
	});

	server.post('/jobs/:jobId/files/:fileId/accept', async (request, reply) => {
		const job = deliveredJob(request);
		reviews.accept([fileByIdOf(service, request, job)], true);
		return await done(service, reply);
	});

	server.post('/jobs/:jobId/review', async (request, reply) => {
		const job = deliveredJob(request);
		const given = requiredObjectList(bodyOf(request), 'reviews');
		const reasons = given.map((review) => requiredText(review, 'reason'));
		if (reasons.length === 0) throw invalidParameter('reviews', given);
		const rejections = files
			.listed(job.id)
			.map((file) => ({ file, rejects: reviews.aboutAllImages(file, reasons, '') }));
		reviews.reject(job, rejections);
		return await done(service, reply);
	});

	server.post('/jobs/:jobId/files/review', async (request, reply) => {
		const job = deliveredJob(request);
		const given = requiredObjectList(bodyOf(request), 'reviews');
		if (given.length === 0) throw invalidParameter('reviews', given);
		reviews.reject(
			job,
			given.map((review) => rejectionIn(service, job, review)),
		);
		return await done(service, reply);
	});

	server.post('/jobs/:jobId/files/:fileId/review', async (request, reply) => {
		const job = deliveredJob(request);
		const file = fileByIdOf(service, request, job);
		const body = bodyOf(request);
		const accepted = requiredFlag(body, 'acceptedByUser');
		const given = requiredObjectList(body, 'reviews').map((review) =>
			rejectionIn(service, job, review),
		);
		const mayBeEmpty = service.settings.readings.is('empty-reviews', 'accepted');
		if (given.length === 0 && !mayBeEmpty) throw missingParameter('reviews');
		const other = given.find((rejection) => rejection.file.id !== file.id);
		if (other) throw invalidParameter('fileId', other.file.id);
		if (accepted) reviews.accept([file], true);
		else reviews.reject(job, [{ file, rejects: given.flatMap(({ rejects }) => rejects) }]);
		return await done(service, reply);
	});

	server.post('/reject', async (request, reply) => {
		const body = bodyOf(request);
		const job = jobOf(service, request, requiredInteger(body, 'jobId'));
		requireStatus(job, deliveredStatuses);
		const rejected = rejectedFilesIn(service, job, body);
		reviews.reject(
			job,
			rejected.map((file) => {
				const { reasons, remark } = reviews.notedReasons(file);
				return { file, rejects: reviews.aboutAllImages(file, reasons, remark) };
			}),
		);
		return await done(service, reply);
	});

	server.put('/jobs/:jobId/files/:fileName/rejectionreasons', async (request, reply) => {
		const job = jobWithFilesOf(service, request);
		const file = fileByNameOf(service, request, job);
		if (!file) throw noFilesToUpdate();
		files.update(file.id, { rejectionReasons: JSON.stringify(reasonsToNote(bodyOf(request))) });
		return await reply.code(204).send();
	});

	server.get('/jobs/:jobId/rejectedfilescount', async (request) => {
		const listed = files.listed(jobOf(service, request).id);
		const rejected = listed.filter((file) => file.acceptedByUser === 0 && file.reviews !== null);
		if (service.settings.readings.is('rejected-count', 'number')) return rejected.length;
		return { rejectedFilesCount: rejected.length };
	});

	server.get('/accounts/me/rejecttypes', async () => ({
		rejectTypes: rejectTypes.map((type) => shownRejectType(service, type)),
		_type: 'GetRejectTypesResponseBody',
	}));
}

/** The 200 of Accept, Review and POST /reject: no document says what is in it. */
async function done({ settings }: BrightRiverService, reply: FastifyReply) {
	switch (settings.readings.get('done-answer')) {
		case 'object':
			return await reply.send({});
		case 'empty':
			return await reply.send();
		case 'json-text':
			return await reply.type('application/json').send('"OK"');
		case 'text':
			return await reply.type('text/plain').send('OK');
	}
}

function shownRejectType(
	{ settings }: BrightRiverService,
	{ id, name }: { id: number; name: string },
) {
	switch (settings.readings.get('reject-types')) {
		case 'id-name':
			return { id, name };
		case 'id-title':
			return { id, title: name };
		case 'type-id-description':
			return { rejectTypeId: id, description: name };
	}
}

/** Guess: the files that POST /reject names, by id or by name. */
function rejectedFilesIn(service: BrightRiverService, job: JobRow, body: Body): FileRow[] {
	const ids = optionalList(body, 'fileIds');
	const names = optionalList(body, 'files');
	const list = ids ?? names;
	if (!list || list.length === 0) throw missingParameter('fileIds');
	const listed = service.files.listed(job.id);
	return list.map((wanted) => {
		const file = listed.find((one) => (ids ? one.id === Number(wanted) : one.fileName === wanted));
		if (!file) throw invalidParameter(ids ? 'fileIds' : 'files', wanted);
		return file;
	});
}

/** One element of `reviews`, checked: the file exists, the images are its own, positions are shares. */
function rejectionIn(service: BrightRiverService, job: JobRow, review: Body) {
	const fileId = requiredInteger(review, 'fileId');
	const file = service.files.listed(job.id).find(({ id }) => id === fileId);
	if (!file) throw invalidParameter('fileId', fileId);
	const images = service.reviews.ownClipped(file).map(({ id }) => id);
	const rejects = requiredObjectList(review, 'rejects').map((reject): ImageReject => {
		const imageId = requiredInteger(reject, 'imageId');
		if (!images.includes(imageId)) throw invalidParameter('imageId', imageId);
		return {
			imageId,
			customRejection: optionalText(reject, 'customRejection') ?? '',
			rejects: (optionalObjectList(reject, 'rejects') ?? []).map(reasonIn),
		};
	});
	return { file, rejects };
}

function reasonIn(body: Body): RejectReason {
	const positions = (optionalObjectList(body, 'positions') ?? []).map((position) => ({
		xPercent: shareIn(position, 'xPercent'),
		yPercent: shareIn(position, 'yPercent'),
	}));
	return { positions, reason: requiredText(body, 'reason') };
}

/** A number from 0 to 1: how far from the left, or from the top. */
function shareIn(body: Body, name: string): number {
	const value = body[name];
	if (value === undefined || value === null) throw missingParameter(name);
	const fits = typeof value === 'number' && value >= 0 && value <= 1;
	if (!fits) throw invalidParameter(name, value);
	return value;
}

function reasonsToNote(body: Body): RejectionReasons {
	const generalRemark = optionalText(body, 'generalRemark') ?? null;
	const given = optionalObjectList(body, 'rejections');
	if (!given && generalRemark === null) throw missingParameter('rejections');
	const rejections = (given ?? []).map((rejection) => {
		const rejectTypeId = requiredInteger(rejection, 'rejectTypeId');
		if (!rejectTypes.some(({ id }) => id === rejectTypeId)) {
			throw invalidParameter('rejectTypeId', rejectTypeId);
		}
		const remark = optionalText(rejection, 'remark');
		return { rejectTypeId, remark, instruction: rejection.instruction };
	});
	return { rejections, generalRemark };
}
