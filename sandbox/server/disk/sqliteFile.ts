/** One SQLite file: prepared statements by their text, transactions, and a schema with a version. */
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

export interface SqliteLayout {
	/** The statements that make an empty file usable. */
	schema: string;
	/** Incremented with every change of the schema. */
	version: number;
}

export class SqliteFile {
	private readonly connection: DatabaseSync;
	private readonly statements = new Map<string, StatementSync>();

	/** Opens or creates the file; nobody else can use it meanwhile. */
	constructor(path: string, { schema, version }: SqliteLayout) {
		this.connection = new DatabaseSync(path);
		try {
			this.connection.exec(
				'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
			);
			const found = this.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
			if (found > version) throw new Error('The data was written by a newer sandbox');
			if (found !== 0 && found < version) {
				throw new Error(
					'The data was written by an older sandbox; remove the folder to begin anew',
				);
			}
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

	/** Runs a change; returns how many rows it changed. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.prepare(sql).run(...values).changes);
	}

	/** Inserts a row given as an object: its keys are the columns. Returns its id. */
	insert(table: string, row: Record<string, SQLInputValue>): number {
		const columns = Object.keys(row);
		const marks = columns.map(() => '?').join(', ');
		const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`;
		return Number(this.prepare(sql).run(...Object.values(row)).lastInsertRowid);
	}

	/** Changes one row's columns. */
	update(table: string, id: number | string, changes: Record<string, SQLInputValue>): void {
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
