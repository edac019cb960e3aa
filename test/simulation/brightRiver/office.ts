import type { Activity } from '../network/activity';
import {
	statusOf,
	totals,
	type DateHabit,
	type Job,
	type JobFields,
	type Row,
	type Totals,
} from './job';

/** The dates that a job gets with a status. */
const datesSetBy: Record<string, keyof Job['dates']> = {
	CJ_WORK_PROGRESS: 'acceptedDate',
	CJ_WORK_DONE: 'deliveredDate',
};

/** Whose tokens open which account. */
export interface Account {
	name: string;
	clientToken: string;
	sessionToken: string;
	/** Where its API stands. */
	origin: string;
	/** Where its files are kept. */
	storage: string;
}

/** So many jobs are on one page of the search. */
export const PAGE_SIZE = 2;

/** A small model of Bright River: its jobs, and a search index that knows them as they were. */
export class Office {
	readonly jobs: Job[] = [];

	/** How often each thing was done, e.g. `accept 1003`, by the name of the activity. */
	readonly done = new Map<string, string[]>();

	totals: Totals = 'honest';

	dates: DateHabit = 'renewed';

	private index: Row[] = [];

	private indexBefore: Row[] = [];

	/** The searches that are still answered from what the index knew before. */
	staleSearches = 0;

	/** Is called when a change of a job arrives. */
	arrived: (activity: Activity, job: Job) => void = () => {};

	/** How often the search did not answer from what it had answered from before. */
	turns = 0;

	private lastMoment = 0;

	readonly accounts: Account[];

	private readonly now: () => number;

	constructor(accounts: Account[], now: () => number) {
		this.accounts = accounts;
		this.now = now;
	}

	create(
		account: string,
		fields: Partial<JobFields> & { isTest?: boolean; ageDays?: number; isNumbered?: boolean },
	): Job {
		const number = 1001 + this.jobs.length;
		const { storage } = this.accounts.find(({ name }) => name === account)!;
		const job: Job = {
			number,
			isNumbered: fields.isNumbered ?? true,
			isRejection: fields.isNumbered === false,
			guid: `guid-${number}`,
			account,
			isTest: fields.isTest ?? false,
			createdAt: this.moment() - (fields.ageDays ?? 0) * 86_400_000,
			fields: {
				name: fields.name ?? `Shoes ${number}`,
				description: fields.description ?? 'Clip them',
				invoiceReference: null,
			},
			dates: {},
			history: [{ status: 'CJ_NEW', at: this.now() }],
			hidden: {},
			wasHidden: false,
			files: new Map(),
			storage,
		};
		this.jobs.push(job);
		return job;
	}

	/** A job reaches a status. */
	move(job: Job, status: string): void {
		if (statusOf(job) === status) return;
		job.history.push({ status, at: this.now() });
		const date = datesSetBy[status];
		if (date && (this.dates !== 'kept' || !job.dates[date])) job.dates[date] = this.now();
	}

	/** The dates of a job as the service writes them. */
	datesOf({ createdAt, dates }: Job): Record<string, string | null> {
		const written = (ms: number | undefined) => {
			if (ms === undefined || this.dates === 'missing') return null;
			const iso = new Date(ms).toISOString();
			return this.dates === 'without zone' ? iso.slice(0, -1) : iso;
		};
		return {
			createdDate: new Date(createdAt).toISOString(),
			acceptedDate: written(dates.acceptedDate),
			orderedDate: null,
			deliveredDate: written(dates.deliveredDate),
		};
	}

	/** The search index looks at all jobs. */
	refreshIndex(): void {
		this.turns++;
		this.indexBefore = this.index;
		this.index = this.jobs.map((job) => ({
			job,
			id: job.isNumbered ? job.number : 0,
			status: statusOf(job),
		}));
	}

	/** What the index knows of a job. */
	rowOf(job: Job): Row | undefined {
		return this.index.find((row) => row.job === job);
	}

	/** The rows of an account that a search finds, newest first. */
	search(
		account: string,
		query: { query?: string; statuses?: string[]; dateFrom?: string },
	): Row[] {
		const isStale = this.staleSearches > 0;
		const rows = isStale ? this.indexBefore : this.index;
		if (isStale) {
			this.staleSearches--;
			this.turns++;
		}
		return rows
			.filter(({ job }) => job.account === account)
			.filter(({ status }) => query.statuses?.includes(status) ?? true)
			.filter(({ job }) => !query.query || job.fields.name?.includes(query.query))
			.filter(({ job }) => !query.dateFrom || job.createdAt >= Date.parse(query.dateFrom))
			.sort((one, other) => other.job.createdAt - one.job.createdAt);
	}

	/** What the search says of how many jobs there are. */
	totalOf(count: number): unknown {
		return totals[this.totals](count);
	}

	/** Notes that something was done that must not be done twice. */
	did(what: string, activity: string): void {
		this.done.set(what, [...(this.done.get(what) ?? []), activity]);
	}

	/** No two jobs are created in the same millisecond. */
	private moment(): number {
		this.lastMoment = Math.max(this.lastMoment + 1, this.now());
		return this.lastMoment;
	}
}
