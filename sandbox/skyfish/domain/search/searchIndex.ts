/** The search index: a copy of what is known about the media, which lags behind. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { Clock } from '../clock.ts';
import type { FolderStore } from '../stores/folderStore.ts';
import type { MediaRow, MediaStore, Metadata } from '../stores/mediaStore.ts';
import { searchText } from './searchWords.ts';

interface IndexSettings {
	/** Milliseconds. */
	indexLagMs: number;
	/** true: takes in changes only at refresh(). */
	indexManual: boolean;
}

/** A media as search remembers it: what it can answer with, but for the URLs. */
export interface IndexedMedia {
	id: number;
	mediaType: string;
	fileName: string;
	mimeType: string;
	size: number;
	width: number | null;
	height: number | null;
	uploadedBy: number;
	created: number;
	cameraCreated: number | null;
	byline: string;
	copyright: string;
	keywords: Record<string, string[]>;
	title: Record<string, string>;
	description: Record<string, string>;
	folderTags: string[];
	suggestedKeywords: string[];
	geolocation: { latitude: number; longitude: number } | null;
}

export class SearchIndex {
	private readonly settings: IndexSettings;
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly media: MediaStore;
	private readonly folders: FolderStore;

	constructor(
		settings: IndexSettings,
		database: SqliteFile,
		clock: Clock,
		media: MediaStore,
		folders: FolderStore,
	) {
		this.settings = settings;
		this.database = database;
		this.clock = clock;
		this.media = media;
		this.folders = folders;
		media.events.on('changed', (id) => this.queue(id));
	}

	/** Takes in everything that changed, however recently. */
	refresh(): void {
		this.takeInUntil(Number.MAX_SAFE_INTEGER);
	}

	/** Takes in what is due by now; every search begins with it. */
	catchUp(): void {
		const { indexManual, indexLagMs } = this.settings;
		if (!indexManual) this.takeInUntil(this.clock.machine() - indexLagMs);
	}

	/** A folder's tags or place changed: so did what its files inherit. */
	folderChanged(folderId: number): void {
		for (const id of this.folders.subtree(folderId)) {
			for (const media of this.media.mediaIn(id)) this.queue(media.id);
		}
	}

	private queue(mediaId: number): void {
		// The first change not yet taken in sets the time: endless changes must not keep it out.
		const sql = 'INSERT OR IGNORE INTO searchQueue (mediaId, changedAt) VALUES (?, ?)';
		this.database.run(sql, mediaId, this.clock.machine());
	}

	private takeInUntil(until: number): void {
		const sql = 'SELECT * FROM searchQueue WHERE changedAt <= ? ORDER BY changedAt, mediaId';
		const changed = this.database.all<{ mediaId: number; changedAt: number }>(sql, until);
		if (changed.length === 0) return;
		this.database.transaction(() => {
			for (const { mediaId, changedAt } of changed) {
				const known = this.database.get<{ version: number; lastModified: number }>(
					'SELECT version, lastModified FROM searchIndex WHERE mediaId = ?',
					mediaId,
				);
				for (const table of ['searchQueue', 'searchIndex', 'searchPointers']) {
					this.database.run(`DELETE FROM ${table} WHERE mediaId = ?`, mediaId);
				}
				const media = this.media.find(mediaId);
				if (!media || media.importStart !== null) continue;
				const { indexManual, indexLagMs } = this.settings;
				const indexedAt = indexManual ? this.clock.machine() : changedAt + indexLagMs;
				const lastModified =
					known?.version === media.version ? known.lastModified : indexedAt + this.clock.offset;
				this.takeIn(media, lastModified);
			}
		});
	}

	private takeIn(media: MediaRow, lastModified: number): void {
		const document = this.documentOf(media);
		const words = (language: string) =>
			searchText([
				document.title[language] ?? '',
				...(document.keywords[language] ?? []),
				document.description[language] ?? '',
				...[media.copyright, String(media.uploadedBy), media.fileName],
			]);
		this.database.insert('searchIndex', {
			mediaId: media.id,
			companyId: media.companyId,
			isColourbox: media.isColourbox,
			version: media.version,
			mediaType: media.mediaType,
			width: media.width,
			height: media.height,
			created: media.createdDate,
			cameraCreated: document.cameraCreated,
			lastModified,
			expirationDate: media.expirationDate,
			latitude: document.geolocation?.latitude ?? null,
			longitude: document.geolocation?.longitude ?? null,
			wordsEn: words('en'),
			wordsDa: words('da'),
			wordsDe: words('de'),
			document: JSON.stringify(document),
		});
		for (const folderId of this.media.foldersOf(media.id)) {
			this.database.insert('searchPointers', { mediaId: media.id, folderId });
		}
	}

	private documentOf(media: MediaRow): IndexedMedia {
		const metadata = JSON.parse(media.metadata) as Metadata;
		const { geolocation, camera_created: taken } = metadata;
		const folders = this.media.foldersOf(media.id);
		const [latitude, longitude] = [geolocation?.latitude, geolocation?.longitude].map(Number);
		return {
			id: media.id,
			mediaType: media.mediaType,
			fileName: media.fileName,
			mimeType: media.mimeType,
			size: media.size,
			width: media.width,
			height: media.height,
			uploadedBy: media.uploadedBy,
			created: media.createdDate,
			cameraCreated: taken === null ? null : taken * 1000,
			byline: media.byline,
			copyright: media.copyright,
			keywords: metadata.keywords,
			title: metadata.title,
			description: metadata.description,
			folderTags: [...new Set(folders.flatMap((id) => this.folders.inheritedTags(id)))],
			suggestedKeywords: JSON.parse(media.suggestedKeywords) as string[],
			geolocation: Number.isFinite(latitude + longitude) ? { latitude, longitude } : null,
		};
	}
}
