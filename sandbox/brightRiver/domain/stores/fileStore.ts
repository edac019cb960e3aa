/** Files in the database: what clients uploaded, and what the editors made of it. */
import type { SQLInputValue } from 'node:sqlite';
import type { BlobFolder } from '../../../server/disk/blobFolder.ts';
import type { Database } from './database.ts';

/** One reason for a rejection, as the review documents write it. */
export interface RejectReason {
	positions: { xPercent: number; yPercent: number }[];
	reason: string;
}

/** What is wrong with one edited image. */
export interface ImageReject {
	imageId: number;
	customRejection: string;
	rejects: RejectReason[];
}

/** A file as stored. Dates are milliseconds since 1970, booleans are 1 and 0, lists are JSON. */
export interface FileRow {
	id: number;
	jobId: number;
	/** For an edited image: the file it was made from; null when it is an extra nobody asked for. */
	originalId: number | null;
	/** For a file of a rejected job: the file of the first job that was rejected. */
	rejectedFileId: number | null;
	isOriginal: number;
	fileName: string;
	blob: string;
	/** Bytes. */
	size: number;
	/** 32 lower-case hex digits. */
	md5: string;
	/** The image format sharp recognised, e.g. `jpeg`; null when it is not an image. */
	format: string | null;
	width: number | null;
	height: number | null;
	complexityId: number | null;
	description: string | null;
	remarkToProcessor: string | null;
	remarkFromProcessor: string | null;
	tags: string;
	createdDate: number;
	acceptedByUser: number | null;
	reviewDate: number | null;
	/** JSON of ImageReject[]; null until rejected. */
	reviews: string | null;
	previousReviews: string | null;
	rejectionReasons: string | null;
	timesRejected: number;
}

/** What a file must have from the start; the rest can be left out. */
export type NewFile = Partial<Omit<FileRow, 'id'>> &
	Pick<FileRow, 'jobId' | 'isOriginal' | 'fileName' | 'blob' | 'size' | 'md5' | 'createdDate'> &
	Pick<FileRow, 'format' | 'width' | 'height'>;

export class FileStore {
	private readonly database: Database;
	private readonly blobs: BlobFolder;

	constructor(database: Database, blobs: BlobFolder) {
		this.database = database;
		this.blobs = blobs;
	}

	insert(file: NewFile): number {
		return this.database.insert('files', file as unknown as Record<string, SQLInputValue>);
	}

	update(id: number, changes: Partial<Omit<FileRow, 'id'>>): void {
		this.database.update('files', id, changes as Record<string, SQLInputValue>);
	}

	find(id: number): FileRow | undefined {
		return this.database.get<FileRow>('SELECT * FROM files WHERE id = ?', id);
	}

	/** What the file list shows: uploaded files, and extras that match none of them; by id. */
	listed(jobId: number): FileRow[] {
		const sql = 'SELECT * FROM files WHERE jobId = ? AND originalId IS NULL ORDER BY id';
		return this.database.all<FileRow>(sql, jobId);
	}

	/** The uploaded files, by id. */
	originals(jobId: number): FileRow[] {
		return this.listed(jobId).filter((file) => file.isOriginal === 1);
	}

	/** The first uploaded file that is an image. */
	firstImage(jobId: number): FileRow | undefined {
		const sql = `SELECT * FROM files WHERE jobId = ? AND isOriginal = 1 AND format IS NOT NULL
			ORDER BY id LIMIT 1`;
		return this.database.get<FileRow>(sql, jobId);
	}

	/** The edited images made from a file, by id. */
	clippedOf(originalId: number): FileRow[] {
		const sql = 'SELECT * FROM files WHERE originalId = ? ORDER BY id';
		return this.database.all<FileRow>(sql, originalId);
	}

	/** Every edited image of a job, extras included, by id. */
	clipped(jobId: number): FileRow[] {
		const sql = 'SELECT * FROM files WHERE jobId = ? AND isOriginal = 0 ORDER BY id';
		return this.database.all<FileRow>(sql, jobId);
	}

	/** An uploaded file by its exact name, or else an extra. */
	findByName(jobId: number, fileName: string): FileRow | undefined {
		const sql = `SELECT * FROM files WHERE jobId = ? AND originalId IS NULL AND fileName = ?
			ORDER BY isOriginal DESC, id`;
		return this.database.get<FileRow>(sql, jobId, fileName);
	}

	remove(file: FileRow): void {
		this.database.run('DELETE FROM files WHERE id = ?', file.id);
		this.dropBlob(file.blob);
	}

	/** Deletes content from disk unless another file still shows it. */
	dropBlob(blob: string): void {
		const sql = 'SELECT count(*) AS uses FROM files WHERE blob = ?';
		if (this.database.get<{ uses: number }>(sql, blob)?.uses === 0) this.blobs.remove(blob);
	}

	/** Deletes all contents of a job from disk; the rows stay. */
	dropContents(jobId: number): void {
		const sql = `SELECT DISTINCT blob FROM files AS mine WHERE jobId = ?
			AND NOT EXISTS (SELECT 1 FROM files WHERE blob = mine.blob AND jobId <> mine.jobId)`;
		for (const { blob } of this.database.all<{ blob: string }>(sql, jobId)) this.blobs.remove(blob);
	}
}
