/** `/_sandbox/…` on the API's origin: steering the sandbox from another process, without tokens. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyOf } from '../brightRiver/api/bodies.ts';
import type { BrightRiverService } from '../brightRiver/domain/service.ts';
import { ApiError } from '../brightRiver/errors.ts';
import { apiMd5 } from '../brightRiver/notation.ts';
import { integer, optionalText, requiredInteger, requiredText } from '../brightRiver/parameters.ts';
import type { BrightRiverSandbox } from '../brightRiver/sandbox.ts';
import { controlPath } from '../server/httpServer.ts';

export function brightRiverControlRoutes(
	server: FastifyInstance,
	sandbox: BrightRiverSandbox,
	service: BrightRiverService,
): void {
	server.get(`${controlPath}jobs`, async () =>
		sandbox.jobs().map((job) => ({
			...job,
			history: sandbox.history(job.id),
			files: service.files.listed(job.id).map((file) => ({
				id: file.id,
				fileName: file.fileName,
				size: file.size,
				mD5: apiMd5(file.md5),
				clipped: service.files.clippedOf(file.id).map(({ id }) => id),
			})),
		})),
	);

	server.post(`${controlPath}jobs`, async (request) => {
		const count = requiredInteger(bodyOf(request), 'count');
		const status = optionalText(bodyOf(request), 'status');
		return { ids: await asked(async () => sandbox.createJobs(count, status)) };
	});

	server.post(`${controlPath}index`, async (_request, reply) => {
		sandbox.refreshIndex();
		return await reply.code(204).send();
	});

	server.post(`${controlPath}jobs/:jobId/advance`, async (request) => {
		const [jobId, to] = [jobIdOf(request), optionalText(bodyOf(request), 'to')];
		if (to === undefined) return { status: await asked(async () => sandbox.advance(jobId)) };
		await asked(async () => await sandbox.advanceTo(jobId, to));
		return { status: to };
	});

	server.post(`${controlPath}jobs/:jobId/status`, async (request) => {
		const status = requiredText(bodyOf(request), 'status');
		await asked(async () => sandbox.setStatus(jobIdOf(request), status));
		return { status };
	});

	server.get(`${controlPath}settings`, async () => {
		const { now, ...settings } = service.settings;
		return { ...settings, url: sandbox.url, storageUrl: service.storageUrl, now: now() };
	});
}

function jobIdOf(request: FastifyRequest): number {
	return integer('id', (request.params as { jobId: string }).jobId);
}

/** What the sandbox cannot do is the client's mistake here, said in its own words. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw new ApiError(400, 'bad_request', (error as Error).message);
	}
}
