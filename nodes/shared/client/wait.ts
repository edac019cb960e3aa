import { sleep } from 'n8n-workflow';

/** How soon a canceled execution is noticed, in ms. */
const NOTICE_CANCEL_MS = 200;

/**
 * Waits `ms` milliseconds, in short steps, so that a canceled execution ends soon and leaves no timer.
 *
 * @throws the signal's reason as soon as it is aborted
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	for (;;) {
		signal?.throwIfAborted();
		const left = end - Date.now();
		if (left <= 0) return;
		await sleep(Math.min(left, NOTICE_CANCEL_MS));
	}
}

/** Who pauses between two looks, see `Client.pause`. */
interface Waiter {
	pause(ms: number): Promise<void>;
}

/**
 * Looks again and again, until there is something or the time is over.
 *
 * @param look gives what is waited for, `undefined` if it is not there yet
 * @param limitMs how long to go on, in ms; it is looked at least once
 * @param pauseMs pause before the next look, in ms, by the number of looks so far
 * @returns what was found, `undefined` when the time is over
 * @throws what `look` throws, and an error when the execution is canceled
 */
export async function waitFor<T>(
	waiter: Waiter,
	look: () => Promise<T | undefined>,
	limitMs: number,
	pauseMs: (looks: number) => number,
): Promise<T | undefined> {
	const end = Date.now() + limitMs;
	for (let looks = 1; ; looks++) {
		const found = await look();
		if (found !== undefined) return found;
		const left = end - Date.now();
		if (left <= 0) return undefined;
		await waiter.pause(Math.min(pauseMs(looks), left));
	}
}
