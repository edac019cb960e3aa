import type { Failure } from './failure';

/** One try and at most this many more. */
export const MOST_RETRIES = 4;

/** A service that asks for a longer pause than this is not waited for: the error says when to come back. */
export const LONGEST_RETRY_AFTER_SECONDS = 60;

/** The request never reached the service, so nothing can be done twice. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/** The connection broke, or nobody answered in time: the service may have acted. */
const BROKEN_CONNECTION = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']);

/** The service refused before it acted. */
const REFUSED_UNREAD = new Set([429, 503]);

/** The service may have acted before it failed. */
const FAILED_IN_BETWEEN = new Set([408, 500, 502, 504]);

/**
 * How long to wait before the same request is sent again.
 *
 * @param repeatable whether sending it twice does the same as sending it once (GET, PUT, DELETE, a search)
 * @param retriesSoFar 0 before the first retry
 * @param random 0 to 1, spreads requests that failed together
 * @returns milliseconds, or `undefined` when it must not be sent again
 */
export function retryDelayMs(
	failure: Failure,
	repeatable: boolean,
	retriesSoFar: number,
	random = Math.random(),
): number | undefined {
	if (retriesSoFar >= MOST_RETRIES) return undefined;
	if (!mayRetry(failure, repeatable)) return undefined;
	if (failure.retryAfterSeconds !== undefined) {
		return failure.retryAfterSeconds > LONGEST_RETRY_AFTER_SECONDS
			? undefined
			: failure.retryAfterSeconds * 1000;
	}
	const growing = 250 * 2 ** retriesSoFar;
	return growing * (0.75 + random / 2);
}

/**
 * Whether a failed request may be sent again at all.
 *
 * @param repeatable `false` asks whether it is certain that the service did not act
 */
export function mayRetry({ status, connectionCode }: Failure, repeatable: boolean): boolean {
	if (status !== undefined) {
		return REFUSED_UNREAD.has(status) || (repeatable && FAILED_IN_BETWEEN.has(status));
	}
	const code = connectionCode ?? '';
	return NEVER_CONNECTED.has(code) || (repeatable && BROKEN_CONNECTION.has(code));
}
