/** Turns what is stored into the document's answers, field by field. */
import { apiDateTime } from '../domain/clock.ts';
import type { FolderAccess } from '../domain/permissions.ts';
import type { CliqueFolderRow, CliqueRow } from '../domain/stores/cliqueStore.ts';
import type { FolderRow, Flag } from '../domain/stores/folderStore.ts';
import type { MediaRow, Metadata } from '../domain/stores/mediaStore.ts';

/** The answer of GET /folder/:id. */
export function folderAnswer(folder: FolderRow) {
	return {
		created: apiDateTime(folder.createdDate),
		company_id: folder.companyId,
		parent: folder.parent,
		name: folder.name,
		id: folder.id,
	};
}

/** One element of GET /folder. */
export function folderWithPermissions({ folder, groups }: FolderAccess) {
	const flags = JSON.parse(folder.flags) as Flag[];
	return { ...folderAnswer(folder), permissions: { groups: [...groups, ...flags] } };
}

/** One element of GET /user/:id/folders, where ids are texts. */
export function folderOfUser(access: FolderAccess) {
	const { id, name, parent, company_id, created, permissions } = folderWithPermissions(access);
	return {
		id: String(id),
		name,
		parent: parent === null ? null : String(parent),
		company_id: String(company_id),
		created,
		permissions,
	};
}

/** The answer of GET /media/:id. */
export function mediaAnswer(media: MediaRow) {
	return {
		id: String(media.id),
		created: apiDateTime(media.createdDate),
		type: media.mediaType === 'image' ? 'stock' : media.mediaType,
		filename: media.fileName,
		file_md5: media.md5,
		uploaded_by: media.uploadedBy,
		metadata: metadataAnswer(media),
	};
}

/** The answer of GET /media/:id/metadata. */
export function metadataAnswer(media: MediaRow) {
	const metadata = JSON.parse(media.metadata) as Metadata;
	return { ...metadata, byline: media.byline, copyright: media.copyright };
}

/** A clique. */
export function cliqueAnswer({ id, name, companyId, thumbnailId }: CliqueRow) {
	return { id, name, skyfish_id: companyId, thumbnail_id: thumbnailId };
}

/** A folder's membership in a clique. */
export function cliqueFolderAnswer({ cliqueId, folderId, access, upload }: CliqueFolderRow) {
	return { clique_id: cliqueId, folder_id: folderId, access, upload: upload === 1 };
}
