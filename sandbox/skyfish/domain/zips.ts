/** Zip files of folders: jobs that are pending for a while, then done, and kept for the next client. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { SqliteFile } from '../../server/disk/sqliteFile.ts';
import { writeZip } from '../../server/disk/zip.ts';
import { Schedule } from '../../work/schedule.ts';
import { UnderWay } from '../../work/underWay.ts';
import type { Clock } from './clock.ts';
import { fingerprint, folderContents } from './folderContents.ts';
import type { Stores } from './folderContents.ts';

interface ZipSettings {
	dataFolder: string;
	manual: boolean;
	/** How long a zip takes, in milliseconds. */
	zipMs: number;
	signedUrlLifetimeMs: number;
	/** true: a zip that is still right comes back at once. */
	cachedZips: boolean;
}

export interface ZipJobRow {
	id: string;
	folderId: number;
	/** What the zip holds, as a fingerprint. */
	contents: string;
	/** When it will be done; null when it waits for finish(). */
	dueAt: number | null;
	/** Until when its URL holds; null while it is pending. */
	validUntil: number | null;
	/** 1 once somebody was told that it is done. */
	wasHandedOut: number;
	failure: string | null;
}

/** Bytes from which on a zip comes in the ZIP64 format. */
const zip64From = 2_000_000_000;

export class Zips {
	private readonly settings: ZipSettings;
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly stores: Stores;
	private readonly folder: string;
	private readonly schedule: Schedule<string>;
	private readonly running = new UnderWay<string, void>();
	private readonly inTurn = pLimit(2);

	constructor(settings: ZipSettings, database: SqliteFile, clock: Clock, stores: Stores) {
		this.settings = settings;
		this.database = database;
		this.clock = clock;
		this.stores = stores;
		this.folder = join(settings.dataFolder, 'zips');
		mkdirSync(this.folder, { recursive: true });
		this.schedule = new Schedule(clock.machine, (due) => {
			for (const { key } of due) void this.finish(key);
		});
	}

	/** Goes on with what an earlier run left unfinished, unless zips wait for finish(). */
	start(): void {
		const known = this.database.all<{ id: string }>('SELECT id FROM zipJobs');
		const kept = new Set(known.map(({ id }) => `${id}.zip`));
		for (const name of readdirSync(this.folder)) if (!kept.has(name)) this.delete(name);
		if (this.settings.manual) return;
		const later = this.clock.machine() + this.settings.zipMs;
		for (const { id, dueAt } of this.pending()) this.schedule.add(id, dueAt ?? later);
		this.schedule.start();
	}

	/** Resolves when nothing is under way. */
	async stop(): Promise<void> {
		this.schedule.stop();
		await this.running.settled();
	}

	/** The job for a folder's zip as it is now: the one under way, a finished one that is still right, or a new one. */
	request(folderId: number): ZipJobRow {
		const contents = fingerprint(folderContents(this.stores, folderId));
		const earlier = this.database.get<ZipJobRow>(
			`SELECT * FROM zipJobs WHERE folderId = ? AND contents = ? AND failure IS NULL
				ORDER BY rowid DESC`,
			folderId,
			contents,
		);
		if (earlier && (earlier.validUntil === null || this.mayBeHandedOut(earlier))) {
			if (earlier.validUntil !== null && earlier.validUntil <= this.clock.now()) {
				const validUntil = this.clock.now() + this.settings.signedUrlLifetimeMs;
				this.database.update('zipJobs', earlier.id, { validUntil });
			}
			return this.find(earlier.id)!;
		}
		if (earlier) this.forget(earlier.id);
		const dueAt = this.settings.manual ? null : this.clock.machine() + this.settings.zipMs;
		const id = randomUUID();
		this.database.insert('zipJobs', { id, folderId, contents, dueAt });
		if (dueAt !== null) this.schedule.add(id, dueAt);
		return this.find(id)!;
	}

	find(id: string): ZipJobRow | undefined {
		return this.database.get<ZipJobRow>('SELECT * FROM zipJobs WHERE id = ?', id);
	}

	/** Notes that somebody was told that the zip is done. */
	handOut(id: string): void {
		this.database.update('zipJobs', id, { wasHandedOut: 1 });
	}

	/** Where the zip lies once it is made. */
	path(id: string): string {
		return join(this.folder, `${id}.zip`);
	}

	/** Makes every zip that was asked for. */
	async finishAll(): Promise<void> {
		await Promise.all(this.pending().map(async ({ id }) => await this.finish(id)));
	}

	/** Makes one zip now, if it is not made yet. */
	async finish(id: string): Promise<void> {
		await this.running.do(id, () => this.inTurn(async () => await this.make(id)));
	}

	private pending(): { id: string; dueAt: number | null }[] {
		const sql = 'SELECT id, dueAt FROM zipJobs WHERE validUntil IS NULL AND failure IS NULL';
		return this.database.all(sql);
	}

	private mayBeHandedOut(job: ZipJobRow): boolean {
		// Who keeps posting must be told at least once that the zip is done.
		return this.settings.cachedZips || job.wasHandedOut === 0;
	}

	private forget(id: string): void {
		this.database.run('DELETE FROM zipJobs WHERE id = ?', id);
		this.delete(`${id}.zip`);
	}

	private delete(name: string): void {
		rmSync(join(this.folder, name), { force: true });
	}

	private async make(id: string): Promise<void> {
		const job = this.find(id);
		if (!job || job.validUntil !== null) return;
		try {
			const { entries, emptyFolders, size } = folderContents(this.stores, job.folderId);
			await writeZip(this.path(id), entries, { emptyFolders, zip64: size > zip64From });
			const validUntil = this.clock.now() + this.settings.signedUrlLifetimeMs;
			this.database.update('zipJobs', id, { validUntil });
		} catch (error) {
			this.database.update('zipJobs', id, { failure: (error as Error).message });
		}
	}
}
