/** Cliques: groups of people who are given access to folders together. */
import type { SqliteFile } from '../../../server/disk/sqliteFile.ts';
import type { Group } from './folderStore.ts';

export interface CliqueRow {
	id: number;
	/** The API calls it skyfish_id. */
	companyId: number;
	name: string;
	thumbnailId: number | null;
}

export interface CliqueFolderRow {
	cliqueId: number;
	folderId: number;
	access: 'READ' | 'WRITE';
	upload: number;
}

export class CliqueStore {
	private readonly database: SqliteFile;

	constructor(database: SqliteFile) {
		this.database = database;
	}

	create(clique: Omit<CliqueRow, 'id'>): number {
		return this.database.insert('cliques', { ...clique });
	}

	update(id: number, changes: Partial<Omit<CliqueRow, 'id'>>): void {
		this.database.update('cliques', id, changes);
	}

	remove(id: number): void {
		this.database.transaction(() => {
			this.database.run('DELETE FROM cliqueMembers WHERE cliqueId = ?', id);
			this.database.run('DELETE FROM cliqueFolders WHERE cliqueId = ?', id);
			this.database.run('DELETE FROM cliques WHERE id = ?', id);
		});
	}

	find(id: number): CliqueRow | undefined {
		return this.database.get<CliqueRow>('SELECT * FROM cliques WHERE id = ?', id);
	}

	/** A company's cliques, by id. */
	list(companyId: number): CliqueRow[] {
		const sql = 'SELECT * FROM cliques WHERE companyId = ? ORDER BY id';
		return this.database.all<CliqueRow>(sql, companyId);
	}

	/** The cliques a user is a member of, by id. */
	ofUser(userId: number): CliqueRow[] {
		const sql = `SELECT cliques.* FROM cliques JOIN cliqueMembers ON cliqueId = id
			WHERE userId = ? ORDER BY id`;
		return this.database.all<CliqueRow>(sql, userId);
	}

	members(id: number): { cliqueId: number; userId: number }[] {
		const sql = 'SELECT * FROM cliqueMembers WHERE cliqueId = ? ORDER BY userId';
		return this.database.all<{ cliqueId: number; userId: number }>(sql, id);
	}

	addMember(cliqueId: number, userId: number): void {
		const sql = 'INSERT OR IGNORE INTO cliqueMembers (cliqueId, userId) VALUES (?, ?)';
		this.database.run(sql, cliqueId, userId);
	}

	/** Returns whether the user was a member. */
	removeMember(cliqueId: number, userId: number): boolean {
		const sql = 'DELETE FROM cliqueMembers WHERE cliqueId = ? AND userId = ?';
		return this.database.run(sql, cliqueId, userId) > 0;
	}

	folders(id: number): CliqueFolderRow[] {
		const sql = 'SELECT * FROM cliqueFolders WHERE cliqueId = ? ORDER BY folderId';
		return this.database.all<CliqueFolderRow>(sql, id);
	}

	/** Puts a folder in a clique; one that is in it already gets the new access. */
	putFolder({ cliqueId, folderId, access, upload }: CliqueFolderRow): void {
		const sql = `INSERT OR REPLACE INTO cliqueFolders (cliqueId, folderId, access, upload)
			VALUES (?, ?, ?, ?)`;
		this.database.run(sql, cliqueId, folderId, access, upload);
	}

	/** Returns whether the folder was in the clique. */
	removeFolder(cliqueId: number, folderId: number): boolean {
		const sql = 'DELETE FROM cliqueFolders WHERE cliqueId = ? AND folderId = ?';
		return this.database.run(sql, cliqueId, folderId) > 0;
	}

	/** What a user's cliques allow, by folder and within it by clique. */
	accessOf(userId: number): Map<number, Map<number, Group[]>> {
		const sql = `SELECT cliqueFolders.* FROM cliqueFolders JOIN cliqueMembers USING (cliqueId)
			WHERE userId = ?`;
		const access = new Map<number, Map<number, Group[]>>();
		for (const row of this.database.all<CliqueFolderRow>(sql, userId)) {
			const groups: Group[] =
				row.access === 'WRITE' || row.upload === 1 ? ['READ', 'WRITE'] : ['READ'];
			const here = access.get(row.folderId) ?? new Map<number, Group[]>();
			access.set(row.folderId, here.set(row.cliqueId, groups));
		}
		return access;
	}
}
