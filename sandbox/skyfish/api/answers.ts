/** Turns what is stored into the document's answers, field by field. */
import type { Readings } from '../../readings/readings.ts';
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

/** Guess: where a folder says its cover photo beside the list, in which public clients saw it. */
export function withCover(folder: FolderRow) {
	return { ...folderAnswer(folder), cover_photo_id: folder.coverPhotoId };
}

/** One element of GET /folder; that it has a cover photo was seen in public clients. */
export function folderWithPermissions({ folder, groups }: FolderAccess) {
	const flags = JSON.parse(folder.flags) as Flag[];
	const permissions = { groups: [...groups, ...flags] };
	return { ...withCover(folder), permissions };
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
export function mediaAnswer(media: MediaRow, readings: Readings) {
	return {
		id: String(media.id),
		created: apiDateTime(media.createdDate),
		type: media.mediaType === 'image' ? 'stock' : media.mediaType,
		filename: media.fileName,
		file_md5: media.md5,
		uploaded_by: media.uploadedBy,
		metadata: metadataAnswer(media, readings),
	};
}

/** The answer of GET /media/:id/metadata: who made it and whose it is are IPTC data. */
export function metadataAnswer(media: MediaRow, readings: Readings) {
	const metadata = JSON.parse(media.metadata) as Metadata;
	const iptc = {
		...metadata.iptc,
		...(media.byline !== '' && { 'By-line': media.byline }),
		...(media.copyright !== '' && { CopyrightNotice: media.copyright }),
	};
	if (readings.is('iptc', 'objects')) return { ...metadata, iptc };
	const hasKeywords = Object.values(metadata.keywords).some((words) => words.length > 0);
	return {
		...metadata,
		iptc: Object.keys(iptc).length > 0 ? iptc : null,
		keywords: hasKeywords ? metadata.keywords : null,
	};
}

/** A list that no example shows: bare, or as the property of an object. Guess: the property's name. */
export function unseenList(name: string, list: unknown[], readings: Readings) {
	return readings.is('lists', 'bare') ? list : { [name]: list };
}

/** A clique. */
export function cliqueAnswer({ id, name, companyId, thumbnailId }: CliqueRow) {
	return { id, name, skyfish_id: companyId, thumbnail_id: thumbnailId };
}

/** A folder's membership in a clique. */
export function cliqueFolderAnswer({ cliqueId, folderId, access, upload }: CliqueFolderRow) {
	return { clique_id: cliqueId, folder_id: folderId, access, upload: upload === 1 };
}
