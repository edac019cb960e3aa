interface Waiting {
	start: () => void;
	limit: number;
}

/**
 * Lets only so many tasks run at once; the others wait their turn in the order they came. One instance
 * serves a whole process, so that ten executions do not send ten times as much.
 */
export class ConcurrencyLimit {
	private running = 0;

	private readonly waiting: Waiting[] = [];

	/**
	 * Runs `task` as soon as it is its turn and fewer than `limit` tasks run, and hands on what it gives
	 * or throws. A task whose `signal` is aborted while it waits is never started: the signal's reason is
	 * thrown.
	 *
	 * @param limit at least 1; each task brings its own, since operators can set it for a node
	 */
	async run<T>(limit: number, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		signal?.throwIfAborted();
		if (this.running >= limit || this.waiting.length > 0) await this.untilFree(limit, signal);
		else this.running++;
		try {
			return await task();
		} finally {
			this.running--;
			this.startWaiting();
		}
	}

	/** Whoever came first goes first, so that a node with a low limit does not starve behind others. */
	private startWaiting(): void {
		while (this.waiting.length > 0 && this.running < this.waiting[0].limit) {
			this.running++;
			this.waiting.shift()?.start();
		}
	}

	private async untilFree(limit: number, signal?: AbortSignal): Promise<void> {
		return await new Promise((resolve, reject) => {
			const onAbort = () => {
				const place = this.waiting.indexOf(waiting);
				if (place >= 0) this.waiting.splice(place, 1);
				reject(signal?.reason as Error);
				this.startWaiting();
			};
			const waiting: Waiting = {
				limit,
				start: () => {
					signal?.removeEventListener('abort', onAbort);
					resolve();
				},
			};
			signal?.addEventListener('abort', onAbort, { once: true });
			this.waiting.push(waiting);
		});
	}
}
