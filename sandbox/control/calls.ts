/** Requests as the board shows them: what was asked and what came of it, without any secret. */
import type { RecordedRequest } from '../server/journal.ts';

/** One request; its headers and body stay in the journal. */
export interface Call {
	/** `api` or `storage`. */
	server: string;
	method: string;
	/** With its query; `***` stands for every value that could be a secret. */
	path: string;
	/** null while no answer has gone out, and for good when the connection broke before. */
	status: number | null;
	/** Milliseconds since 1970. */
	startedAt: number;
	/** Milliseconds; null while the request is running. */
	duration: number | null;
	/** How often it came, for what was only read. */
	times: number;
}

const mask = '***';
const secretNames = /session|account|auth|token|sign|secret|password|policy|credential|key$/i;
/** Tokens, GUIDs and hashes: long, in one piece, with a digit in it. */
const secretLooking = /^(?=.*\d)[\w+/=-]{20,}$/;

/**
 * The newest requests, newest first. Polls ask for the same again and again: what is read several times with the
 * same outcome is one call, told where it came last.
 */
export function newestCalls(requests: RecordedRequest[], most: number): Call[] {
	const told: Call[] = [];
	const polled = new Map<string, Call>();
	for (let index = requests.length - 1; index >= 0 && told.length < most; index--) {
		const call = callOf(requests[index]);
		const key = isRead(call) ? JSON.stringify([call.server, call.path, call.status]) : undefined;
		const earlier = key === undefined ? undefined : polled.get(key);
		if (earlier) {
			earlier.times++;
			continue;
		}
		told.push(call);
		if (key !== undefined) polled.set(key, call);
	}
	return told;
}

function callOf({ server, method, path, status, startedAt, endedAt }: RecordedRequest): Call {
	const duration = endedAt === null ? null : endedAt - startedAt;
	return { server, method, path: withoutSecrets(path), status, startedAt, duration, times: 1 };
}

/** Whether a call went well and only read something. */
function isRead({ method, path, status }: Call): boolean {
	const asks = method === 'GET' || (method === 'POST' && path === '/search');
	return asks && status !== null && status < 400;
}

/** A path with its query; what could be a secret is masked. */
export function withoutSecrets(path: string): string {
	const [way, ...rest] = path.split('?');
	const steps = way.split('/').map((step) => (secretLooking.test(decoded(step)) ? mask : step));
	if (rest.length === 0) return steps.join('/');
	const pairs = rest.join('?').split('&').map(withoutSecret);
	return `${steps.join('/')}?${pairs.join('&')}`;
}

function withoutSecret(pair: string): string {
	const [name, ...value] = pair.split('=');
	const isSecret = secretNames.test(decoded(name)) || secretLooking.test(decoded(value.join('=')));
	return isSecret && value.length > 0 ? `${name}=${mask}` : pair;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
