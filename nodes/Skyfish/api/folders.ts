import type { Client } from '../../shared/client/client';

/** A folder as `GET /folder` gives it (document 003, 6.1.3). */
export interface Folder {
	id: number | string;
	name: string;
	parent: number | string | null;
	company_id?: number | string;
	permissions?: { groups?: string[] };
}

/** `GET /folder`, document 003, 6.1: all folders that the user may see. */
export async function getFolders(client: Client): Promise<Folder[]> {
	return (await client.list('GET /folder')) as unknown as Folder[];
}

/** A folder with the names of those above it: `Parent / Child`. */
export interface FolderInTree {
	id: number;
	path: string;
}

/**
 * The folders with their whole path, in the order of these. A folder whose parent one may not see begins
 * at its own name; folders that are each other's parents do not hang it up.
 */
export function folderTree(folders: Folder[]): FolderInTree[] {
	const byId = new Map(folders.map((folder) => [Number(folder.id), folder]));
	const pathOf = (folder: Folder): string => {
		const names: string[] = [];
		const passed = new Set<Folder>();
		let above: Folder | undefined = folder;
		while (above && !passed.has(above)) {
			passed.add(above);
			names.unshift(above.name);
			above = above.parent === null ? undefined : byId.get(Number(above.parent));
		}
		return names.join(' / ');
	};
	return folders
		.map((folder) => ({ id: Number(folder.id), path: pathOf(folder) }))
		.sort((one, other) => one.path.localeCompare(other.path));
}

/** The numbers of the folders that no other of these is above, without the trash. */
export function topFolders(folders: Folder[]): number[] {
	const ids = new Set(folders.map(({ id }) => Number(id)));
	return folders
		.filter(({ permissions }) => !permissions?.groups?.includes('TRASH'))
		.filter(({ parent }) => parent === null || !ids.has(Number(parent)))
		.map(({ id }) => Number(id));
}

/** The numbers of these folders and of all that are inside them. */
export function withFoldersInside(folders: Folder[], ids: number[]): Set<number> {
	const inside = new Set(ids);
	let before = 0;
	// A folder can stand before the one that it is in.
	while (inside.size > before) {
		before = inside.size;
		for (const { id, parent } of folders) {
			if (parent !== null && inside.has(Number(parent))) inside.add(Number(id));
		}
	}
	return inside;
}
