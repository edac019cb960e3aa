import { statusOf, type Job } from '../brightRiver/job';
import type { Office } from '../brightRiver/office';
import {
	afterStatus,
	allWith,
	isOver,
	isWanted,
	isWatched,
	remainsOf,
	statusIn,
	watchesOthers,
	type Remembered,
	type TriggerSettings,
} from '../brightRiver/watch';

/** What a trigger may remember of a job. */
interface Belief {
	/** `undefined` if it can be anything. */
	possible: ReadonlySet<Remembered> | undefined;
	/** The statuses of the job's history from here on may have been seen since. */
	from: number;
}

/** What n8n saved of a trigger. */
export interface Saved {
	beliefs: ReadonlyMap<Job, Belief>;
	settings: TriggerSettings;
	account: string;
	/** When the poll ended after which it was saved. */
	at: number;
}

const anything: Belief = { possible: undefined, from: 0 };

const unknown: Belief = { possible: new Set([null]), from: 0 };

/**
 * What one version of a workflow may remember of each job. A status that the operator wants to hear of is told
 * when it is seen, so that a trigger can come to know without a word only what its filter keeps back.
 */
export class Knowledge {
	private readonly beliefs: Map<Job, Belief>;

	/** Whether the next look finds jobs that are no news, since nobody looked at them before. */
	private takesStock: boolean;

	private readonly office: Office;

	/** What helps to understand a failure. */
	note: string;

	readonly settings: TriggerSettings;

	readonly account: string;

	/** What it starts from. */
	private readonly saved: Saved | undefined;

	constructor(
		office: Office,
		settings: TriggerSettings,
		account: string,
		saved: Saved | undefined,
		note = '',
	) {
		this.note = note;
		this.office = office;
		this.settings = settings;
		this.account = account;
		this.saved = saved;
		const isOwn = saved?.account === account;
		this.beliefs = new Map(isOwn ? saved.beliefs : []);
		this.takesStock = !isOwn || watchesOthers(saved.settings, settings);
		if (!isOwn) return;
		for (const job of this.office.jobs) {
			const sees = [saved.settings, settings].map((one) => isWatched(one, job, Date.now()));
			if (this.takesStock && !(sees[0] && sees[1]) && this.beliefs.has(job)) this.forget(job);
			if (settings.watch === 'named' && sees[0] !== sees[1]) this.forget(job);
			// What other settings do not look at is dropped, as soon as one has looked.
			const { possible, from } = this.beliefOf(job);
			if (!this.takesStock || !possible) continue;
			const remains = [...possible].map((one) => remainsOf(settings, one));
			this.beliefs.set(job, { possible: new Set([...possible, ...remains]), from });
		}
	}

	/** The jobs that it watches. */
	get jobs(): Job[] {
		return this.office.jobs.filter(
			(job) => job.account === this.account && isWatched(this.settings, job, Date.now()),
		);
	}

	/** Whether nothing can be said of what it remembers of a job. */
	isUncertain(job: Job): boolean {
		return this.beliefOf(job).possible === undefined;
	}

	/** Whether the next look is the first of all at this account. */
	get isFresh(): boolean {
		return this.takesStock && this.saved?.account !== this.account;
	}

	/** The first look ever, or the first at other jobs: what comes into view is no news, unless it is newer. */
	stock(rows: Array<ReadonlyMap<Job, string>>, mayMiss: boolean): void {
		if (!this.takesStock) return;
		this.takesStock = false;
		const { watch, emitCurrent } = this.settings;
		if (mayMiss && this.saved) this.note = ' (the first look after an edit missed rows)';
		for (const job of this.jobs) {
			const { possible } = this.beliefs.get(job) ?? unknown;
			const isKnown = possible !== undefined && !possible.has(null);
			const isOwn = this.saved?.account === this.account;
			const wasWatched = isOwn && isWatched(this.saved!.settings, job, Date.now());
			const isNewer = wasWatched && watch !== 'named' && job.createdAt > this.saved!.at;
			if (isKnown || isNewer || (emitCurrent && !isOwn)) continue;
			const shown = rows.map((one) => one.get(job) ?? null);
			const from = job.history.findLastIndex(({ status }) => shown.includes(status)) + 1;
			if (watch === 'named' || mayMiss || possible === undefined || isOwn) this.forget(job);
			else {
				const known = shown.map((status) => remainsOf(this.settings, status));
				this.beliefs.set(job, { possible: new Set(known), from });
			}
		}
	}

