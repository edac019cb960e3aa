/** The search index: a copy of what is known about the media, which lags behind. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import { IndexQueue } from '../../../work/indexQueue.ts';
import type { IndexSettings } from '../../../work/indexQueue.ts';
import { KnownLists } from '../../../work/knownLists.ts';
import type { Clock } from '../clock.ts';
import type { FolderStore } from '../stores/folderStore.ts';
import type { MediaRow, MediaStore, Metadata } from '../stores/mediaStore.ts';
import { searchText } from './searchWords.ts';

/** A media item as search remembers it: everything it can answer with except the URLs. */
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
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly media: MediaStore;
	private readonly folders: FolderStore;
	private readonly queue: IndexQueue;
	/** Who reads page after page asks for the same list each time. */
	readonly lists = new KnownLists();

	constructor(
		settings: IndexSettings,
		database: SqliteFile,
		clock: Clock,
		media: MediaStore,
		folders: FolderStore,
	) {
		this.database = database;
		this.clock = clock;
		this.media = media;
		this.folders = folders;
		this.queue = new IndexQueue({
			...{ settings, database, idColumn: 'mediaId', clock: clock.machine },
			takeIn: (id, indexedAt) => this.takeIn(id, indexedAt),
		});
		media.events.on('changed', (id) => this.queue.add(id));
	}

	/** Takes in everything that changed, however recently. */
	refresh(): void {
		this.queue.refresh();
	}

	/** Takes in what is due by now; every search begins with it. */
	catchUp(): void {
		this.queue.catchUp();
	}

	/** A folder's tags or place changed: so did what its files inherit. */
	folderChanged(folderId: number): void {
		for (const id of this.folders.subtree(folderId)) {
			for (const media of this.media.mediaIn(id)) this.queue.add(media.id);
		}
	}

	/** Takes in what was uploaded long ago and never changed since. */
	takeInAsUploaded(ids: number[]): void {
		this.refresh();
		const sql = 'UPDATE searchIndex SET lastModified = created WHERE mediaId = ?';
		for (const id of ids) this.database.run(sql, id);
		this.lists.forget();
	}

	private takeIn(mediaId: number, indexedAt: number): void {
		this.lists.forget();
		const known = this.database.get<{ version: number; lastModified: number }>(
			'SELECT version, lastModified FROM searchIndex WHERE mediaId = ?',
			mediaId,
		);
		for (const table of ['searchIndex', 'searchPointers']) {
			this.database.run(`DELETE FROM ${table} WHERE mediaId = ?`, mediaId);
		}
		const media = this.media.find(mediaId);
		if (!media || media.importStart !== null) return;
		const isUnchanged = known?.version === media.version;
		this.insert(media, isUnchanged ? known.lastModified : indexedAt + this.clock.offset);
	}

	private insert(media: MediaRow, lastModified: number): void {
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
