import { Files } from './n8n/files';
import { Credentials } from './n8n/credentials';
import { isRunning } from '../../nodes/shared/client/limits';
import { promise, type BrokenPromise } from './promises/broken';
import { isSilent } from './promises/secrets';
import type { Activity } from './network/activity';
import { Wire } from './network/wire';
import { Clock } from './time/clock';

/** When every simulation begins: a day before clocks change in Europe, in the evening. */
const START = Date.parse('2026-03-28T20:00:00Z');

/** Whatever goes wrong, nothing takes longer, in ms. */
export const LONGEST_MS = 45 * 60_000;

/** A process of n8n with a time, a network and credentials of its own, and all that is under way in it. */
export class SimulatedHost {
	readonly clock = new Clock(START);

	readonly wire = new Wire(this.clock);

	readonly credentials = new Credentials();

	readonly timezone = 'Europe/Amsterdam';

	/** Nothing of a credential or a signed address may be seen. */
	readonly secrets: string[] = [];

	readonly files = new Files();

	private readonly underWay = new Set<Activity>();

	private readonly atEnd = new Map<Activity, () => void>();

	private broken: BrokenPromise | undefined;

	readonly now = () => this.clock.now;

	/** Lets something go on by itself, and then looks at how it went. */
	start<Outcome>(
		activity: Activity,
		work: Promise<Outcome>,
		check: (outcome: Outcome) => void,
	): void {
		const startedAt = this.clock.now;
		this.underWay.add(activity);
		const ended = (outcome: Outcome) => {
			this.underWay.delete(activity);
			this.atEnd.get(activity)?.();
			if (activity.isDead) return;
			const tookMs = this.clock.now - startedAt;
			promise('P8', tookMs <= LONGEST_MS, () => `${activity.name} took ${tookMs} ms`);
			check(outcome);
			isSilent([...activity.told, outcome], this.allSecrets());
		};
		work.then(ended).catch((error: BrokenPromise) => {
			this.underWay.delete(activity);
			this.broken ??= error;
		});
	}

	/** What is to be done when something has ended. */
	whenEnded(activity: Activity, task: () => void): void {
		this.atEnd.set(activity, task);
	}

	isUnderWay(activity: Activity): boolean {
		return this.underWay.has(activity);
	}

	/** Lets time pass until something has ended, or for so long. @throws BrokenPromise */
	async pass(ms: number, activity?: Activity): Promise<void> {
		if (activity) await this.clock.until(() => !this.underWay.has(activity), ms);
		else await this.clock.pass(ms);
		this.check();
	}

	/** Lets everything end that is under way. @throws BrokenPromise if it does not, or otherwise */
	async letEnd(): Promise<void> {
		const isQuiet = () => this.underWay.size === 0 && this.wire.travelling === 0;
		const hasEnded = await this.clock.until(isQuiet, LONGEST_MS + 1);
		this.check();
		const names = [...this.underWay].map(({ name }) => name);
		promise('P8', hasEnded, () => `these do not end: ${names.join(', ')}`);
	}

	/** Ends the process: what is under way gets no answer any more, and what it gives is lost. */
	async end(): Promise<void> {
		for (const activity of this.underWay) activity.isDead = true;
		await this.letEnd();
	}

	/** Ends everything, so that nothing of it is left for the next simulation, and gives the real time back. */
	async close(): Promise<void> {
		for (const activity of this.underWay) activity.isDead = true;
		const isEmpty = () => this.underWay.size === 0 && this.clock.pending === 0;
		await this.clock.until(isEmpty, LONGEST_MS);
		this.clock.uninstall();
	}

	/** @throws BrokenPromise if one was broken since the last look */
	check(): void {
		if (this.broken) throw this.broken;
		const [error] = this.files.uncaught;
		promise('P5', error === undefined, () => `an error that nobody catches: ${error.message}`);
	}

	/** Once nothing is under way, nothing may be left behind; pages asked for together end each by itself. */
	async checkLeftovers(): Promise<void> {
		await this.letEnd();
		const isEmpty = await this.clock.until(() => this.clock.pending === 0, LONGEST_MS);
		promise('P5', isEmpty, () => `${this.clock.pending} timers are left`);
		const taken = this.credentials.names.flatMap(({ type, name }) =>
			['parallelRequests', 'parallelFileTransfers']
				.map((kind) => `${kind} ${type} ${name}`)
				.filter(isRunning),
		);
		promise('P5', taken.length === 0, () => `turns are still taken: ${taken.join(', ')}`);
	}

	private allSecrets(): string[] {
		return [...this.secrets, ...this.credentials.secrets];
	}
}
