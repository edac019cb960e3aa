import { setTimeout as delay } from 'node:timers/promises';

/** What was waited for did not come in time. */
export class WaitTimeoutError extends Error {}

/**
 * Asks `probe` again and again until it gives something other than `undefined` or `false`, and gives
 * that back. Throws a {@link WaitTimeoutError} naming `what` (and what `describe` says of the moment)
 * after `timeoutMs`; an error thrown by the probe goes straight through.
 */
export async function waitUntil<T>(
	what: string,
	probe: () => T | undefined | false | Promise<T | undefined | false>,
	options: { timeoutMs: number; everyMs?: number; describe?: () => string },
): Promise<T> {
	const deadline = Date.now() + options.timeoutMs;
	for (;;) {
		const found = await probe();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > deadline) {
			const now = options.describe ? ` ${options.describe()}` : '';
			throw new WaitTimeoutError(`Waited ${options.timeoutMs / 1000} s for ${what}.${now}`);
		}
		await delay(options.everyMs ?? 100);
	}
}
