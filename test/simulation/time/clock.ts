import { randomFrom } from './random';

interface Timer {
	at: number;
	/** Timers of the same moment run in the order in which they were set. */
	order: number;
	run: () => void;
}

const real = {
	Date,
	setTimeout,
	clearTimeout,
	setImmediate,
	random: Math.random,
	timeout: AbortSignal.timeout.bind(AbortSignal),
	stackTraceLimit: Error.stackTraceLimit,
};

const timeIsOver = new DOMException('Time is over', 'TimeoutError');

/** So many lines of the stack an error keeps: thousands of them are made, and nobody reads them. */
const SHORT_STACK = 4;

/**
 * The time of a simulation: it stands still while code runs, and jumps to the next timer when nothing is left to
 * do. While it is installed, `Date`, `setTimeout`, `AbortSignal.timeout` and `Math.random` go by it.
 */
export class Clock {
	/** In ms. */
	now: number;

	private timers: Timer[] = [];

	private ordered = 0;

	constructor(start: number) {
		this.now = start;
	}

	/** How many timers are set. */
	get pending(): number {
		return this.timers.length;
	}

	/** Takes the place of the real time. @param seed of `Math.random` */
	install(seed: number): void {
		const now = () => this.now;
		class VirtualDate extends real.Date {
			constructor(...values: unknown[]) {
				super(...((values.length === 0 ? [now()] : values) as [number]));
			}

			static now() {
				return now();
			}
		}
		Object.assign(globalThis, {
			Date: VirtualDate,
			setTimeout: (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
				this.set(ms, () => run(...values)),
			clearTimeout: (timer: Timer | undefined) => timer && this.clear(timer),
		});
		AbortSignal.timeout = (ms) => {
			const controller = new AbortController();
			this.set(ms, () => controller.abort(timeIsOver));
			return controller.signal;
		};
		Math.random = randomFrom(seed);
		Error.stackTraceLimit = SHORT_STACK;
	}

	/** Gives the real time back. */
	uninstall(): void {
		const { Date, setTimeout, clearTimeout } = real;
		Object.assign(globalThis, { Date, setTimeout, clearTimeout });
		AbortSignal.timeout = real.timeout;
		Math.random = real.random;
		Error.stackTraceLimit = real.stackTraceLimit;
	}

	set(ms: number, run: () => void): Timer {
		const at = this.now + Math.max(0, Number(ms) || 0);
		const timer = { at, order: this.ordered++, run };
		let place = this.timers.length;
		while (place > 0 && this.timers[place - 1].at > at) place--;
		this.timers.splice(place, 0, timer);
		return timer;
	}

	clear(timer: Timer): void {
		const place = this.timers.indexOf(timer);
		if (place >= 0) this.timers.splice(place, 1);
	}

	/** Lets so many ms pass, with all that happens in them. */
	async pass(ms: number): Promise<void> {
		const end = this.now + ms;
		await settled();
		while (this.timers.length > 0 && this.timers[0].at <= end) await this.next();
		this.now = end;
	}

	/**
	 * Lets time pass until something is so.
	 *
	 * @returns whether it came to be within so many ms
	 */
	async until(isSo: () => boolean, limitMs: number): Promise<boolean> {
		const end = this.now + limitMs;
		await settled();
		while (!isSo()) {
			if (this.timers.length === 0 || this.timers[0].at > end) return false;
			await this.next();
		}
		return true;
	}

	private async next(): Promise<void> {
		const timer = this.timers.shift()!;
		this.now = timer.at;
		timer.run();
		await settled();
	}
}

/** Once everything that needs no time is done. */
async function settled(): Promise<void> {
	await new Promise((resolve) => void real.setImmediate(resolve));
}
