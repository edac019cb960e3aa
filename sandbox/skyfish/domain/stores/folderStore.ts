/** Folders: a tree per company, with trashcans, public folders and the tags that files inherit. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { Clock } from '../clock.ts';

/** What a user may do in a folder. None of them implies another. */
export type Group = 'READ' | 'WRITE' | 'ADMIN';
/** What a folder is. */
export type Flag = 'PERMANENT' | 'TRASH' | 'PUBLIC';

export interface FolderRow {
	id: number;
	companyId: number;
	parent: number | null;
	name: string;
	/** JSON of Flag[]. */
	flags: string;
	/** The user whose trashcan this is; null for every other folder. */
	trashOf: number | null;
	/** A media item's unique_media_id. */
	coverPhotoId: number | null;
	createdDate: number;
}

export interface NewFolder {
	companyId: number;
	name: string;
	parent?: number | null;
	flags?: Flag[];
	trashOf?: number;
}

export class FolderStore {
	private readonly database: SqliteFile;
	private readonly clock: Clock;

	constructor(database: SqliteFile, clock: Clock) {
		this.database = database;
		this.clock = clock;
	}

	create({ companyId, name, parent = null, flags = [], trashOf }: NewFolder): number {
		return this.database.insert('folders', {
			...{ companyId, name, parent },
			flags: JSON.stringify(flags),
			trashOf: trashOf ?? null,
			createdDate: this.clock.now(),
		});
	}

	createTrash(companyId: number, userId: number): number {
		const flags: Flag[] = ['PERMANENT', 'TRASH'];
		return this.create({ companyId, name: 'Trash', flags, trashOf: userId });
	}

	find(id: number): FolderRow | undefined {
		return this.database.get<FolderRow>('SELECT * FROM folders WHERE id = ?', id);
	}

	/** A company's folders, by id. */
	list(companyId: number): FolderRow[] {
		const sql = 'SELECT * FROM folders WHERE companyId = ? ORDER BY id';
		return this.database.all<FolderRow>(sql, companyId);
	}

	trashOf(userId: number): FolderRow | undefined {
		return this.database.get<FolderRow>('SELECT * FROM folders WHERE trashOf = ?', userId);
	}

	children(id: number): FolderRow[] {
		return this.database.all<FolderRow>('SELECT * FROM folders WHERE parent = ? ORDER BY id', id);
	}

	/** The folder itself and everything below it, parents before children. */
	subtree(id: number): number[] {
		const ids = [id];
		for (const one of ids) ids.push(...this.children(one).map((child) => child.id));
		return ids;
	}

	/** The folder itself and what it lies in, innermost first. */
	lineage(id: number): FolderRow[] {
		const lineage: FolderRow[] = [];
		for (let next: number | null = id; next !== null;) {
			const folder = this.find(next);
			if (!folder) break;
			lineage.push(folder);
			next = folder.parent;
		}
		return lineage;
	}

	/** Whether the folder is a trashcan or lies in one. */
	isInTrash(id: number): boolean {
		return this.lineage(id).some((folder) => folder.trashOf !== null);
	}

	update(id: number, changes: Partial<Pick<FolderRow, 'name' | 'parent' | 'coverPhotoId'>>): void {
		this.database.update('folders', id, changes);
	}

	/** Removes one folder with its tags and permissions; what lies in it must be gone before. */
	remove(id: number): void {
		for (const table of ['folderGrants', 'folderTags', 'cliqueFolders']) {
			this.database.run(`DELETE FROM ${table} WHERE folderId = ?`, id);
		}
		this.database.run('DELETE FROM folders WHERE id = ?', id);
	}

	/** What a user may do here and below, until a folder further down says otherwise. */
	grant(folderId: number, userId: number, groups: Group[]): void {
		const row = { folderId, userId, groups: JSON.stringify(groups) };
		this.database.run(
			'DELETE FROM folderGrants WHERE folderId = ? AND userId = ?',
			folderId,
			userId,
		);
		this.database.insert('folderGrants', row);
	}

	/** What was granted to a user, by folder. */
	grantsOf(userId: number): Map<number, Group[]> {
		const sql = 'SELECT folderId, groups FROM folderGrants WHERE userId = ?';
		const rows = this.database.all<{ folderId: number; groups: string }>(sql, userId);
		return new Map(rows.map(({ folderId, groups }) => [folderId, JSON.parse(groups) as Group[]]));
	}

	/** The folder's own tags, in the order they were added. */
	tags(id: number): string[] {
		const sql = 'SELECT tag FROM folderTags WHERE folderId = ? ORDER BY rowid';
		return this.database.all<{ tag: string }>(sql, id).map(({ tag }) => tag);
	}

	/** The tags that files in the folder have from it and from what it lies in. */
	inheritedTags(id: number): string[] {
		return [...new Set(this.lineage(id).flatMap((folder) => this.tags(folder.id)))];
	}

	addTags(id: number, tags: string[]): void {
		const sql = 'INSERT OR IGNORE INTO folderTags (folderId, tag) VALUES (?, ?)';
		for (const tag of tags) this.database.run(sql, id, tag);
	}

	removeTags(id: number, tags: string[]): void {
		const sql = 'DELETE FROM folderTags WHERE folderId = ? AND tag = ?';
		for (const tag of tags) this.database.run(sql, id, tag);
	}
}
