/** Who may do what: a user's groups in every folder, from what was granted and from cliques. */
import type { UserRow } from './stores/accounts.ts';
import type { CliqueStore } from './stores/cliqueStore.ts';
import type { FolderRow, FolderStore, Group } from './stores/folderStore.ts';

const all: Group[] = ['READ', 'WRITE', 'ADMIN'];

/** A folder with what a user may do in it. */
export interface FolderAccess {
	folder: FolderRow;
	groups: Group[];
	/** Whether it is a trashcan or lies in one. */
	isTrashed: boolean;
}

/** What holds in a folder and is handed down to the folders in it. */
interface Inherited {
	granted: Group[];
	byClique: Map<number, Group[]>;
	/** Whose trashcan this is part of. */
	trashOf: number | null;
}

export class Permissions {
	private readonly folders: FolderStore;
	private readonly cliques: CliqueStore;

	constructor(folders: FolderStore, cliques: CliqueStore) {
		this.folders = folders;
		this.cliques = cliques;
	}

	/** Every folder of the user's company, with the user's groups, by folder id. */
	of(user: UserRow): Map<number, FolderAccess> {
		const list = this.folders.list(user.companyId);
		const children = Map.groupBy(list, (folder) => folder.parent);
		const grants = this.folders.grantsOf(user.id);
		const entries = this.cliques.accessOf(user.id);
		const found = new Map<number, FolderAccess>();
		const visit = (folder: FolderRow, from: Inherited) => {
			const here: Inherited = {
				granted: grants.get(folder.id) ?? from.granted,
				byClique: new Map([...from.byClique, ...(entries.get(folder.id) ?? [])]),
				trashOf: folder.trashOf ?? from.trashOf,
			};
			const groups = groupsIn(here, user);
			found.set(folder.id, { folder, groups, isTrashed: here.trashOf !== null });
			for (const child of children.get(folder.id) ?? []) visit(child, here);
		};
		const nothing: Inherited = { granted: [], byClique: new Map(), trashOf: null };
		for (const root of children.get(null) ?? []) visit(root, nothing);
		return new Map(list.map(({ id }) => [id, found.get(id)!]));
	}

	/** The user's groups in one folder. */
	in(user: UserRow, folderId: number): Group[] {
		return this.of(user).get(folderId)?.groups ?? [];
	}
}

function groupsIn({ granted, byClique, trashOf }: Inherited, user: UserRow): Group[] {
	// A trashcan is its owner's alone, whatever held where its contents came from.
	if (trashOf !== null) return trashOf === user.id ? all : [];
	const groups = new Set([...granted, ...[...byClique.values()].flat()]);
	return all.filter((group) => groups.has(group));
}
