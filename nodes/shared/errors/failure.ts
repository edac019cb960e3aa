import { NodeApiError, NodeError, type BinaryHelperFunctions } from 'n8n-workflow';

type Readable = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** What is left of a failed request once everything that may be secret is cut away. */
export interface Failure {
	/** HTTP status of the answer; `undefined` when there was none. */
	status?: number;
	/** Node's or axios' code of a failed connection, e.g. `ECONNREFUSED`. */
	connectionCode?: string;
	/** Seconds the service asked to wait, from `Retry-After`; `undefined` where it did not. */
	retryAfterSeconds?: number;
	/** The service's own number for the request, for its support desk. */
	requestId?: string;
	/** The answer's JSON object; `{}` if it was anything else. */
	body: Record<string, unknown>;
	/** Whether the answer comes from the service itself, and not from a gateway in front of it. */
	isServicesOwn?: boolean;
}

interface AnswerInError {
	status?: number;
	headers?: Record<string, unknown>;
	data?: unknown;
}

/** Errors of the connection itself, where axios sets no useful code. */
const CONNECTION_CODE_BY_MESSAGE: Array<[RegExp, string]> = [
	[/socket hang up|aborted/i, 'ECONNRESET'],
	[/timeout of \d+ms exceeded/i, 'ETIMEDOUT'],
];

/**
 * Reads what happened out of the error that n8n's request helpers throw: a `NodeApiError` around an
 * axios error, or the axios error itself.
 *
 * @returns `undefined` when the error is not about a request (a bug, a check of ours, a cancelled execution)
 */
export async function readFailure(error: unknown): Promise<Failure | undefined> {
	const source = innermost(error);
	const answer = source.response as AnswerInError | undefined;
	const brokeOff = answer?.status !== undefined && answer.status >= 200 && answer.status < 300;
	// An answer that began well and is an error all the same did not arrive whole.
	if (brokeOff && source.code !== 'ERR_CANCELED') return { connectionCode: 'ECONNRESET', body: {} };
	if (typeof answer?.status === 'number' && !brokeOff) {
		const headers = answer.headers ?? {};
		return {
			status: answer.status,
			retryAfterSeconds: retryAfterSeconds(headers['retry-after']),
			requestId: filledText(headers['x-cbx-request-id']),
			body: await jsonObjectOf(answer.data),
		};
	}
	// An error that is n8n's own to the core (ours, or a check in a node) is no failed request.
	if (source instanceof NodeError || source.code === 'ERR_CANCELED') return undefined;
	const message = String(source.message ?? '');
	const codeByMessage = CONNECTION_CODE_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1];
	const connectionCode = codeByMessage ?? filledText(source.code);
	if (source.isAxiosError !== true && !/^E[A-Z_]+$/.test(connectionCode ?? '')) return undefined;
	return { connectionCode: connectionCode ?? 'unknown', body: {} };
}

/** The error that carries the answer or the connection's code: itself or one of its causes. */
function innermost(error: unknown): Record<string, unknown> {
	if (hasLostItsCause(error)) return whatIsLeftOf(error);
	let current = error as Record<string, unknown>;
	for (let depth = 0; depth < 5; depth++) {
		if (current?.response !== undefined || current?.isAxiosError === true) break;
		const cause = current?.cause;
		if (typeof cause !== 'object' || cause === null) break;
		current = cause as Record<string, unknown>;
	}
	return current ?? {};
}

/**
 * Up to 2.31 at least, and not since 2.34, n8n's `NodeApiError` loses the error that it is made
 * around. One that is made from a plain object, as ours are, keeps that object.
 */
function hasLostItsCause(error: unknown): error is NodeApiError {
	return (
		error instanceof NodeApiError &&
		error.cause === undefined &&
		(error as { errorResponse?: unknown }).errorResponse === undefined
	);
}

/** A request's error made of what n8n kept: the status or code, the body, but none of the headers. */
function whatIsLeftOf({ httpCode, context, messages }: NodeApiError) {
	const message = messages.join(' ');
	const status = Number(httpCode);
	return httpCode !== null && status > 0
		? { message, response: { status, data: context.data } }
		: { message, code: httpCode, isAxiosError: httpCode !== null };
}

function filledText(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `Retry-After` as seconds from now: the header holds seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterSeconds(header: unknown, now = Date.now()): number | undefined {
	const value = filledText(header)?.trim();
	if (value === undefined) return undefined;
	if (/^\d+$/.test(value)) return Number(value);
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** More of an error's body than this is not read: it is no message for a person. */
const LONGEST_BODY = 64 * 1024;

async function jsonObjectOf(data: unknown): Promise<Record<string, unknown>> {
	const value = isStream(data) ? await textOfStream(data) : data;
	if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
		return Array.isArray(value) ? {} : (value as Record<string, unknown>);
	}
	if (typeof value !== 'string' && !Buffer.isBuffer(value)) return {};
	try {
		const parsed: unknown = JSON.parse(value.toString());
		return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
			? (parsed as Record<string, unknown>)
			: {};
	} catch {
		return {};
	}
}

function isStream(data: unknown): data is Readable {
	return typeof (data as Readable | undefined)?.pipe === 'function';
}

/** The beginning of an answer that came as a stream; the rest is thrown away with its connection. */
async function textOfStream(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(Buffer.from(chunk as Uint8Array));
			length += (chunk as Uint8Array).length;
			if (length > LONGEST_BODY) break;
		}
	} catch {
		return '';
	} finally {
		stream.destroy();
	}
	return Buffer.concat(chunks).toString('utf8');
}
