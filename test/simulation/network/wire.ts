import { Readable } from 'node:stream';
import type { Clock } from '../time/clock';
import type { Activity } from './activity';
import { AxiosError, canceledError } from './axiosError';
import type { Fault } from './fault';
import { jsonOrText, type Answer, type Service } from './service';

/** A request as n8n gives it to axios. */
export interface AxiosRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	data?: string | Buffer | Readable;
	timeout?: number;
	signal?: AbortSignal;
	isStream: boolean;
	takesEveryStatus: boolean;
}

/** What axios gives for a request that went well. */
export interface AxiosAnswer {
	status: number;
	headers: Record<string, string>;
	data: unknown;
}

/** One request that left n8n. */
export interface Sent {
	activity: Activity;
	at: number;
	method: string;
	url: URL;
	headers: Record<string, string>;
}

/** The network between n8n and the services: it takes time, and it fails as it is told to. */
export class Wire {
	/** All requests, in their order. */
	readonly sent: Sent[] = [];

	/** How many requests are on their way, also those that nobody waits for any more. */
	travelling = 0;

	private readonly services = new Map<string, Service>();

	private readonly clock: Clock;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	connect(origin: string, service: Service): void {
		this.services.set(origin, service);
	}

	/** Sends a request as axios does. @throws AxiosError */
	async send(activity: Activity, request: AxiosRequest): Promise<AxiosAnswer> {
		const config = { headers: request.headers, url: request.url };
		if (activity.isDead) throw new Error('The process has ended');
		if (request.signal?.aborted) throw canceledError(config);
		const url = new URL(request.url);
		const headers = lowerCased(request.headers);
		this.sent.push({ activity, at: this.clock.now, method: request.method, url, headers });
		const fault = activity.send(this.clock.now);
		return await new Promise((resolve, reject) => {
			const deadline =
				fault?.end.kind !== 'drip' && request.timeout
					? this.clock.set(request.timeout, () => {
							const message = `timeout of ${request.timeout}ms exceeded`;
							fail(new AxiosError(message, 'ECONNABORTED', config));
						})
					: undefined;
			const onAbort = () => fail(canceledError(config));
			const end = () => {
				if (deadline) this.clock.clear(deadline);
				request.signal?.removeEventListener('abort', onAbort);
			};
			const fail = (error: Error) => {
				end();
				reject(error);
			};
			request.signal?.addEventListener('abort', onAbort);
			if (request.data instanceof Readable) request.data.on('error', fail);
			const succeed = (answer: AxiosAnswer) => {
				end();
				resolve(answer);
			};
			this.travelling++;
			const travelled = this.travel(activity, request, fault).finally(() => this.travelling--);
			void travelled.then((arrived) => {
				if (activity.isDead) return fail(new Error('The process has ended'));
				if (arrived) settle(arrived, request, config, succeed, fail);
			}, fail);
		});
	}

	/** @returns `undefined` if nothing ever comes back. @throws when the connection fails */
	private async travel(
		activity: Activity,
		request: AxiosRequest,
		fault: Fault | undefined,
	): Promise<Arrived | undefined> {
		const config = { headers: request.headers, url: request.url };
		const failed = (code: string, message: string) => new AxiosError(message, code, config);
		const url = new URL(request.url);
		const { kind } = fault?.end ?? { kind: 'none' };
		await this.sleep(2 + activity.random() * 20);
		if (kind === 'unresolved') throw failed('ENOTFOUND', `getaddrinfo ENOTFOUND ${url.hostname}`);
		const service = this.services.get(url.origin);
		if (kind === 'refused' || !service) {
			throw failed('ECONNREFUSED', `connect ECONNREFUSED ${url.host}`);
		}
		const isBroken = fault !== undefined && !fault.acts && kind === 'reset';
		const body = await contentOf(request.data, isBroken);
		await this.sleep(activity.random() * 300);
		const acts = fault?.acts ?? true;
		const headers = lowerCased(request.headers);
		const own = acts
			? service({ activity, method: request.method, url, headers, body })
			: ({ status: 0 } as Answer);
		await this.sleep(activity.random() * 300);
		if (kind === 'reset') throw failed('ECONNRESET', 'socket hang up');
		if (kind === 'hang' || kind === 'drip') return undefined;
		if (fault?.end.kind === 'answer') return { answer: filled(fault.end, headers) };
		return { answer: own, cutAt: kind === 'cut' ? 'end' : kind === 'stall' ? 'middle' : undefined };
	}

	private async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => void this.clock.set(ms, resolve));
	}
}

interface Arrived {
	answer: Answer;
	/** Where the body stops: with an error, or so that nobody hears of it any more. */
	cutAt?: 'end' | 'middle';
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

/** @param isBroken only its beginning is taken, as from a connection that breaks */
async function contentOf(data: AxiosRequest['data'], isBroken: boolean): Promise<Buffer> {
	if (!(data instanceof Readable)) return Buffer.from(data ?? '');
	const pieces: Buffer[] = [];
	for await (const piece of data) {
		pieces.push(piece as Buffer);
		if (isBroken) break;
	}
	return Buffer.concat(pieces);
}

/** Some services repeat in an error what they were sent. */
function filled(answer: Answer, headers: Record<string, string>): Answer {
	const secret = headers['x-session-token'] ?? headers.authorization ?? 'you';
	const text = JSON.stringify(answer.body ?? '').replaceAll('{secret}', secret);
	return { ...answer, body: JSON.parse(text) };
}

/** What axios makes of an answer: a result, or an error that holds it. */
function settle(
	{ answer, cutAt }: Arrived,
	{ isStream, takesEveryStatus }: AxiosRequest,
	config: AxiosError['config'],
	succeed: (answer: AxiosAnswer) => void,
	fail: (error: Error) => void,
): void {
	const { content, type } = jsonOrText(answer.body);
	const headers = {
		'content-type': type,
		'content-length': String(content.length),
		...answer.headers,
	};
	const data = isStream ? streamOf(content, cutAt) : parsed(content);
	const response = { status: answer.status, headers, data };
	const isGood = takesEveryStatus || (answer.status >= 200 && answer.status < 300);
	if (!isGood) {
		const code =
			answer.status >= 400 && answer.status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
		const message = `Request failed with status code ${answer.status}`;
		return fail(new AxiosError(message, code, config, response));
	}
	if (cutAt === 'end' && !isStream) {
		return fail(new AxiosError('stream has been aborted', 'ERR_BAD_RESPONSE', config, response));
	}
	// Only a file can stall half way here: a whole answer that stalls is one that drips.
	succeed(response);
}

function streamOf(content: Buffer, cutAt: Arrived['cutAt']): Readable {
	let isSent = false;
	return new Readable({
		read() {
			if (isSent) {
				if (cutAt === undefined) this.push(null);
				else if (cutAt === 'end')
					this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
				return;
			}
			isSent = true;
			this.push(cutAt === undefined ? content : content.subarray(0, content.length >> 1));
		},
	});
}

/** Axios reads JSON wherever it is some, and leaves everything else as text. */
function parsed(content: Buffer): unknown {
	const text = content.toString();
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