	/** The trigger told of a status. @param place where it is in the history of the job */
	told(job: Job, place: number, previousStatus: string | null): void {
		const { possible, from } = this.beliefOf(job);
		const { status } = job.history[place];
		const known = this.mayKnowWith(job, place, previousStatus);
		const now = known.map((one) => afterStatus(one, status));
		// Of a job without a number only the index speaks: what it was seen to reach before was not forgotten.
		const isOldRow = !job.isNumbered && place < from;
		const statuses = isOldRow ? [...(possible ?? []), ...now] : now;
		this.beliefs.set(job, { possible: new Set(statuses), from: isOldRow ? from : place + 1 });
	}

	/** The trigger has seen for certain how a job is. */
	saw(job: Job): void {
		const status = statusOf(job);
		const isDropped = remainsOf(this.settings, status) === null;
		const all = this.mayKnow(job) ?? new Set([...allWith(status), null]);
		const known = [...all].filter((one) => (one === null ? isDropped : statusIn(one) === status));
		// One that is over is forgotten at some time.
		const possible = isOver(status) ? [...known, status, null] : known;
		this.beliefs.set(job, { possible: new Set(possible), from: job.history.length });
	}

	/** What it may remember of a job that it knows to have a status, before it saw what is at a place of its history. */
	mayKnowWith(job: Job, before: number, status: string | null): Remembered[] {
		const known = this.mayKnow(job, before);
		return known ? [...known].filter((one) => statusIn(one) === status) : allWith(status);
	}

	/** What n8n saves of it at some moment. */
	save(at: number): Saved {
		const beliefs = this.office.jobs.map((job): [Job, Belief] => {
			const { from } = this.beliefOf(job);
			return [job, { possible: this.mayKnow(job), from }];
		});
		return { beliefs: new Map(beliefs), settings: this.settings, account: this.account, at };
	}

	/**
	 * All that it may remember of a job, as far as that was not told.
	 *
	 * @param before what the job reached before this place in its history
	 * @returns `undefined` if it can be anything
	 */
	mayKnow(job: Job, before = job.history.length): ReadonlySet<Remembered> | undefined {
		const { possible, from } = this.beliefOf(job);
		if (possible === undefined) return undefined;
		const { filter, testJobs, watch, emitCurrent } = this.settings;
		const isKept = testJobs !== 'all' && (job.isTest !== (testJobs === 'only') || !job.isNumbered);
		const all = new Set(possible);
		for (const [place, { status }] of job.history.entries()) {
			if (place < from || place >= before) continue;
			const isQuiet = (known: Remembered) =>
				statusIn(known) !== status &&
				(isKept ||
					(known === null && watch === 'named' && !emitCurrent) ||
					!isWanted(filter, known, status));
			// Of a job without a number only the index speaks, whose rows can be old.
			const isOldRow =
				!job.isNumbered && job.history.slice(0, place).some((one) => one.status === status);
			for (const known of isOldRow ? all : [...all].filter(isQuiet)) {
				all.add(remainsOf(this.settings, afterStatus(known, status)));
			}
		}
		return all;
	}

	private forget(job: Job): void {
		this.beliefs.set(job, anything);
	}

	private beliefOf(job: Job): Belief {
		return this.beliefs.get(job) ?? unknown;
	}
}
