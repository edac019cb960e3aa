/** The parts of the Bright River service, put together over one data folder. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BlobFolder } from '../../server/disk/blobFolder.ts';
import type { BrightRiverSettings } from '../settings.ts';
import { Production } from './production.ts';
import { Reviews } from './reviews.ts';
import { SearchIndex } from './searchIndex.ts';
import { Database } from './stores/database.ts';
import { FileStore } from './stores/fileStore.ts';
import { JobStore } from './stores/jobStore.ts';

/** Someone who has a session: their jobs are theirs alone. */
export interface Account {
	id: number;
	sessionToken: string;
	/** What the account's user signs in to FTP with. */
	username: string;
	password: string;
	/** The secret in the storage's URLs; not the session token. */
	storageSession: string;
}

export interface BrightRiverService {
	settings: BrightRiverSettings;
	/** The API server's origin, known once it listens. */
	apiUrl: string;
	/** The storage server's origin, known once it listens. */
	storageUrl: string;
	/** The FTP server's port, known once it listens. */
	ftpPort: number;
	accounts: Account[];
	database: Database;
	blobs: BlobFolder;
	jobs: JobStore;
	files: FileStore;
	production: Production;
	reviews: Reviews;
	index: SearchIndex;
}

/** Opens the data folder; nothing moves and nothing listens yet. */
export function openService(settings: BrightRiverSettings): BrightRiverService {
	mkdirSync(settings.dataFolder, { recursive: true });
	const database = new Database(settings.dataFolder);
	const blobs = new BlobFolder(join(settings.dataFolder, 'files'));
	const jobs = new JobStore(database, settings);
	const files = new FileStore(database, blobs);
	const known = database.all<{ blob: string }>('SELECT DISTINCT blob FROM files');
	blobs.removeAllBut(new Set(known.map(({ blob }) => blob)));
	return {
		settings,
		apiUrl: '',
		storageUrl: '',
		ftpPort: 0,
		accounts: openAccounts(database, settings),
		database,
		blobs,
		jobs,
		files,
		production: new Production(settings, database, jobs, files, blobs),
		reviews: new Reviews(settings, database, jobs, files),
		index: new SearchIndex(settings, database, jobs, files),
	};
}

/** The accounts, each with the storage secret it got when the data folder was made. */
function openAccounts(database: Database, settings: BrightRiverSettings): Account[] {
	const { sessionToken, username, password } = settings;
	const { otherSessionToken, otherUsername, otherPassword } = settings;
	const users = [
		{ id: 23147, sessionToken, username, password },
		{
			id: 23148,
			sessionToken: otherSessionToken,
			username: otherUsername,
			password: otherPassword,
		},
	];
	return users.map((user) => {
		const found = database.get<{ storageSession: string }>(
			'SELECT storageSession FROM accounts WHERE id = ?',
			user.id,
		);
		const storageSession = found?.storageSession ?? randomUUID();
		if (!found) database.insert('accounts', { id: user.id, storageSession });
		return { ...user, storageSession };
	});
}
