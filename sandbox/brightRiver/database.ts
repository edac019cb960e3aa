/** The SQLite file that holds everything the service knows, except the contents of files. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

const version = 1;

const schema = `
CREATE TABLE accounts (
	id INTEGER PRIMARY KEY,
	storageSession TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL UNIQUE,
	accountId INTEGER NOT NULL,
	parentJobId INTEGER,
	status TEXT NOT NULL,
	dueAt INTEGER,
	name TEXT NOT NULL,
	description TEXT,
	invoiceReference TEXT,
	tags TEXT NOT NULL DEFAULT '[]',
	isTest INTEGER NOT NULL DEFAULT 0,
	deadlineId INTEGER,
	specificationKey INTEGER,
	isDeleted INTEGER NOT NULL DEFAULT 0,
	operatorRemarks TEXT,
	realCost REAL NOT NULL DEFAULT 0,
	createdDate INTEGER NOT NULL,
	sentDate INTEGER,
	acceptedDate INTEGER,
	orderedDate INTEGER,
	paidDate INTEGER,
	deliveredDate INTEGER,
	reviewedDate INTEGER,
	productionDate INTEGER,
	cancelledDate INTEGER
) STRICT;
CREATE INDEX jobsDue ON jobs (dueAt) WHERE dueAt IS NOT NULL;
CREATE INDEX jobsOfParent ON jobs (parentJobId) WHERE parentJobId IS NOT NULL;

CREATE TABLE jobHistory (jobId INTEGER NOT NULL, status TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX historyOfJob ON jobHistory (jobId);

CREATE TABLE files (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	jobId INTEGER NOT NULL,
	originalId INTEGER,
	rejectedFileId INTEGER,
	isOriginal INTEGER NOT NULL,
	fileName TEXT NOT NULL,
	blob TEXT NOT NULL,
	size INTEGER NOT NULL,
	md5 TEXT NOT NULL,
	format TEXT,
	width INTEGER,
	height INTEGER,
	complexityId INTEGER,
	description TEXT,
	remarkToProcessor TEXT,
	remarkFromProcessor TEXT,
	tags TEXT NOT NULL DEFAULT '[]',
	createdDate INTEGER NOT NULL,
	acceptedByUser INTEGER,
	reviewDate INTEGER,
	reviews TEXT,
	previousReviews TEXT,
	rejectionReasons TEXT,
	timesRejected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX filesOfJob ON files (jobId);
CREATE INDEX filesOfBlob ON files (blob);

CREATE TABLE searchQueue (jobId INTEGER PRIMARY KEY, changedAt INTEGER NOT NULL) STRICT;
CREATE TABLE searchIndex (
	jobId INTEGER PRIMARY KEY,
	shownId INTEGER NOT NULL,
	accountId INTEGER NOT NULL,
	guid TEXT NOT NULL,
	status TEXT NOT NULL,
	name TEXT NOT NULL,
	description TEXT NOT NULL,
	acceptedDate INTEGER,
	createdDate INTEGER NOT NULL,
	deliveredDate INTEGER,
	orderedDate INTEGER,
	reviewedDate INTEGER,
	realCost REAL NOT NULL,
	fileCount INTEGER NOT NULL,
	nameText TEXT NOT NULL,
	descriptionText TEXT NOT NULL,
	invoiceReferenceText TEXT NOT NULL,
	fileNameText TEXT NOT NULL,
	tagsText TEXT NOT NULL
) STRICT;
CREATE INDEX newestFirst ON searchIndex (accountId, createdDate DESC, jobId DESC);

INSERT INTO sqlite_sequence (name, seq) VALUES ('jobs', 353412), ('files', 217666);
`;

/** Prepared statements by their text, and transactions. */
export class Database {
	private readonly connection: DatabaseSync;
	private readonly statements = new Map<string, StatementSync>();

	/** Opens `bright-river.sqlite` in the folder, or makes it; no one else can use it meanwhile. */
	constructor(folder: string) {
		this.connection = new DatabaseSync(join(folder, 'bright-river.sqlite'));
		try {
			this.connection.exec(
				'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
			);
			const found = this.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
			if (found > version) throw new Error('The data was written by a newer sandbox');
			if (found === 0) {
				this.transaction(() => {
					this.connection.exec(schema);
					this.connection.exec(`PRAGMA user_version = ${version}`);
				});
			}
		} catch (error) {
			this.close();
			throw error;
		}
	}

	/** The first row, or undefined. */
	get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
		return this.prepare(sql).get(...values) as Row | undefined;
	}

	all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.prepare(sql).all(...values) as Row[];
	}

	/** Runs a change; answers the id of the row an INSERT made. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.prepare(sql).run(...values).lastInsertRowid);
	}

	/** Inserts a row given as an object: its keys are the columns. Answers its id. */
	insert(table: string, row: Record<string, SQLInputValue>): number {
		const columns = Object.keys(row);
		const marks = columns.map(() => '?').join(', ');
		const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`;
		return this.run(sql, ...Object.values(row));
	}

	/** Changes one row's columns. */
	update(table: string, id: number, changes: Record<string, SQLInputValue>): void {
		const columns = Object.keys(changes);
		if (columns.length === 0) return;
		const assignments = columns.map((column) => `${column} = ?`).join(', ');
		this.run(`UPDATE ${table} SET ${assignments} WHERE id = ?`, ...Object.values(changes), id);
	}

	/** Everything `work` changes happens, or nothing does; a transaction inside another one joins it. */
	transaction<T>(work: () => T): T {
		if (this.connection.isTransaction) return work();
		this.connection.exec('BEGIN IMMEDIATE');
		try {
			const result = work();
			this.connection.exec('COMMIT');
			return result;
		} catch (error) {
			this.connection.exec('ROLLBACK');
			throw error;
		}
	}

	close(): void {
		this.statements.clear();
		this.connection.close();
	}

	private prepare(sql: string): StatementSync {
		let statement = this.statements.get(sql);
		if (!statement) {
			statement = this.connection.prepare(sql);
			this.statements.set(sql, statement);
		}
		return statement;
	}
}
