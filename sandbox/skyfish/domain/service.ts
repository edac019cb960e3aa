/** The parts of the Skyfish service, put together over one data folder. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BlobFolder } from '../../server/disk/blobFolder.ts';
import { SqliteFile } from '../../server/disk/sqliteFile.ts';
import type { SkyfishSettings } from '../settings.ts';
import { Clock } from './clock.ts';
import { Imports } from './importing/imports.ts';
import { Permissions } from './permissions.ts';
import { SearchIndex } from './search/searchIndex.ts';
import { newToken } from './secrets.ts';
import { Accounts } from './stores/accounts.ts';
import { CliqueStore } from './stores/cliqueStore.ts';
import { FolderStore } from './stores/folderStore.ts';
import { MediaStore } from './stores/mediaStore.ts';
import { layout } from './stores/schema.ts';
import { Uploads } from './uploads.ts';
import { Zips } from './zips.ts';

export interface SkyfishService {
	settings: SkyfishSettings;
	/** The API server's origin, known once it listens. */
	apiUrl: string;
	/** The storage server's origin, known once it listens. */
	storageUrl: string;
	/** What the storage's URLs are signed with. */
	storageSecret: string;
	clock: Clock;
	database: SqliteFile;
	blobs: BlobFolder;
	accounts: Accounts;
	folders: FolderStore;
	cliques: CliqueStore;
	permissions: Permissions;
	media: MediaStore;
	imports: Imports;
	index: SearchIndex;
	uploads: Uploads;
	zips: Zips;
}

/** Opens the data folder; nothing moves and nothing listens yet. */
export function openService(settings: SkyfishSettings): SkyfishService {
	mkdirSync(settings.dataFolder, { recursive: true });
	const clock = new Clock(settings.now);
	const database = new SqliteFile(join(settings.dataFolder, 'skyfish.sqlite'), layout);
	const blobs = new BlobFolder(join(settings.dataFolder, 'files'));
	const accounts = new Accounts(database, clock, settings.tokenLifetimeMs);
	const folders = new FolderStore(database, clock);
	const cliques = new CliqueStore(database);
	const media = new MediaStore(database, clock, blobs);
	const imports = new Imports(settings, database, clock, media, blobs);
	const index = new SearchIndex(settings, database, clock, media, folders);
	const storageSecret = secretIn(database);
	removeUnknown(blobs, database);
	return {
		settings,
		apiUrl: '',
		storageUrl: '',
		storageSecret,
		clock,
		database,
		blobs,
		accounts,
		folders,
		cliques,
		permissions: new Permissions(folders, cliques),
		media,
		imports,
		index,
		uploads: new Uploads(database, clock, blobs, folders, media, imports, storageSecret),
		zips: new Zips(settings, database, clock, { folders, media, blobs }),
	};
}

/** The storage's secret, the same for as long as the data folder lives. */
function secretIn(database: SqliteFile): string {
	const sql = "SELECT value FROM secrets WHERE name = 'storage'";
	const found = database.get<{ value: string }>(sql);
	const value = found?.value ?? newToken();
	if (!found) database.insert('secrets', { name: 'storage', value });
	return value;
}

/** Removes what an interrupted run left half done; thumbnails are made again when asked for. */
function removeUnknown(blobs: BlobFolder, database: SqliteFile): void {
	const sql = `SELECT blob FROM media UNION SELECT blob FROM uploads WHERE mediaId IS NULL
		UNION SELECT profileImage AS blob FROM users`;
	const known = database.all<{ blob: string | null }>(sql).map(({ blob }) => blob ?? '');
	blobs.removeAllBut(new Set(known));
}
