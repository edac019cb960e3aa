/**
 * At most `limit` tasks at once; the others wait their turn in the order they came.
 * One instance serves a whole process, so that ten executions do not send ten times as much.
 */
export class ConcurrencyLimit {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	private readonly limit: number;

	/** @param limit at least 1 */
	constructor(limit: number) {
		this.limit = limit;
	}

	/**
	 * Runs `task` as soon as a place is free and hands on what it gives or throws.
	 * A task whose `signal` is aborted while it waits is never started: the signal's reason is thrown.
	 */
	async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		signal?.throwIfAborted();
		if (this.running >= this.limit) await this.untilFree(signal);
		else this.running++;
		try {
			return await task();
		} finally {
			// The place goes straight to the next in line, so that no newcomer slips in between.
			const next = this.waiting.shift();
			if (next) next();
			else this.running--;
		}
	}

	private async untilFree(signal?: AbortSignal): Promise<void> {
		return await new Promise((resolve, reject) => {
			const onAbort = () => {
				const place = this.waiting.indexOf(start);
				if (place >= 0) this.waiting.splice(place, 1);
				reject(signal?.reason as Error);
			};
			const start = () => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			};
			signal?.addEventListener('abort', onAbort, { once: true });
			this.waiting.push(start);
		});
	}
}
