/** What a search index has yet to take in: ids of changed things, each after a lag. */
import type { SqliteFile } from '../server/disk/sqliteFile.ts';
import { Schedule } from './schedule.ts';

export interface IndexSettings {
	/** How far search lags behind, in milliseconds. */
	indexLagMs: number;
	/** true: changes are taken in only at refresh(). */
	indexManual: boolean;
}

interface IndexQueueOptions {
	settings: IndexSettings;
	/** Has a table `searchQueue`, which keeps the queue over a restart. */
	database: SqliteFile;
	/** The table's column for the id. */
	idColumn: string;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Takes in one thing as it is now; `indexedAt` is when it should have been taken in. */
	takeIn: (id: number, indexedAt: number) => void;
}

export class IndexQueue {
	private readonly options: IndexQueueOptions;
	private readonly schedule: Schedule<number>;

	/** Goes on with what an earlier run left in the table. */
	constructor(options: IndexQueueOptions) {
		const { database, idColumn, clock } = options;
		this.options = options;
		this.schedule = new Schedule(clock, (due) => {
			database.transaction(() => {
				for (const { key, at } of due) {
					database.run(`DELETE FROM searchQueue WHERE ${idColumn} = ?`, key);
					options.takeIn(key, at === Infinity ? clock() : at);
				}
			});
		});
		const sql = `SELECT ${idColumn} AS id, changedAt FROM searchQueue ORDER BY changedAt`;
		for (const { id, changedAt } of database.all<{ id: number; changedAt: number }>(sql)) {
			this.plan(id, changedAt);
		}
	}

	/** Something changed. */
	add(id: number): void {
		const { database, idColumn, clock } = this.options;
		const changedAt = clock();
		const sql = `INSERT OR IGNORE INTO searchQueue (${idColumn}, changedAt) VALUES (?, ?)`;
		database.run(sql, id, changedAt);
		// The first change not yet taken in sets the time: endless changes must not keep it out.
		if (!this.schedule.has(id)) this.plan(id, changedAt);
	}

	/** Takes in what is due by now; every search begins with it. */
	catchUp(): void {
		this.schedule.runDue();
	}

	/** Takes in everything that changed, however recently. */
	refresh(): void {
		this.schedule.runDue(Infinity);
	}

	private plan(id: number, changedAt: number): void {
		const { indexLagMs, indexManual } = this.options.settings;
		this.schedule.add(id, indexManual ? Infinity : changedAt + indexLagMs);
	}
}
