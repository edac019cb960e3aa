/**
 * How long one answer may take that is no file, in ms: of n8n's own limit of five minutes nobody would see anything
 * but a node that runs. "Timeout" sets another one for an operation.
 */
export const ANSWER_TIMEOUT_MS = 60_000;

/** What n8n sets for an operation where "Timeout" is not set, in ms; so long a storage may look at an upload. */
export const OPERATION_TIMEOUT_MS = 300_000;

/** A file of which nothing has moved for so long does not come any more, in ms. */
export const STALLED_FILE_MS = 60_000;

/** How often the limits are looked at, in ms. */
const TICK_MS = 250;

/** The requests that are under way in this process. One timer serves them all. */
const underWay = new Set<TimeLimit>();

let isTicking = false;

/**
 * The end of one request, if it does not end by itself. n8n's own time-out ends nothing once the headers of
 * an answer are there: a body that stalls or drips would go on for ever.
 */
export class TimeLimit {
	/** Aborted when the time is over or the execution is canceled. */
	readonly signal: AbortSignal;

	/** Whether the time is over. */
	isOver = false;

	private readonly controller = new AbortController();
	private readonly onCancel = () => this.controller.abort(this.cancelled?.reason);
	private since = Date.now();
	private ms: number;
	private readonly cancelled: AbortSignal | undefined;

	constructor(ms: number, cancelled?: AbortSignal) {
		this.ms = ms;
		this.cancelled = cancelled;
		this.signal = this.controller.signal;
		if (cancelled?.aborted) this.onCancel();
		else cancelled?.addEventListener('abort', this.onCancel, { once: true });
		underWay.add(this);
		if (!isTicking) tick();
	}

	/** Starts the time again: something moved. @param ms how long it may take from now on */
	extend(ms = this.ms): void {
		this.ms = ms;
		this.since = Date.now();
	}

	/** The request has ended by itself. */
	stop(): void {
		underWay.delete(this);
		this.cancelled?.removeEventListener('abort', this.onCancel);
	}

	/**
	 * Does a request's work within the limit.
	 *
	 * @throws what the work throws, the signal's reason when canceled, and `ETIMEDOUT` when the time is over,
	 * even if the work goes on
	 */
	async hold<T>(work: Promise<T>): Promise<T> {
		const ended = new Promise<never>((_, reject) => {
			const end = () => reject(this.isOver ? timedOut() : (this.signal.reason as Error));
			if (this.signal.aborted) end();
			else this.signal.addEventListener('abort', end, { once: true });
		});
		try {
			return await Promise.race([work, ended]);
		} finally {
			// Whichever lost is of no interest any more, and must not end the process.
			work.catch(() => {});
			ended.catch(() => {});
			this.stop();
		}
	}

	/** @returns whether the time is over, and then ends the request */
	check(now: number): boolean {
		if (now - this.since < this.ms) return false;
		this.isOver = true;
		this.controller.abort(timedOut());
		return true;
	}
}

/** Looks at all requests, as long as there are any. Such a timer keeps no process alive. */
function tick(): void {
	isTicking = underWay.size > 0;
	if (!isTicking) return;
	AbortSignal.timeout(TICK_MS).addEventListener('abort', () => {
		const now = Date.now();
		for (const limit of underWay) if (limit.check(now)) underWay.delete(limit);
		tick();
	});
}

/** The error of a request whose time is over, with the code that Node.js gives it. */
function timedOut(): Error {
	return Object.assign(new Error('Nothing came in time'), { code: 'ETIMEDOUT' });
}
