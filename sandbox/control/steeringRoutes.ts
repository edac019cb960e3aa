/** The part of `/_sandbox/…` that every service has: faults, and what was asked of its servers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, FaultHandle, FaultList } from '../server/faults.ts';
import { controlPath } from '../server/httpServer.ts';
import type { RecordedRequest } from '../server/journal.ts';
import { newestCalls } from './calls.ts';

/** What a service's sandbox must offer to be steered. */
interface Steered {
	faults: FaultList;
	readonly requests: RecordedRequest[];
	readonly maxInFlight: number;
	clearRequests(): void;
	resetStatistics(): void;
}

/** GET, POST and DELETE `faults`, DELETE `faults/:id`; GET and DELETE `requests`; GET `calls`. */
export function steeringRoutes(server: FastifyInstance, sandbox: Steered): void {
	const { faults } = sandbox;

	server.get(`${controlPath}faults`, async () => faults.list().map(asJson));

	server.post(
		`${controlPath}faults`,
		async (request, reply) =>
			await orRefuse(reply, () => asJson(faults.add(faultIn(request.body as object | undefined)))),
	);

	server.delete(`${controlPath}faults`, async (_request: FastifyRequest, reply) => {
		faults.clear();
		return await reply.code(204).send();
	});

	server.delete(`${controlPath}faults/:id`, async (request: FastifyRequest, reply) => {
		const { id } = request.params as { id: string };
		if (faults.remove(Number(id))) return await reply.code(204).send();
		return await reply.code(404).send({ message: `There is no fault ${id}` });
	});

	server.get(`${controlPath}calls`, async (request) => {
		const { newest = '50' } = request.query as { newest?: string };
		return newestCalls(sandbox.requests, Math.min(Math.max(Number(newest) || 0, 1), 1000));
	});

	server.get(`${controlPath}requests`, async () => ({
		maxInFlight: sandbox.maxInFlight,
		requests: sandbox.requests,
	}));

	server.delete(`${controlPath}requests`, async (_request: FastifyRequest, reply) => {
		sandbox.clearRequests();
		sandbox.resetStatistics();
		return await reply.code(204).send();
	});
}

/** Answers with what the work returns; what it refuses is the client's mistake, said in its own words. */
export async function orRefuse<T>(reply: FastifyReply, work: () => T | Promise<T>) {
	try {
		return await work();
	} catch (error) {
		return await reply.code(400).send({ message: (error as Error).message });
	}
}

/** JSON has no patterns and no Infinity: `pathPattern` and `"Infinity"` stand for them. */
function faultIn(body: object | undefined): Fault {
	const { pathPattern, times, ...rest } = (body ?? {}) as Record<string, unknown>;
	const path = typeof pathPattern === 'string' ? { path: new RegExp(pathPattern) } : {};
	const often = times === undefined ? {} : { times: times === 'Infinity' ? Infinity : times };
	return { ...rest, ...path, ...often } as Fault;
}

function asJson({ id, hits, fault }: FaultHandle) {
	const { path, times = 1, ...rest } = fault;
	const where = path instanceof RegExp ? { pathPattern: path.source } : { path };
	return { id, hits, ...rest, ...where, times: times === Infinity ? 'Infinity' : times };
}
