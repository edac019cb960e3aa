interface Waiting {
	start: () => void;
	limit: number;
}

/** Lets only so many tasks run at once; the others wait their turn in the order they came. */
export class ConcurrencyLimit {
	private running = 0;

	private readonly waiting: Waiting[] = [];

	/** Whether nothing runs and nothing waits. */
	get isIdle(): boolean {
		return this.running === 0 && this.waiting.length === 0;
	}

	/**
	 * Waits until it is one's turn and fewer than `limit` tasks run. Whoever enters must leave.
	 *
	 * @param limit at least 1; each task brings its own, since operators can set it for a node
	 * @throws the signal's reason if it is aborted meanwhile
	 */
	async enter(limit: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		if (this.running >= limit || this.waiting.length > 0) await this.untilFree(limit, signal);
		else this.running++;
	}

	leave(): void {
		this.running--;
		this.startWaiting();
	}

	/** First come, first served, so that a task with a low limit does not starve behind others. */
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
			const stopListening = signal && Audience.join(signal, onAbort);
			const waiting: Waiting = {
				limit,
				start: () => {
					stopListening?.();
					resolve();
				},
			};
			this.waiting.push(waiting);
		});
	}
}

/** Those who wait to hear of a signal: it goes through all its own listeners for each that comes or goes. */
class Audience {
	private static readonly bySignal = new WeakMap<AbortSignal, Audience>();

	private readonly listeners = new Set<() => void>();
	private readonly signal: AbortSignal;
	private readonly tell = () => this.listeners.forEach((listener) => listener());

	private constructor(signal: AbortSignal) {
		this.signal = signal;
	}

	/** @returns what stops the listening */
	static join(signal: AbortSignal, listener: () => void): () => void {
		const audience = Audience.bySignal.get(signal) ?? new Audience(signal);
		Audience.bySignal.set(signal, audience);
		if (audience.listeners.size === 0) {
			signal.addEventListener('abort', audience.tell, { once: true });
		}
		audience.listeners.add(listener);
		return () => audience.leave(listener);
	}

	private leave(listener: () => void): void {
		this.listeners.delete(listener);
		if (this.listeners.size === 0) this.signal.removeEventListener('abort', this.tell);
	}
}

/** The limits of this process, by what they hold for. One that nobody uses is not kept. */
const limits = new Map<string, ConcurrencyLimit>();

/**
 * Waits for a turn within a limit of this process, over all its executions.
 *
 * @param key what the limit holds for, e.g. the requests with one credential
 * @returns what ends the turn
 * @throws the signal's reason if it is aborted before that
 */
export async function takeTurn(
	key: string,
	limit: number,
	signal?: AbortSignal,
): Promise<() => void> {
	const limited = limits.get(key) ?? new ConcurrencyLimit();
	limits.set(key, limited);
	const forgetIfIdle = () => {
		if (limited.isIdle && limits.get(key) === limited) limits.delete(key);
	};
	await limited.enter(limit, signal).finally(forgetIfIdle);
	return () => {
		limited.leave();
		forgetIfIdle();
	};
}

/** Runs `task` when no other task with this key runs in this process, e.g. to change one job. */
export async function oneAtATime<T>(
	key: string,
	task: () => Promise<T>,
	signal?: AbortSignal,
): Promise<T> {
	const endTurn = await takeTurn(key, 1, signal);
	return await task().finally(endTurn);
}

/** Whether somebody has a turn with this key, or waits for one. */
export function isRunning(key: string): boolean {
	return limits.has(key);
}
