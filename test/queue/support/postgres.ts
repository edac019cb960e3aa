import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError, runCommand } from '../../../tools/processes/runCommand.ts';
import type { SystemUser } from '../../../tools/processes/startGuarded.ts';
import { startServer, type StartedServer } from '../../../tools/processes/startServer.ts';
import {
	findProgram,
	foldersOnPath,
	isExecutable,
	MissingServerError,
	versionFolders,
} from './serverProgram.ts';

/** Where Debian and Ubuntu keep Postgres, by its version: not on the PATH. */
const debianFolder = '/usr/lib/postgresql';

/** A Postgres of our own with an empty database. */
export interface Postgres {
	/** The folder of its socket: it listens on no port. */
	host: string;
	user: string;
	database: string;
	stop(): Promise<void>;
}

/**
 * Starts Postgres in a temporary folder of its own. Run as root, it belongs to the user `postgres`,
 * since it refuses to be root's. The environment variable POSTGRES_BIN names the folder of its
 * programs. Throws a {@link MissingServerError} when they or that user are missing.
 */
export async function startPostgres(projectFolder: string): Promise<Postgres> {
	const programs = postgresPrograms();
	const owner = await ownerOf(projectFolder);
	const user = 'n8n';
	const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	const how = {
		projectFolder,
		cwd: folder,
		// In the language that its messages are understood in here.
		env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C' },
		user: owner,
		removeWhenOrphaned: [folder],
	};
	const data = join(folder, 'data');
	const start = async () => {
		// Whoever can reach the socket in this private folder is let in.
		const access = ['--username', user, '--auth', 'trust'];
		const cluster = ['--pgdata', data, '--encoding', 'UTF8', '--no-sync'];
		await runCommand(join(programs, 'initdb'), [...cluster, ...access], how);
		return startServer({
			...how,
			name: 'Postgres',
			command: join(programs, 'postgres'),
			// It need not survive a power cut.
			args: ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
			logFile: join(folder, 'postgres.log'),
			isReady: async () => await answers(join(programs, 'pg_isready'), ['-h', folder], how),
		});
	};
	let server: StartedServer | undefined;
	const stop = async () => {
		// Its word for "end now, in good order": SIGTERM would wait for everybody to leave.
		await server?.stop('SIGINT');
		remove();
	};
	try {
		server = await start();
		await server.ready;
		return { host: folder, user, database: 'postgres', stop };
	} catch (error) {
		await stop();
		if (!(error instanceof CommandError)) throw error;
		throw new Error(`${error.message}\n${error.lastLines}`, { cause: error });
	}
}

function postgresPrograms(): string {
	const named = process.env.POSTGRES_BIN;
	if (named) {
		if (isExecutable(join(named, 'initdb'))) return named;
		throw new MissingServerError(
			`POSTGRES_BIN is "${named}", and no initdb is there. Set it to the folder of Postgres' programs.`,
		);
	}
	const debian = versionFolders(debianFolder).map((version) => join(version, 'bin'));
	const initdb = findProgram('initdb', [...debian, ...foldersOnPath()]);
	if (initdb) return dirname(initdb);
	throw new MissingServerError(
		'Queue mode needs Postgres, and there is no initdb on the PATH. Install it (Debian and Ubuntu: ' +
			"apt-get install postgresql), or set the environment variable POSTGRES_BIN to its programs' folder.",
	);
}

/** The user that Postgres runs as: nobody but us, unless we are root. */
async function ownerOf(projectFolder: string): Promise<SystemUser | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (flag: string) =>
		Number(
			await runCommand('id', [flag, 'postgres'], { projectFolder, cwd: '/', env: process.env }),
		);
	try {
		return { uid: await idOf('-u'), gid: await idOf('-g') };
	} catch (error) {
		throw new MissingServerError(
			'Postgres refuses to run as root, and there is no user "postgres" to run it as. Make one, or ' +
				'run the tests as an ordinary user.',
			{ cause: error },
		);
	}
}

async function answers(...command: Parameters<typeof runCommand>): Promise<boolean> {
	try {
		await runCommand(...command);
		return true;
	} catch (error) {
		if (error instanceof CommandError) return false;
		throw error;
	}
}
