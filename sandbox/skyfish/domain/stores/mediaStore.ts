/** Media: files with what is known about them, and the folders' pointers to them. */
import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import type { SQLInputValue } from 'node:sqlite';
import type { BlobFolder } from '../../../server/disk/blobFolder.ts';
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { Clock } from '../clock.ts';
import { smallerSizes } from '../pictures.ts';

/** A text per language; only `en` is searched. */
export type Translated = Record<string, string>;

export interface Geolocation {
	source: string;
	longitude: string;
	latitude: string;
}

/** The part of a media item that its users can change as a whole. */
export interface Metadata {
	editorial: boolean;
	adult_content: boolean;
	keywords: Record<string, string[]>;
	title: Translated;
	description: Translated;
	iptc: Record<string, unknown>;
	geolocation: Geolocation | null;
	/** UNIX time in seconds. */
	camera_created: number | null;
}

export type MediaType = 'image' | 'vector' | 'video' | 'generic';

/** A media item as stored. Dates are milliseconds since 1970, booleans are 1 and 0. */
export interface MediaRow {
	id: number;
	companyId: number;
	uploadedBy: number;
	/** 1 for something bought at Colourbox: readable by the whole company, changed by nobody. */
	isColourbox: number;
	fileName: string;
	blob: string;
	/** Bytes. */
	size: number;
	/** 32 lower-case hex digits. */
	md5: string;
	mediaType: MediaType;
	mimeType: string;
	/** Pixels, as the image is looked at; null when it is not an image. */
	width: number | null;
	height: number | null;
	/** JSON of Metadata. */
	metadata: string;
	byline: string;
	copyright: string;
	/** JSON of string[]: what object recognition saw. */
	suggestedKeywords: string;
	/** JSON of what exiftool would say. */
	tags: string;
	/** yyyy-mm-dd. */
	expirationDate: string | null;
	/** 1 after the upload, one more with every change. */
	version: number;
	createdDate: number;
	/** By the machine's clock; null when the import is done. */
	importStart: number | null;
	/** When the import will be done; null when it waits for finish(). */
	importDue: number | null;
	/** Percent, where somebody said so. */
	importProgress: number | null;
	/** When a stream of the video was asked for, by the server's clock; null when none was. */
	streamAskedFor: number | null;
}

export type NewMedia = Partial<Omit<MediaRow, 'id' | 'metadata'>> &
	Pick<MediaRow, 'companyId' | 'uploadedBy' | 'fileName' | 'blob' | 'size' | 'md5'>;

/** The changeable part of a media item about which nothing is known. */
export function emptyMetadata(): Metadata {
	return {
		editorial: false,
		adult_content: false,
		keywords: { en: [] },
		title: { en: '', da: '', de: '' },
		description: { en: '', da: '', de: '' },
		iptc: {},
		geolocation: null,
		camera_created: null,
	};
}

export class MediaStore {
	/** `changed` (id) whenever a search could find a media item differently. */
	readonly events = new EventEmitter<{ changed: [id: number] }>();
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly blobs: BlobFolder;

	constructor(database: SqliteFile, clock: Clock, blobs: BlobFolder) {
		this.database = database;
		this.clock = clock;
		this.blobs = blobs;
	}

	create(media: NewMedia): number {
		const metadata = JSON.stringify(emptyMetadata());
		return this.database.insert('media', {
			createdDate: this.clock.now(),
			metadata,
			...(media as Record<string, SQLInputValue>),
		});
	}

	find(id: number): MediaRow | undefined {
		return this.database.get<MediaRow>('SELECT * FROM media WHERE id = ?', id);
	}

	/** Changes what the service itself knows; the version stays. */
	record(id: number, changes: Partial<Omit<MediaRow, 'id'>>): void {
		this.database.update('media', id, changes as Record<string, SQLInputValue>);
		this.events.emit('changed', id);
	}

	/** Changes what users can change; the version goes up. */
	modify(id: number, changes: Partial<Omit<MediaRow, 'id'>>): void {
		this.database.run('UPDATE media SET version = version + 1 WHERE id = ?', id);
		this.record(id, changes);
	}

