import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFileLock } from '../processes/fileLock.ts';
import { hostFiles, hostPlace, removeAbandonedInstalls, type HostPlace } from './hostCache.ts';
import { HostInstallError } from './hostInstallError.ts';
import { chosenHostVersion } from './hostVersions.ts';
import { watchInstall } from './installProgress.ts';
import { findProjectFolder, npmEnvironment, projectNode } from '../checkout/projectFolder.ts';
import { CommandError, runCommand } from '../processes/runCommand.ts';

const neededBytes = 4e9;

/** An installed n8n, ready to be started. */
export interface InstalledHost {
	/** n8n's command, to be run with the project's Node. */
	n8nBin: string;
	version: string;
	folder: string;
}

export interface InstallHostOptions {
	/** Gets a line every few seconds while something is installed; default: stderr. */
	onProgress?: (line: string) => void;
	/** The checkout; default: the one around the working directory. */
	projectFolder?: string;
	/** Gives up the install, leaving nothing behind. */
	signal?: AbortSignal;
}

/**
 * Gives the n8n that tests and demo run in: the version that N8N_HOST_VERSION names, or the newest.
 * The first time it is installed into a cache folder outside the checkout (some minutes and up to
 * 3 GB); from then on it is found there. Throws a {@link HostInstallError} when that is impossible.
 */
export async function installHost(options: InstallHostOptions = {}): Promise<InstalledHost> {
	const projectFolder = options.projectFolder ?? findProjectFolder();
	const tell = options.onProgress ?? ((line: string) => process.stderr.write(`${line}\n`));
	const { sourceFolder } = chosenHostVersion(projectFolder);
	const place = hostPlace(sourceFolder);
	const host = { n8nBin: place.n8nBin, version: place.version, folder: place.folder };
	if (existsSync(place.folder)) return host;

	const installer = new Installer(projectFolder, sourceFolder, place, tell, options.signal);
	try {
		// The lock only saves time: two installs are safe because one of them wins the rename.
		await withFileLock(
			place.lockFile,
			{
				onWait: (pid) => tell(`Process ${pid} is installing n8n ${place.version}; waiting for it.`),
				signal: options.signal,
			},
			async () => {
				if (!existsSync(place.folder)) await installer.install();
			},
		);
	} catch (error) {
		options.signal?.throwIfAborted();
		throw asInstallError(error, place);
	}
	return host;
}

class Installer {
	private readonly projectFolder: string;
	private readonly sourceFolder: string;
	private readonly place: HostPlace;
	private readonly tell: (line: string) => void;
	private readonly signal: AbortSignal | undefined;

	constructor(
		projectFolder: string,
		sourceFolder: string,
		place: HostPlace,
		tell: (line: string) => void,
		signal: AbortSignal | undefined,
	) {
		this.projectFolder = projectFolder;
		this.sourceFolder = sourceFolder;
		this.place = place;
		this.tell = tell;
		this.signal = signal;
	}

	async install(): Promise<void> {
		const { version, folder, partialFolder } = this.place;
		removeAbandonedInstalls(this.place);
		this.checkDisk();
		this.tell(
			`Installing n8n ${version} once into ${folder}: it takes some minutes and up to 3 GB.`,
		);
		mkdirSync(partialFolder, { recursive: true });
		try {
			for (const file of hostFiles)
				cpSync(join(this.sourceFolder, file), join(partialFolder, file));
			const progress = watchInstall(partialFolder, this.tell);
			try {
				progress.step('Downloading and unpacking', true);
				// Not `npm ci`: it refuses a lock without the packages of platforms that a mirror lacks.
				// No scripts: one optional package fetches a file from elsewhere and fails offline.
				await this.run('npm', 'install', '--ignore-scripts');
				progress.step('Building the database driver');
				await this.run('npm', 'rebuild', 'sqlite3');
				progress.step('Checking');
				await this.check();
			} finally {
				progress.stop();
			}
			this.moveIntoPlace();
			this.tell(`n8n ${version} is installed.`);
		} finally {
			rmSync(partialFolder, { recursive: true, force: true, maxRetries: 5 });
		}
	}

	/** Refuses to begin what cannot end well: npm's own message for a full disk is hard to read. */
	private checkDisk(): void {
		const cache = dirname(this.place.folder);
		const { bavail, bsize } = statfsSync(cache);
		if (bavail * bsize >= neededBytes) return;
		throw new HostInstallError(
			`n8n ${this.place.version} cannot be installed: it needs ${gigabytes(neededBytes)} in ${cache}, ` +
				`and only ${gigabytes(bavail * bsize)} are free there. Free some space, or set the ` +
				'environment variable N8N_HOST_CACHE to a folder on a larger disk.',
		);
	}

	private async run(command: string, ...args: string[]): Promise<string> {
		return await runCommand(command, args, {
			projectFolder: this.projectFolder,
			cwd: this.place.partialFolder,
			env: npmEnvironment(this.projectFolder),
			removeWhenOrphaned: [this.place.partialFolder],
			signal: this.signal,
		});
	}

	private async check(): Promise<void> {
		const node = projectNode(this.projectFolder);
		const answer = await this.run(node, join('node_modules', 'n8n', 'bin', 'n8n'), '--version');
		if (answer.trim() !== this.place.version) {
			throw new CommandError(`n8n --version answered "${answer.trim()}".`, '');
		}
		// The one native part that was built here: n8n --version does not touch it.
		await this.run(node, '-e', "require('sqlite3')");
	}

	private moveIntoPlace(): void {
		try {
			renameSync(this.place.partialFolder, this.place.folder);
		} catch (error) {
			// Another process was faster: its install is as good as this one.
			if (!existsSync(this.place.folder)) throw error;
		}
	}
}

function asInstallError(error: unknown, place: HostPlace): HostInstallError {
	if (error instanceof HostInstallError) return error;
	const { message } = error as Error;
	const { code } = error as NodeJS.ErrnoException;
	const said =
		error instanceof CommandError && error.lastLines !== '' ? error.lastLines : undefined;
	const text = [
		`n8n ${place.version} could not be installed: ${message}`,
		...(said ? ['The last it said:', said.replace(/^/gm, '    ')] : []),
		whatToDo(`${message}\n${said ?? ''}`, code),
	];
	return new HostInstallError(text.join('\n'), { cause: error });
}

function whatToDo(text: string, code: string | undefined): string {
	if (code === 'ENOENT' && text.includes('npm ')) {
		return 'npm is not on the PATH. Install Node.js with npm, then run the command again.';
	}
	if (code && ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(code)) {
		return 'Set the environment variable N8N_HOST_CACHE to a folder that you may write to.';
	}
	if (/ENOSPC/.test(text)) {
		return 'The disk is full. Free some space, or set the environment variable N8N_HOST_CACHE to a folder on a larger disk.';
	}
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|proxy/i.test(text)) {
		return 'The package registry cannot be reached. Check the network connection and npm’s registry and proxy settings (npm config list), then run the command again.';
	}
	if (/rebuild sqlite3|gyp/.test(text)) {
		return 'The database driver is compiled where no finished file can be downloaded: that needs Python 3, make and a C++ compiler. Install them, then run the command again.';
	}
	return 'Nothing was left behind. Remove the cause named above, then run the command again.';
}

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
