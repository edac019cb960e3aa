import type { Sandbox } from '../../../sandbox/index';

/**
 * A clock on which time passes with each request that a service gets: what a poll has the time for is then the same
 * on every machine. Until it is told how long requests take, it goes as any other.
 */
export class RequestClock {
	private readonly real = Date.now.bind(Date);

	private readonly service: Sandbox['brightRiver'] | Sandbox['skyfish'];

	private readonly spy: jest.SpyInstance<number, []>;

	/** How far this clock is ahead of the machine's, or of the moment when it was stopped. */
	private ahead = 0;

	/** When time began to pass with requests alone, and how much with each. */
	private stopped: { at: number; perRequestMs: number } | undefined;

	private seen = 0;

	constructor(service: Sandbox['brightRiver'] | Sandbox['skyfish']) {
		this.service = service;
		this.spy = jest.spyOn(Date, 'now').mockImplementation(() => this.now());
	}

	/** From now on time stands still but for requests, which take so many ms each. */
	perRequest(perRequestMs: number): void {
		const at = this.now();
		this.ahead = 0;
		this.seen = this.service.requests.length;
		this.stopped = { at, perRequestMs };
	}

	/** Lets so much time pass. */
	pass(ms: number): void {
		this.ahead += ms;
	}

	/** Gives the machine its clock back. */
	restore(): void {
		this.spy.mockRestore();
	}

	private now(): number {
		const { stopped } = this;
		if (!stopped) return this.real() + this.ahead;
		const { length } = this.service.requests;
		// Fewer than before: a test has cleared the list.
		this.ahead += (length < this.seen ? length : length - this.seen) * stopped.perRequestMs;
		this.seen = length;
		return stopped.at + this.ahead;
	}
}
