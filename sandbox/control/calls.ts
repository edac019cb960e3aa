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
}

const mask = '***';
const secretNames = /session|account|auth|token|sign|secret|password|policy|credential|key$/i;
/** Tokens, GUIDs and hashes: long, in one piece, with a digit in it. */
const secretLooking = /^(?=.*\d)[\w+/=-]{20,}$/;

/** The newest requests, newest first. */
export function newestCalls(requests: RecordedRequest[], most: number): Call[] {
	const newest = requests.slice(Math.max(0, requests.length - most)).reverse();
	return newest.map(({ server, method, path, status, startedAt, endedAt }) => ({
		...{ server, method, status, startedAt },
		path: withoutSecrets(path),
		duration: endedAt === null ? null : endedAt - startedAt,
	}));
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
