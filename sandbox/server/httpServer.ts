/** A Fastify server that writes every request into a journal and suffers the faults of a fault list. */
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { garbage } from './faults.ts';
import type { Fault, FaultList } from './faults.ts';
import type { RecordedRequest, RequestJournal } from './journal.ts';
import { refuseOtherPages } from './otherPages.ts';

/** Requests under this path steer the sandbox itself: never recorded, never disturbed. */
export const controlPath = '/_sandbox/';

export interface HttpServerOptions {
	/** What the journal and the faults call it: `api` or `storage`. */
	name: string;
	journal: RequestJournal;
	faults: FaultList;
}

interface Course {
	recorded: RecordedRequest;
	fault: Fault | undefined;
}

const courses = new WeakMap<FastifyRequest, Course>();

/** A server without routes, not listening yet. */
export function createHttpServer(options: HttpServerOptions): FastifyInstance {
	const closing = new AbortController();
	const server = fastify({
		forceCloseConnections: true,
		bodyLimit: 64 * 1024 * 1024,
		routerOptions: { maxParamLength: 16_384 },
		frameworkErrors: (error, _request, reply: FastifyReply) => {
			const status = error.statusCode ?? 400;
			void reply.code(status).send({ code: 'bad_request', message: error.message });
		},
	});
	server.addHook('preClose', async () => closing.abort());
	server.addHook('onRequest', async (request, reply) => {
		const path = request.raw.url ?? '/';
		if (path.startsWith(controlPath)) return await refuseOtherPages(request, reply);
		const { method, headers } = request.raw;
		const asked = { server: options.name, method: method ?? 'GET', path };
		const recorded = options.journal.begin({ ...asked, headers: { ...headers } });
		reply.raw.once('finish', () => options.journal.end(recorded));
		reply.raw.once('close', () => options.journal.end(recorded));
		const fault = options.faults.strike(asked);
		courses.set(request, { recorded, fault });
		if (fault) await onArrival(fault, request, reply, closing.signal);
		return undefined;
	});
	server.addHook('preHandler', async (request, reply) => {
		if (request.body !== undefined) recordBody(request, request.body);
		const fault = courses.get(request)?.fault;
		// Only now, so that the journal holds what the request carried. The reply ends the request's way.
		return fault && answerInstead(fault, reply) ? reply : undefined;
	});
	server.addHook('onSend', async (request, reply, payload) => {
		const course = courses.get(request);
		if (!course) return payload;
		const left = course.fault ? after(course.fault, request, reply, payload) : payload;
		course.recorded.status = isAnswered(course.fault, payload) ? reply.statusCode : null;
		return left;
	});
	return server;
}

/** The fault that a request suffers, if any. */
export function faultOf(request: FastifyRequest): Fault | undefined {
	return courses.get(request)?.fault;
}

/** Writes what a request carried into its journal entry. */
export function recordBody(request: FastifyRequest, body: unknown): void {
	const course = courses.get(request);
	if (course) course.recorded.body = body;
}

/** Listens and returns the origin, e.g. `http://127.0.0.1:8765`. `port` 0 takes any free one. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
	await server.listen({ host, port });
	const address = server.server.address();
	const actual = address !== null && typeof address === 'object' ? address.port : port;
	return originOf(host, actual);
}

/** The origin of a host and port; an IPv6 address gets its brackets. */
export function originOf(host: string, port: number): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The part of a fault that comes before the request is read. */
async function onArrival(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	closing: AbortSignal,
): Promise<void> {
	switch (fault.kind) {
		case 'delay':
			await wait(fault.ms, undefined, { signal: closing }).catch(() => {
				// The server stops: nobody gets an answer any more.
				reply.hijack();
				request.raw.socket.destroy();
			});
			break;
		case 'reset':
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			break;
		case 'hang':
			reply.hijack();
			break;
	}
}

/** The part of a fault that answers in place of the service, which then does not act; `false` if it does not. */
function answerInstead(fault: Fault, reply: FastifyReply): boolean {
	switch (fault.kind) {
		case 'status':
			void reply
				.code(fault.status)
				.headers(fault.headers ?? {})
				.send(fault.body ?? { code: 'fault', message: 'A fault the sandbox was asked for.' });
			return true;
		case 'rateLimit':
			if (fault.retryAfter !== undefined) void reply.header('retry-after', fault.retryAfter);
			void reply
				.code(429)
				.send(fault.body ?? { code: 'too_many_requests', message: 'Too many requests.' });
			return true;
		case 'body':
			void reply
				.code(200)
				.type(fault.contentType ?? 'text/html; charset=utf-8')
				.send(fault.body);
			return true;
		case 'garbage':
			void reply
				.code(200)
				.type(fault.contentType ?? 'application/octet-stream')
				.send(garbage(fault.bytes, fault.seed));
			return true;
		default:
			return false;
	}
}

