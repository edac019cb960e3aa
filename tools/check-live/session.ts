/** What one run of the check shares: its calls, findings, clean-up, and the way to stop it. */
import type { CallRecord } from './call.ts';
import { Interrupted } from './checkError.ts';
import { Findings } from './findings.ts';
import { Placeholders } from './placeholders.ts';

export interface Pace {
	/** Between two looks at the same thing. */
	pollMs: number;
	/** How long to wait for something that takes time, such as an index or an import. */
	patienceMs: number;
	/** How long jobs are followed. */
	followMs: number;
}

export interface Note {
	service: string;
	ok: boolean;
	/** Fixed words: nothing of an answer stands in them. */
	text: string;
}

interface CleanUp {
	what: string;
	work: () => Promise<void>;
}

export class Session {
	readonly calls: CallRecord[] = [];
	readonly notes: Note[] = [];
	readonly findings = new Findings();
	readonly placeholders = new Placeholders();
	readonly pace: Pace;
	/** Says something at once, to the person only: it is not in the report. */
	readonly say: (line: string) => void;
	private readonly stop: AbortSignal;
	private cleaning = false;
	private cleanUps: CleanUp[] = [];

	constructor(pace: Pace, say: (line: string) => void, stop: AbortSignal) {
		this.pace = pace;
		this.say = say;
		this.stop = stop;
	}

	/** Ends a request that takes too long, or at Ctrl-C; cleaning up goes on then. */
	signal(): AbortSignal {
		const limit = AbortSignal.timeout(30_000);
		return this.cleaning ? limit : AbortSignal.any([limit, this.stop]);
	}

	/** Throws when the person wants to stop. */
	goOn(): void {
		if (this.stop.aborted && !this.cleaning) throw new Interrupted();
	}

	/** Waits a moment, or until the person wants to stop. */
	async pause(): Promise<void> {
		this.goOn();
		await new Promise<void>((resolve) => {
			const done = () => {
				clearTimeout(timer);
				this.stop.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, this.pace.pollMs);
			if (!this.cleaning) this.stop.addEventListener('abort', done);
		});
		this.goOn();
	}

	/** Looks again and again until there is a result; undefined when it does not come in time. */
	async until<T>(
		look: () => Promise<T | undefined>,
		forMs = this.pace.patienceMs,
	): Promise<T | undefined> {
		const end = Date.now() + forMs;
		for (;;) {
			const result = await look();
			if (result !== undefined || Date.now() > end) return result;
			await this.pause();
		}
	}

	/** Says something of the service that stands in the report too. */
	note(service: string, ok: boolean, text: string): void {
		this.notes.push({ service, ok, text });
		this.say(`  ${ok ? 'ok    ' : 'NOT OK'} ${text}`);
	}

	/** What is to be done at the end, whatever happens; the last first. */
	atTheEnd(what: string, work: () => Promise<void>): void {
		this.cleanUps.unshift({ what, work });
	}

	/** Does all of it; what fails is said and does not keep the rest from being done. */
	async cleanUp(service: string): Promise<void> {
		this.cleaning = true;
		for (const { what, work } of this.cleanUps) {
			try {
				await work();
				this.note(service, true, what);
			} catch {
				this.note(service, false, `${what}: this did not work. Please do it by hand`);
			}
		}
		this.cleanUps = [];
		this.cleaning = false;
	}
}
