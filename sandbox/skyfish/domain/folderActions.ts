/** What happens to the files when folders are deleted, emptied or thrown away. */
import type { SkyfishService } from './service.ts';

/** Deletes a folder and everything below it; files that are in no other folder are gone. */
export function deleteFolder(service: SkyfishService, id: number): void {
	const { database, folders, media } = service;
	database.transaction(() => {
		for (const folderId of folders.subtree(id).reverse()) {
			for (const { id: mediaId } of media.mediaIn(folderId)) media.removePointer(mediaId, folderId);
			folders.remove(folderId);
		}
	});
}

/** Deletes everything below a folder, but not the folder itself. */
export function purgeFolder(service: SkyfishService, id: number): void {
	const { database, folders, media } = service;
	database.transaction(() => {
		for (const child of folders.children(id)) deleteFolder(service, child.id);
		for (const { id: mediaId } of media.mediaIn(id)) media.removePointer(mediaId, id);
	});
}

/** Moves a folder into a trashcan; one that lies in a trashcan is deleted. */
export function moveFolderToTrash(service: SkyfishService, id: number, trashId: number): void {
	const { folders, index } = service;
	if (folders.isInTrash(id)) return deleteFolder(service, id);
	folders.update(id, { parent: trashId });
	index.folderChanged(id);
}
