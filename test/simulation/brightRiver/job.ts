/** A file of a job. */
export interface JobFile {
	id: number;
	fileName: string;
	content: Buffer;
}

/** A status that a job reached, and when, in ms. */
export interface Reached {
	status: string;
	at: number;
}

/** What an operator can change of a job. */
export type JobFields = Record<'name' | 'description' | 'invoiceReference', string | null>;

/** A job as the service itself knows it. */
export interface Job {
	/** What the service calls it once it has given it a number. */
	readonly number: number;
	/** Whether it has its number yet. */
	isNumbered: boolean;
	/** Whether it began without one. */
	readonly isRejection: boolean;
	readonly guid: string;
	readonly account: string;
	readonly isTest: boolean;
	readonly createdAt: number;
	fields: JobFields;
	/** The dates that the service says of it, in ms. */
	readonly dates: { acceptedDate?: number; deliveredDate?: number };
	/** All its statuses, the first one first. */
	readonly history: Reached[];
	/** What it answers instead, when it is asked about. */
	hidden: { status?: number; details?: number };
	/** Whether it ever answered something else. */
	wasHidden: boolean;
	readonly files: Map<string, JobFile>;
	/** Where its files are, e.g. `https://storage.bright-river.example`. */
	readonly storage: string;
}

/** The status that a job has now. */
export function statusOf({ history }: Job): string {
	return history[history.length - 1].status;
}

/** What the service does with a date of a job that comes to the same place again, and how it writes dates. */
export const dateHabits = ['renewed', 'kept', 'missing', 'without zone'] as const;

export type DateHabit = (typeof dateHabits)[number];

/** What a job was like when the search index last looked at it. */
export interface Row {
	job: Job;
	id: number;
	status: string;
}

/** What the search says of how many jobs there are. */
export const totals = {
	honest: (count: number) => count,
	huge: () => 20_000_000,
	zero: () => 0,
	missing: () => undefined,
	text: (count: number) => String(count),
} as const;

export type Totals = keyof typeof totals;