/** The part of a fault that comes when the answer is ready: what is sent instead of `payload`. */
function after(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): unknown {
	const hasBody = isBody(payload);
	switch (fault.kind) {
		case 'statusAfter':
			if (isStream(payload)) payload.destroy();
			return answerOfGateway(fault, reply);
		case 'resetAfter':
			return reset(request, payload);
		case 'hangAfter':
			return hang(payload);
		case 'cut':
			return hasBody ? halfOf(payload, request, reply, cutOff) : reset(request, payload);
		case 'stall':
			// Without a body there is nothing to stop in the middle of: nothing comes at all.
			return hasBody ? halfOf(payload, request, reply, closed) : hang(payload);
		case 'drip':
			return hasBody ? dripOf(payload, fault.everyMs ?? DRIP_MS, request, reply) : hang(payload);
		default:
			return payload;
	}
}

/** Whether at least the status of an answer goes out. */
function isAnswered(fault: Fault | undefined, payload: unknown): boolean {
	if (fault?.kind === 'resetAfter' || fault?.kind === 'hangAfter') return false;
	const needsBody = ['cut', 'stall', 'drip'].includes(fault?.kind ?? '');
	return !needsBody || isBody(payload);
}

function isBody(payload: unknown): boolean {
	return typeof payload === 'string' || Buffer.isBuffer(payload) || isStream(payload);
}

/** What a gateway says of itself. */
const GATEWAY_PAGE =
	'<html>\r\n<head><title>Service Temporarily Unavailable</title></head>\r\n' +
	'<body>\r\n<center><h1>Service Temporarily Unavailable</h1></center>\r\n</body>\r\n</html>\r\n';

function answerOfGateway(
	{ status, headers = {}, body = GATEWAY_PAGE }: Extract<Fault, { kind: 'statusAfter' }>,
	reply: FastifyReply,
): string {
	for (const name of Object.keys(reply.getHeaders())) {
		void reply.removeHeader(name);
		// Some were set before Fastify got to see the request.
		reply.raw.removeHeader(name);
	}
	const isText = typeof body === 'string';
	void reply
		.code(status)
		.header('content-type', isText ? 'text/html' : 'application/json')
		.headers(headers);
	return isText ? body : JSON.stringify(body);
}

function reset(request: FastifyRequest, payload: unknown): unknown {
	if (isStream(payload)) payload.destroy();
	request.raw.socket.resetAndDestroy();
	return payload === undefined || payload === null ? payload : '';
}

function hang(payload: unknown): Promise<never> {
	if (isStream(payload)) payload.destroy();
	return new Promise(() => {});
}

/** The first half of an answer and what then becomes of it, whatever length was promised. */
function halfOf(
	payload: unknown,
	request: FastifyRequest,
	reply: FastifyReply,
	end: (request: FastifyRequest) => Promise<unknown>,
): Readable {
	const size = isStream(payload)
		? Number(reply.getHeader('content-length') ?? 0)
		: Buffer.byteLength(payload as string);
	void reply.header('content-length', size);
	async function* half() {
		// They would go with the first byte of the body, and half of a small one has none.
		reply.raw.flushHeaders();
		let left = Math.floor(size / 2);
		for await (const chunk of streamOf(payload)) {
			const bytes = Buffer.from(chunk as Buffer).subarray(0, left);
			left -= bytes.length;
			if (bytes.length > 0) yield bytes;
			if (left <= 0) break;
		}
		await end(request);
	}
	return Readable.from(half(), { highWaterMark: 1 });
}

async function cutOff(request: FastifyRequest): Promise<void> {
	// The server writes what it was given only after this turn of the event loop.
	setImmediate(() => request.raw.socket.destroySoon());
	await closed(request);
}

/** Waits until the client gives up, or the server stops. */
async function closed({ raw: { socket } }: FastifyRequest): Promise<void> {
	if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
}

const DRIP_MS = 100;

/** The answer byte by byte, and blanks when there is nothing left of it, until nobody listens any more. */
function dripOf(
	payload: unknown,
	everyMs: number,
	request: FastifyRequest,
	reply: FastifyReply,
): Readable {
	// With a length it would end.
	void reply.removeHeader('content-length');
	const gone = new AbortController();
	void closed(request).then(() => gone.abort());
	async function* drip() {
		reply.raw.flushHeaders();
		for await (const byte of bytesWithoutEnd(payload)) {
			yield byte;
			const isOver = await wait(everyMs, false, { signal: gone.signal }).catch(() => true);
			if (isOver) return;
		}
	}
	return Readable.from(drip(), { highWaterMark: 1 });
}

async function* bytesWithoutEnd(payload: unknown) {
	for await (const chunk of streamOf(payload)) {
		for (const byte of Buffer.from(chunk as Buffer)) yield Buffer.of(byte);
	}
	for (;;) yield Buffer.from(' ');
}

function streamOf(payload: unknown): Readable {
	return isStream(payload) ? payload : Readable.from([Buffer.from(payload as string)]);
}

function isStream(payload: unknown): payload is Readable {
	return typeof (payload as Readable | null)?.pipe === 'function';
}
