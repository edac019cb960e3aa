/** What a folder's zip file holds: every file and every folder in it and below. */
import { createHash } from 'node:crypto';
import type { BlobFolder } from '../../server/disk/blobFolder.ts';
import type { ZipEntry } from '../../server/disk/zip.ts';
import type { FolderStore } from './stores/folderStore.ts';
import type { MediaStore } from './stores/mediaStore.ts';

export interface FolderContents {
	entries: ZipEntry[];
	/** Each with the folders around it, outermost first. */
	emptyFolders: string[][];
	/** Bytes. */
	size: number;
}

export interface Stores {
	folders: FolderStore;
	media: MediaStore;
	blobs: BlobFolder;
}

/** @param around the folders around it in the zip, outermost first */
export function folderContents(
	stores: Stores,
	folderId: number,
	around: string[] = [],
): FolderContents {
	const media = stores.media.mediaIn(folderId);
	const children = stores.folders.children(folderId);
	const entries = media.map(({ fileName, blob, createdDate }) => ({
		name: fileName,
		folders: around,
		path: stores.blobs.path(blob),
		modified: createdDate,
	}));
	const isEmpty = around.length > 0 && entries.length + children.length === 0;
	const below = children.map((child) => folderContents(stores, child.id, [...around, child.name]));
	return {
		entries: [...entries, ...below.flatMap((child) => child.entries)],
		emptyFolders: [...(isEmpty ? [around] : []), ...below.flatMap((child) => child.emptyFolders)],
		size: [...media, ...below].reduce((sum, { size }) => sum + size, 0),
	};
}

/** The same for the same contents. */
export function fingerprint({ entries, emptyFolders }: FolderContents): string {
	const facts = entries.map(({ name, folders, path }) => [folders, name, path]);
	return createHash('md5')
		.update(JSON.stringify([facts, emptyFolders]))
		.digest('hex');
}
