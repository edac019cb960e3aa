/** One timer for many moments: it rings at the earliest of them. */

export class Alarm {
	private readonly now: () => number;
	private readonly ring: () => void;
	private timer: NodeJS.Timeout | undefined;
	private at = Infinity;
	private stopped = false;

	/** @param ring is called when a moment has come; it asks for the next one itself. */
	constructor(now: () => number, ring: () => void) {
		this.now = now;
		this.ring = ring;
	}

	/** Rings at this moment (milliseconds since 1970), unless it rings earlier anyway. */
	wakeAt(at: number): void {
		if (this.stopped || at >= this.at) return;
		clearTimeout(this.timer);
		this.at = at;
		// setTimeout takes longer delays for none at all.
		const delay = Math.min(Math.max(0, at - this.now()), 2 ** 31 - 1);
		this.timer = setTimeout(() => {
			this.at = Infinity;
			this.ring();
		}, delay);
	}

	/** Never rings again. */
	stop(): void {
		this.stopped = true;
		clearTimeout(this.timer);
	}
}
