/**
 * A service that answers as a script says: the sandbox's own server with its faults and its journal, for
 * operations whose answers are known beforehand. It counts what it acted upon.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
	createHttpServer,
	FaultList,
	faultOf,
	listen,
	RequestJournal,
	type RecordedRequest,
} from '../../../sandbox/index';

export type ServerName = 'api' | 'storage';

/** What the service answers when nothing goes wrong. */
export interface ScriptedAnswer {
	/** Default: 200. */
	status?: number;
	headers?: Record<string, string>;
	/** Sent as JSON; bytes are sent as they are. */
	body?: unknown;
}

/** A request that came. */
export interface Asked {
	server: string;
	method: string;
	path: string;
	body: string;
}

/** One request of a script. Those with the same address are answered one after the other. */
export interface Step {
	server: ServerName;
	method: string;
	/** The whole raw path, or a pattern for it. */
	path: string | RegExp;
	answer: ScriptedAnswer;
	/** The further pages of the answer, which are asked for at the same address: `undefined` for the first. */
	furtherPage?: (asked: Asked) => ScriptedAnswer | undefined;
}

/** Where the two servers are; answers may name them. */
export interface Origins {
	api: string;
	storage: string;
}

const HOST = '127.0.0.1';

export class ScriptedService<OneStep extends Step = Step> {
	readonly faults = new FaultList();
	readonly origins: Origins = { api: 'http://api.invalid', storage: 'http://storage.invalid' };
	private readonly journal = new RequestJournal();
	private readonly servers = new Map<ServerName, FastifyInstance>();
	steps: OneStep[] = [];
	private readonly answered = new Set<Step>();
	private readonly actedOn = new Map<Step, number>();
	private closing: { step: Step; server: ServerName } | undefined;

	/** Starts it; `script` gets the addresses, since answers name them. */
	async start(script: (origins: Origins) => OneStep[]): Promise<void> {
		const names = new Set(script(this.origins).map(({ server }) => server)).add('api');
		for (const name of names) {
			const server = createHttpServer({ name, journal: this.journal, faults: this.faults });
			server.removeAllContentTypeParsers();
			const parser = (_: FastifyRequest, body: Buffer, done: (error: null, body: Buffer) => void) =>
				done(null, body);
			server.addContentTypeParser('*', { parseAs: 'buffer' }, parser);
			server.all('/*', async (request, reply) => await this.answer(name, request, reply));
			this.servers.set(name, server);
			this.origins[name] = await listenOnFreshPort(server);
		}
		this.steps = script(this.origins);
	}

	/** What a fault must match to strike the request of one step. */
	matchOf(step: Step): { server: string; method: string; path: RegExp; skip: number } {
		const { server, method } = step;
		return { server, method, path: patternOf(step), skip: this.before(step).length };
	}

	/** How often the request of a step came, answered or not; its further pages are other requests. */
	attempts(step: Step): number {
		const asked = this.journal.requests.filter(
			(request) => isFor(step, request) && !isFurtherPage(step, request),
		);
		const place = this.placeOf(step);
		const later = this.steps.slice(place + 1).filter((one) => isSameAddress(one, step));
		const ofOthers = later.reduce((sum, one) => sum + this.acted(one), this.before(step).length);
		return Math.max(0, asked.length - ofOthers);
	}

	/** How often the service did what a step asks for. */
	acted(step: Step): number {
		return this.actedOn.get(step) ?? 0;
	}

	/** Every request that came, as `GET /path`. */
	get requests(): string[] {
		return this.journal.requests.map(({ method, path }) => `${method} ${path}`);
	}

	/** Lets the step's server refuse connections from that step on. */
	refuse(step: Step): void {
		const before = this.steps.slice(0, this.placeOf(step));
		const last = before.findLast(({ server }) => server === step.server);
		if (last && !this.answered.has(last)) this.closing = { step: last, server: step.server };
		else this.stopListening(step.server);
	}

	get isRefusing(): boolean {
		return [...this.servers.values()].some(({ server }) => !server.listening);
	}

