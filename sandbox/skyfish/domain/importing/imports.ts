/** The import service: after an upload it reads a file's metadata and makes its thumbnails. */
import pLimit from 'p-limit';
import type { BlobFolder } from '../../../server/disk/blobFolder.ts';
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import { Schedule } from '../../../work/schedule.ts';
import { UnderWay } from '../../../work/underWay.ts';
import type { Clock } from '../clock.ts';
import { describePicture, readPicture, smallerPicture } from '../pictures.ts';
import type { PictureFacts } from '../pictures.ts';
import type { MediaRow, MediaStore } from '../stores/mediaStore.ts';
import { extractMetadata } from './extractMetadata.ts';
import { readFileTags } from './fileTags.ts';
import { fileTypeOf } from './fileTypes.ts';

interface ImportSettings {
	manual: boolean;
	/** How long an import takes, in milliseconds. */
	importMs: number;
}

export class Imports {
	private readonly settings: ImportSettings;
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly media: MediaStore;
	private readonly blobs: BlobFolder;
	private readonly schedule: Schedule<number>;
	private readonly running = new UnderWay<number, void>();
	private readonly inTurn = pLimit(4);
	private stopping = false;

	constructor(
		settings: ImportSettings,
		database: SqliteFile,
		clock: Clock,
		media: MediaStore,
		blobs: BlobFolder,
	) {
		this.settings = settings;
		this.database = database;
		this.clock = clock;
		this.media = media;
		this.blobs = blobs;
		this.schedule = new Schedule(clock.machine, (due) => {
			for (const { key } of due) void this.finish(key).catch(() => undefined);
		});
	}

	/** Goes on with what an earlier run left unfinished, unless imports wait for finish(). */
	start(): void {
		if (this.settings.manual) return;
		const later = this.clock.machine() + this.settings.importMs;
		for (const { id, importDue } of this.unfinished()) {
			if (importDue === null) this.database.update('media', id, { importDue: later });
			this.schedule.add(id, importDue ?? later);
		}
		this.schedule.start();
	}

	/** Resolves when nothing is under way. */
	async stop(): Promise<void> {
		this.stopping = true;
		this.schedule.stop();
		await this.running.settled();
	}

	/** Begins the import of a media item that was just uploaded. */
	begin(id: number): void {
		const importStart = this.clock.machine();
		const importDue = this.settings.manual ? null : importStart + this.settings.importMs;
		this.media.record(id, { importStart, importDue });
		if (importDue !== null) this.schedule.add(id, importDue);
	}

	/** How far the import is, in percent; null when it is done. */
	progress({ importStart, importDue, importProgress }: MediaRow): number | null {
		if (importStart === null) return null;
		if (importProgress !== null || importDue === null) return importProgress ?? 0;
		const share = (this.clock.machine() - importStart) / Math.max(1, importDue - importStart);
		return Math.min(99, Math.max(0, Math.floor(share * 100)));
	}

	/** Finishes every import under way. */
	async finishAll(): Promise<void> {
		await Promise.all(this.unfinished().map(async ({ id }) => await this.finish(id)));
	}

	/** Finishes one import now. */
	async finish(id: number): Promise<void> {
		await this.running.do(id, () => this.inTurn(async () => await this.import(id)));
	}

	private unfinished(): { id: number; importDue: number | null }[] {
		const sql = 'SELECT id, importDue FROM media WHERE importStart IS NOT NULL ORDER BY id';
		return this.database.all(sql);
	}

	private async import(id: number): Promise<void> {
		const media = this.media.find(id);
		if (!media || media.importStart === null || this.stopping) return;
		const path = this.blobs.path(media.blob);
		const picture = await readPicture(path);
		const type = fileTypeOf(media.fileName, picture);
		const tags = await readFileTags({ ...media, ...type, path, picture });
		const { metadata, copyright, byline } = extractMetadata(tags);
		const suggested = picture ? await lookAt(path, picture) : [];
		// It may have been deleted while it was looked at.
		if (!this.media.find(id)) return;
		this.media.record(id, {
			...type,
			width: picture?.width ?? null,
			height: picture?.height ?? null,
			metadata: JSON.stringify(metadata),
			...{ copyright, byline },
			suggestedKeywords: JSON.stringify(suggested),
			tags: JSON.stringify(tags),
			...{ importStart: null, importDue: null, importProgress: null },
		});
	}
}

/** Makes the first thumbnail and returns what can be seen; nothing when the image is damaged. */
async function lookAt(path: string, { width, height }: PictureFacts): Promise<string[]> {
	const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait';
	try {
		return [...(await describePicture(await smallerPicture(path, '320px'))), shape];
	} catch {
		return [];
	}
}