	/** Changes part of the metadata; the version goes up. */
	modifyMetadata(id: number, change: (metadata: Metadata) => Metadata): void {
		const media = this.find(id);
		if (!media) return;
		const metadata = change(JSON.parse(media.metadata) as Metadata);
		this.modify(id, { metadata: JSON.stringify(metadata) });
	}

	/** The folders a media item is in, by id. */
	foldersOf(mediaId: number): number[] {
		const sql = 'SELECT folderId FROM pointers WHERE mediaId = ? ORDER BY folderId';
		return this.database.all<{ folderId: number }>(sql, mediaId).map(({ folderId }) => folderId);
	}

	/** The media in a folder, by id. */
	mediaIn(folderId: number): MediaRow[] {
		const sql = `SELECT media.* FROM media JOIN pointers ON mediaId = id
			WHERE folderId = ? ORDER BY id`;
		return this.database.all<MediaRow>(sql, folderId);
	}

	/** How many media each folder has; one without any is missing. */
	countByFolder(): Map<number, number> {
		const sql = 'SELECT folderId, count(*) AS count FROM pointers GROUP BY folderId';
		const rows = this.database.all<{ folderId: number; count: number }>(sql);
		return new Map(rows.map(({ folderId, count }) => [folderId, count]));
	}

	/** A company's media that are in no folder, by id: its downloads from Colourbox. */
	unfiled(companyId: number): MediaRow[] {
		const sql = `SELECT * FROM media WHERE companyId = ?
			AND id NOT IN (SELECT mediaId FROM pointers) ORDER BY id`;
		return this.database.all<MediaRow>(sql, companyId);
	}

	/** Every media, by id. */
	list(): MediaRow[] {
		return this.database.all<MediaRow>('SELECT * FROM media ORDER BY id');
	}

	/** Puts a media item into one more folder; if it is there already, nothing changes. */
	addPointer(mediaId: number, folderId: number): void {
		const sql = 'INSERT OR IGNORE INTO pointers (mediaId, folderId) VALUES (?, ?)';
		if (this.database.run(sql, mediaId, folderId) > 0) this.events.emit('changed', mediaId);
	}

	/** Takes a media item out of a folder; taken out of the last one, it is deleted. */
	removePointer(mediaId: number, folderId: number): void {
		const sql = 'DELETE FROM pointers WHERE mediaId = ? AND folderId = ?';
		if (this.database.run(sql, mediaId, folderId) > 0) this.events.emit('changed', mediaId);
		if (this.foldersOf(mediaId).length === 0) this.remove(mediaId);
	}

	/** A download somebody was given the location of. */
	noteDownload(mediaId: number, userId: number, size: string, info: string | null): void {
		this.database.insert('downloads', { mediaId, userId, size, info, at: this.clock.now() });
	}

	downloadsOf(mediaId: number): { userId: number; size: string; info: string | null }[] {
		const sql = 'SELECT userId, size, info FROM downloads WHERE mediaId = ? ORDER BY rowid';
		return this.database.all<{ userId: number; size: string; info: string | null }>(sql, mediaId);
	}

	/** Bytes uploaded by a user, in any company, or by all users of a company. */
	diskUsage(of: { userId: number } | { companyId: number }): Map<number, number> {
		const [column, value] =
			'userId' in of ? ['uploadedBy', of.userId] : ['companyId', of.companyId];
		const sql = `SELECT companyId, sum(size) AS used FROM media
			WHERE ${column} = ? AND isColourbox = 0 GROUP BY companyId ORDER BY companyId`;
		const rows = this.database.all<{ companyId: number; used: number }>(sql, value);
		return new Map(rows.map(({ companyId, used }) => [companyId, used]));
	}

	private remove(id: number): void {
		const media = this.find(id);
		if (!media) return;
		this.database.run('DELETE FROM media WHERE id = ?', id);
		this.blobs.remove(media.blob);
		for (const size of smallerSizes) {
			rmSync(this.blobs.path(`${media.blob}-${size}`), { force: true });
		}
		this.events.emit('changed', id);
	}
}