	/** Takes connections again, at the same address. */
	listenAgain(): void {
		this.closing = undefined;
		for (const [name, { server }] of this.servers) {
			if (!server.listening) server.listen(Number(new URL(this.origins[name]).port), HOST);
		}
	}

	/** The connections that are open at the moment. */
	async openConnections(): Promise<number> {
		const counts = [...this.servers.values()].map(
			async ({ server }) =>
				await new Promise<number>((resolve, reject) =>
					server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
				),
		);
		return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
	}

	async stop(): Promise<void> {
		await Promise.all([...this.servers.values()].map(async (server) => await server.close()));
	}

	private stopListening(name: ServerName): void {
		this.servers.get(name)?.server.close();
	}

	private async answer(
		name: ServerName,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<unknown> {
		const asked: Asked = {
			server: name,
			method: request.method,
			path: request.raw.url ?? '',
			body: String(request.body ?? ''),
		};
		const matching = this.steps.filter((step) => isFor(step, asked));
		const before = matching.findLast((one) => this.answered.has(one));
		const page = before?.furtherPage?.(asked);
		if (page) return await send(reply, page);
		const step = matching.find((one) => !this.answered.has(one)) ?? matching.at(-1);
		if (!step) {
			return await reply
				.code(599)
				.send({ message: `Not in the script: ${asked.method} ${asked.path}` });
		}
		const acted = this.acted(step) + 1;
		this.actedOn.set(step, acted);
		if (!faultOf(request)) this.answered.add(step);
		if (this.closing?.step === step) this.stopListening(this.closing.server);
		// What is deleted is not there any more.
		if (step.method === 'DELETE' && acted > 1) {
			return await reply.code(404).send({ code: 'not_found', message: 'There is no such thing.' });
		}
		return await send(reply, step.answer);
	}

	private placeOf(step: Step): number {
		return this.steps.findIndex((one) => one === step);
	}

	/** The steps of the same address that come first. */
	private before(step: Step): Step[] {
		const earlier = this.steps.slice(0, this.placeOf(step));
		return earlier.filter((one) => isSameAddress(one, step));
	}
}

async function send(
	reply: FastifyReply,
	{ status = 200, headers = {}, body }: ScriptedAnswer,
): Promise<unknown> {
	void reply.code(status).headers(headers);
	if (body === undefined) return await reply.send();
	if (Buffer.isBuffer(body)) return await reply.send(body);
	return await reply.type('application/json').send(JSON.stringify(body));
}

function isSameAddress(one: Step, other: Step): boolean {
	const addressOf = ({ server, method, path }: Step) => `${server} ${method} ${String(path)}`;
	return addressOf(one) === addressOf(other);
}

/**
 * Nobody else may answer at a port that was closed: each of jest's workers has ports of its own, takes one after the
 * other, and begins elsewhere in each run. Below those that the system hands out by itself.
 */
const ports = { first: 12_000, end: 32_000, workers: 8 };
const firstPort = ports.first + (Number(process.env.JEST_WORKER_ID ?? 1) % ports.workers);
let nextPort = firstPort + ports.workers * ((process.pid * 401) % 2_000);

async function listenOnFreshPort(server: FastifyInstance): Promise<string> {
	for (;;) {
		try {
			nextPort += ports.workers;
			if (nextPort >= ports.end) nextPort = firstPort;
			return await listen(server, HOST, nextPort);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		}
	}
}

function isFor(step: Step, asked: { server: string; method: string; path: string }): boolean {
	return (
		asked.server === step.server && asked.method === step.method && patternOf(step).test(asked.path)
	);
}

function isFurtherPage({ furtherPage }: Step, request: RecordedRequest): boolean {
	const { server, method, path, body } = request;
	const text = Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body ?? {});
	return furtherPage?.({ server, method, path, body: text }) !== undefined;
}

function patternOf({ path }: Step): RegExp {
	if (path instanceof RegExp) return path;
	return new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
