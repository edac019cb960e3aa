/** What is to be done when: keys with their moments, earliest first, by whatever clock it is given. */

/** A key whose moment has come; `at` in milliseconds since 1970. */
export interface Due<Key> {
	key: Key;
	at: number;
}

/** Node treats a longer delay as no delay. */
const longestDelay = 2 ** 31 - 1;
/** How many due keys a timer hands over in one go, so that other work gets its turn. */
const mostAtOnce = 500;

export class Schedule<Key> {
	private readonly clock: () => number;
	private readonly work: (due: Due<Key>[]) => void;
	private readonly planned = new Map<Key, Due<Key>>();
	/** Earliest first; entries that were cancelled or moved stay in it until their moment. */
	private readonly queue: Due<Key>[] = [];
	private isStarted = false;
	private timer: NodeJS.Timeout | undefined;
	private timerRingsAt = Infinity;

	/**
	 * @param clock milliseconds since 1970
	 * @param work does what is due; it may add keys again
	 */
	constructor(clock: () => number, work: (due: Due<Key>[]) => void) {
		this.clock = clock;
		this.work = work;
	}

	/** Plans a key for a moment; a key that is planned already moves there. `Infinity` is never due by itself. */
	add(key: Key, at: number): void {
		const entry = { key, at };
		this.planned.set(key, entry);
		// Most moments come in their order, so the search starts from the end.
		const place = this.queue.findLastIndex((other) => other.at <= at) + 1;
		this.queue.splice(place, 0, entry);
		this.setTimer();
	}

	has(key: Key): boolean {
		return this.planned.has(key);
	}

	/** Returns whether the key was planned. */
	cancel(key: Key): boolean {
		return this.planned.delete(key);
	}

	/** The earliest moment planned; null when there is none. */
	nextDue(): number | null {
		while (this.queue.length > 0 && !this.isPlanned(this.queue[0])) this.queue.shift();
		return this.queue[0]?.at ?? null;
	}

	/** Does everything due until a moment (default: now), earliest first; what is added meanwhile waits. */
	runDue(until = this.clock(), most = Infinity): void {
		const later = this.queue.findIndex(({ at }) => at > until);
		const count = Math.min(later === -1 ? this.queue.length : later, most);
		const due = this.queue.splice(0, count).filter((entry) => this.isPlanned(entry));
		for (const { key } of due) this.planned.delete(key);
		if (due.length > 0) this.work(due);
		this.setTimer();
	}

	/** From now on, everything is done by itself when its moment comes. */
	start(): void {
		this.isStarted = true;
		this.setTimer();
	}

	/** Nothing is done by itself any more. */
	stop(): void {
		this.isStarted = false;
		clearTimeout(this.timer);
		this.timerRingsAt = Infinity;
	}

	private isPlanned(entry: Due<Key>): boolean {
		return this.planned.get(entry.key) === entry;
	}

	private setTimer(): void {
		const next = this.nextDue() ?? Infinity;
		if (!this.isStarted || next >= this.timerRingsAt) return;
		clearTimeout(this.timer);
		this.timerRingsAt = next;
		const delay = Math.min(Math.max(0, next - this.clock()), longestDelay);
		this.timer = setTimeout(() => {
			this.timerRingsAt = Infinity;
			this.runDue(this.clock(), mostAtOnce);
		}, delay);
	}
}
