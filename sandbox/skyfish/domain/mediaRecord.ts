/** A media item as tests and demos look at it: everything that is known, parsed. */
import type { SkyfishService } from './service.ts';
import type { MediaRow, Metadata } from './stores/mediaStore.ts';

type Parsed = 'metadata' | 'suggestedKeywords' | 'tags' | 'isColourbox';

export interface SkyfishMedia extends Omit<MediaRow, Parsed> {
	isColourbox: boolean;
	metadata: Metadata;
	suggestedKeywords: string[];
	/** What exiftool would say of the file. */
	tags: Record<string, unknown>;
	/** The folders it is in. */
	folderIds: number[];
	/** The downloads it was given the location for, oldest first. */
	downloads: { userId: number; size: string; info: string | null }[];
	/** How far its import is, in percent; null when it is done. */
	progress: number | null;
}

/** undefined when there is no such media item. */
export function describeMedia(service: SkyfishService, id: number): SkyfishMedia | undefined {
	const row = service.media.find(id);
	if (!row) return undefined;
	return {
		...row,
		isColourbox: row.isColourbox === 1,
		metadata: JSON.parse(row.metadata) as Metadata,
		suggestedKeywords: JSON.parse(row.suggestedKeywords) as string[],
		tags: JSON.parse(row.tags) as Record<string, unknown>,
		folderIds: service.media.foldersOf(id),
		downloads: service.media.downloadsOf(id),
		progress: service.imports.progress(row),
	};
}
