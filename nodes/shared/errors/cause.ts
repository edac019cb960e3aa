import type { NodeError } from 'n8n-workflow';
import { isUnread, mayRetry } from '../client/retry';
import type { Failure } from './failure';

/** Why something failed, as n8n 2.41 and later reads it to wait before the next poll; others pass it over. */
export type Cause = NonNullable<NodeError['failure']>;

/** These say that what was asked for is wrong, or not there, or not for this account. */
const WRONG_REQUEST = new Set([400, 403, 404, 405, 406, 410, 422]);

/** @returns `undefined` where it cannot be told */
export function causeOf(failure: Failure): Cause | undefined {
	const { status, retryAfterSeconds } = failure;
	const wait = retryAfterSeconds === undefined ? {} : { retryAfterMs: retryAfterSeconds * 1000 };
	if (status === 429) return { cause: 'rate-limited', ...wait };
	if (isUnread(failure) || mayRetry(failure, true)) {
		return { cause: 'temporarily-unavailable', ...wait };
	}
	if (status === 401) return { cause: 'credential-invalid' };
	// A redirect, too: the base URL leads elsewhere.
	const isElsewhere = status !== undefined && status >= 300 && status < 400;
	if (isElsewhere || WRONG_REQUEST.has(Number(status))) return { cause: 'configuration-invalid' };
	return undefined;
}
