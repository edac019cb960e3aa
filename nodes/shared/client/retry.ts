import type { Failure } from '../errors/failure';

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

/** The service, or a gateway in front of it, failed: the service may have acted before. */
const FAILED_IN_BETWEEN = new Set([408, 500, 502, 503, 504]);

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
	const growing = 250 * 2 ** retriesSoFar * (0.75 + random / 2);
	const asked = failure.retryAfterSeconds ?? 0;
	// A service that asks for no pause at all gets one all the same.
	return asked > LONGEST_RETRY_AFTER_SECONDS ? undefined : Math.max(asked * 1000, growing);
}

/** Whether a failed request may be sent again at all. */
export function mayRetry(failure: Failure, repeatable: boolean): boolean {
	if (isUnread(failure)) return true;
	if (!repeatable) return false;
	const { status, connectionCode = '' } = failure;
	return status === undefined
		? BROKEN_CONNECTION.has(connectionCode)
		: FAILED_IN_BETWEEN.has(status);
}

/**
 * Whether it is certain that the service did not act. A 503 is only certain if the service itself says so: a
 * gateway answers the same when it lost the service's answer.
 */
export function isUnread(failure: Failure): boolean {
	const { status, connectionCode = '', retryAfterSeconds, isServicesOwn } = failure;
	if (status === undefined) return NEVER_CONNECTED.has(connectionCode);
	return status === 429 || (status === 503 && (isServicesOwn || retryAfterSeconds !== undefined));
}
