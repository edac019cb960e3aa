/** `/_sandbox/…` on the API's origin: steering the sandbox from another process, without tokens. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { controlPath } from '../shared/httpServer.ts';
import type { Fault, FaultHandle, FaultList } from '../shared/faults.ts';
import type { RequestJournal } from '../shared/journal.ts';
import { apiMd5 } from './api/fileAnswers.ts';
import { ApiError, invalidParameter, notFound } from './api/errors.ts';
import { bodyOf } from './api/bodies.ts';
import { integer, optionalText, requiredInteger, requiredText } from './api/parameters.ts';
import type { BrightRiverSandbox } from './sandbox.ts';
import type { BrightRiverService } from './service.ts';

interface Controls {
	journal: RequestJournal;
	faults: FaultList;
	/** Known once the servers listen, which is before any request can come. */
	sandbox: () => BrightRiverSandbox | undefined;
}

export function controlRoutes(
	server: FastifyInstance,
	service: BrightRiverService,
	{ journal, faults, sandbox }: Controls,
): void {
	const steer = (): BrightRiverSandbox => {
		const running = sandbox();
		if (!running) throw notFound();
		return running;
	};

	server.get(`${controlPath}jobs`, async () =>
		steer()
			.jobs()
			.map((job) => ({
				...job,
				history: steer().history(job.id),
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
		return { ids: await asked(async () => steer().createJobs(count, status)) };
	});

	server.post(`${controlPath}index`, async (_request, reply) => {
		steer().refreshIndex();
		return await reply.code(204).send();
	});

	server.post(`${controlPath}jobs/:jobId/advance`, async (request) => {
		const status = await asked(async () => await steer().advance(jobIdOf(request)));
		return { status };
	});

	server.post(`${controlPath}jobs/:jobId/status`, async (request) => {
		const status = requiredText(bodyOf(request), 'status');
		await asked(async () => steer().setStatus(jobIdOf(request), status));
		return { status };
	});

	server.get(`${controlPath}faults`, async () => faults.list().map(shown));

	server.post(`${controlPath}faults`, async (request) => {
		const { path, pathPattern, times, ...rest } = bodyOf(request);
		const fault = {
			...rest,
			...(times !== undefined && { times: times === 'Infinity' ? Infinity : times }),
			...(path !== undefined && { path }),
			...(typeof pathPattern === 'string' && { path: patternOf(pathPattern) }),
		};
		return shown(await asked(async () => faults.add(fault as Fault)));
	});

	server.delete(`${controlPath}faults`, async (_request, reply) => {
		faults.clear();
		return await reply.code(204).send();
	});

	server.get(`${controlPath}requests`, async () => ({
		maxInFlight: journal.maxInFlight,
		requests: journal.requests,
	}));

	server.delete(`${controlPath}requests`, async (_request, reply) => {
		journal.clear();
		journal.resetStatistics();
		return await reply.code(204).send();
	});

	server.get(`${controlPath}settings`, async () => {
		const { now, ...settings } = service.settings;
		return { ...settings, url: steer().url, storageUrl: service.storageUrl, now: now() };
	});
}

function jobIdOf(request: FastifyRequest): number {
	return integer('id', (request.params as { jobId: string }).jobId);
}

function patternOf(text: string): RegExp {
	try {
		return new RegExp(text);
	} catch {
		throw invalidParameter('pathPattern', text);
	}
}

/** JSON has no words for patterns and for endless. */
function shown({ id, hits, fault }: FaultHandle) {
	const { path, times = 1, ...rest } = fault;
	const where = path instanceof RegExp ? { pathPattern: path.source } : { path };
	return { id, hits, ...rest, ...where, times: times === Infinity ? 'Infinity' : times };
}

/** What the sandbox cannot do is the asker's mistake here, said in its own words. */
async function asked<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw new ApiError(400, 'bad_request', (error as Error).message);
	}
}
