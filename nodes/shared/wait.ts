import { sleep } from 'n8n-workflow';

/** How soon a cancelled execution is noticed, in ms. */
const NOTICE_CANCEL_MS = 200;

/**
 * Waits `ms` milliseconds, in short steps, so that a cancelled execution ends soon and leaves no timer.
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
