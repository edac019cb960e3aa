/** Jobs in the database: their rows, the statuses they went through, and when they move on. */
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { SQLInputValue } from 'node:sqlite';
import type { BrightRiverSettings } from '../../settings.ts';
import { datesSetBy, passingStatuses } from '../road.ts';
import { goneStatuses } from '../statuses.ts';
import type { JobStatus } from '../statuses.ts';
import type { Database } from './database.ts';

/** A job as stored. Dates are milliseconds since 1970, booleans are 1 and 0, tags a JSON list. */
export interface JobRow {
	id: number;
	guid: string;
	accountId: number;
	parentJobId: number | null;
	status: JobStatus;
	/** When it leaves this status by itself; null when it waits. */
	dueAt: number | null;
	name: string;
	description: string | null;
	invoiceReference: string | null;
	tags: string;
	isTest: number;
	deadlineId: number | null;
	specificationKey: number | null;
	isDeleted: number;
	operatorRemarks: string | null;
	realCost: number;
	createdDate: number;
	sentDate: number | null;
	acceptedDate: number | null;
	orderedDate: number | null;
	paidDate: number | null;
	deliveredDate: number | null;
	reviewedDate: number | null;
	productionDate: number | null;
	cancelledDate: number | null;
	fileCount: number;
}

export type NewJob = Pick<JobRow, 'accountId' | 'name'> &
	Partial<
		Pick<
			JobRow,
			| 'description'
			| 'invoiceReference'
			| 'tags'
			| 'isTest'
			| 'deadlineId'
			| 'specificationKey'
			| 'parentJobId'
			| 'status'
		>
	>;

const select = `SELECT jobs.*, (SELECT count(*) FROM files WHERE files.jobId = jobs.id
	AND files.originalId IS NULL AND files.isOriginal = 1) AS fileCount FROM jobs`;

export class JobStore {
	/**
	 * `status` after each change of one, with the moment at which the job leaves it by itself (null when it
	 * waits); `changed` when search has something new to learn about a job.
	 */
	readonly events = new EventEmitter<{
		status: [id: number, status: JobStatus, dueAt: number | null];
		changed: [id: number];
	}>();
	private readonly database: Database;
	private readonly settings: BrightRiverSettings;

	constructor(database: Database, settings: BrightRiverSettings) {
		this.database = database;
		this.settings = settings;
		this.events.setMaxListeners(0);
	}

	/** Makes a job, by default in CJ_NEW; returns its id. */
	create(job: NewJob): number {
		return this.database.transaction(() => {
			const { status = 'CJ_NEW', ...fields } = job;
			const id = this.database.insert('jobs', {
				...fields,
				guid: randomUUID(),
				status,
				createdDate: this.settings.now(),
			});
			this.setStatus(id, status);
			return id;
		});
	}

	find(id: number): JobRow | undefined {
		return this.database.get<JobRow>(`${select} WHERE id = ?`, id);
	}

	statusOf(id: number): JobStatus | undefined {
		const sql = 'SELECT status FROM jobs WHERE id = ?';
		return this.database.get<{ status: JobStatus }>(sql, id)?.status;
	}

	/** Every job, oldest first. */
	list(): JobRow[] {
		return this.database.all<JobRow>(`${select} ORDER BY id`);
	}

	/** The newest jobs whose name has the text in it, or whose id it is; `found` counts them all. */
	newest(most: number, text: string): { jobs: JobRow[]; found: number } {
		const where = 'WHERE instr(lower(name), lower(?)) > 0 OR id = CAST(? AS INTEGER)';
		const count = this.database.get<{ found: number }>(
			`SELECT count(*) AS found FROM jobs ${where}`,
			...[text, text],
		);
		const sql = `${select} ${where} ORDER BY id DESC LIMIT ?`;
		return { jobs: this.database.all<JobRow>(sql, text, text, most), found: count?.found ?? 0 };
	}

	/** The jobs that redo rejected files of this one, oldest first. */
	rejectedJobs(parentJobId: number): JobRow[] {
		return this.database.all<JobRow>(`${select} WHERE parentJobId = ? ORDER BY id`, parentJobId);
	}

	update(id: number, changes: Partial<Omit<JobRow, 'id' | 'status' | 'fileCount'>>): void {
		this.database.update('jobs', id, changes as Record<string, SQLInputValue>);
		this.changed(id);
	}

	/** Puts a job into a status: history, the dates that belong to it, and when it moves on. */
	setStatus(id: number, status: JobStatus): void {
		const now = this.settings.now();
		const passes =
			!this.settings.manual && passingStatuses(this.settings.readings).includes(status);
		const dueAt = passes ? now + this.settings.stageMs : null;
		const changes: Record<string, SQLInputValue> = { status, dueAt };
		for (const field of datesSetBy[status] ?? []) changes[field] = now;
		if (goneStatuses.includes(status) && status !== 'CJ_ARCHIVED') changes.isDeleted = 1;
		this.database.transaction(() => {
			this.database.update('jobs', id, changes);
			const history = 'INSERT INTO jobHistory (jobId, status, at) VALUES (?, ?, ?)';
			this.database.run(history, id, status, now);
			this.changed(id);
		});
		this.events.emit('status', id, status, dueAt);
	}

	/** Every status a job went through, oldest first; `at` in milliseconds since 1970. */
	history(id: number): { status: JobStatus; at: number }[] {
		const sql = 'SELECT status, at FROM jobHistory WHERE jobId = ? ORDER BY rowid';
		return this.database.all(sql, id);
	}

	/** The status that a job had before the one it has. */
	statusBefore(id: number): JobStatus | undefined {
		return this.history(id).at(-2)?.status;
	}

	/** Notes that search has something new to learn about a job. */
	changed(id: number): void {
		this.events.emit('changed', id);
	}

	/** The jobs in a status that they leave by themselves; `dueAt` is null for what a manual run put there. */
	passing(): { id: number; dueAt: number | null }[] {
		const sql = `SELECT id, dueAt FROM jobs WHERE status IN (SELECT value FROM json_each(?))
			ORDER BY dueAt`;
		return this.database.all(sql, JSON.stringify(passingStatuses(this.settings.readings)));
	}
}
