import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statfsSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { withFileLock } from '../processes/fileLock.ts';
import {
	hostFiles,
	hostPlace,
	removeAbandonedInstalls,
	withAddresses,
	type HostPlace,
} from './hostCache.ts';
import { asInstallError, HostInstallError } from './hostInstallError.ts';
import { chosenHostVersion } from './hostVersions.ts';
import { layDriver, prepareDriver, removeDriver } from './databaseDriver.ts';
import { watchInstall, type InstallProgress } from './installProgress.ts';
import { findProjectFolder, npmEnvironment, projectNode } from '../checkout/projectFolder.ts';
import { CommandError, runCommand } from '../processes/runCommand.ts';
import { StatusLine } from '../terminal/statusLine.ts';

const neededBytes = 4e9;
/** Nobody reads npm's advice here, and asking for it takes time. */
const quietly = ['--no-audit', '--no-fund'];

/** An installed n8n, ready to be started. */
export interface InstalledHost {
	/** n8n's command, to be run with the project's Node. */
	n8nBin: string;
	version: string;
	folder: string;
}

export interface InstallHostOptions {
	/** Gets a line for each thing to know about an install; default: stderr. */
	onProgress?: (line: string) => void;
	/**
	 * Gets every second what the install is doing, and `undefined` once it does nothing any more; default:
	 * told every 15 seconds as a line.
	 */
	onStatus?: (text: string | undefined) => void;
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
	const { signal } = options;
	const { sourceFolder, place, host } = wantedHost(projectFolder);
	if (existsSync(place.folder)) return host;

	const tell = options.onProgress ?? ((line: string) => process.stderr.write(`${line}\n`));
	const lines = new StatusLine({ write: (line) => tell(line.trimEnd()) });
	const show = options.onStatus ?? ((text) => lines.show(text));
	const installer = new Installer({ projectFolder, sourceFolder, place, tell, show, signal });
	try {
		// The lock only saves time: two installs are safe because one of them wins the rename.
		await withFileLock(
			place.lockFile,
			{
				onWait: (pid) => tell(`Process ${pid} is installing n8n ${place.version}; waiting for it.`),
				signal,
			},
			async () => {
				if (!existsSync(place.folder)) await installer.install();
			},
		);
	} catch (error) {
		signal?.throwIfAborted();
		throw asInstallError(error, place.version);
	}
	return host;
}

/**
 * The same host as {@link installHost} gives, if it is installed already. Throws a
 * {@link HostInstallError} when N8N_HOST_VERSION names one that there is not.
 */
export function installedHost(projectFolder: string): InstalledHost | undefined {
	const { place, host } = wantedHost(projectFolder);
	return existsSync(place.folder) ? host : undefined;
}

function wantedHost(projectFolder: string) {
	const { sourceFolder } = chosenHostVersion(projectFolder);
	const place = hostPlace(sourceFolder);
	const host = { n8nBin: place.n8nBin, version: place.version, folder: place.folder };
	return { sourceFolder, place, host };
}

interface InstallerSettings {
	projectFolder: string;
	sourceFolder: string;
	place: HostPlace;
	tell: (line: string) => void;
	show: (text: string | undefined) => void;
	signal: AbortSignal | undefined;
}

class Installer {
	private readonly settings: InstallerSettings;
	private readonly place: HostPlace;

	constructor(settings: InstallerSettings) {
		this.settings = settings;
		this.place = settings.place;
	}

	async install(): Promise<void> {
		const { version, folder, partialFolder } = this.place;
		removeAbandonedInstalls(this.place);
		this.checkDisk();
		const { sourceFolder, tell, show } = this.settings;
		tell(`Installing n8n ${version} once into ${folder}: it takes some minutes and up to 3 GB.`);
		mkdirSync(partialFolder, { recursive: true });
		try {
			for (const file of hostFiles) cpSync(join(sourceFolder, file), join(partialFolder, file));
			const lock = join(partialFolder, 'package-lock.json');
			writeFileSync(lock, withAddresses(readFileSync(lock, 'utf8')));
			const progress = watchInstall(partialFolder, show);
			try {
				await this.installPackages(progress);
				progress.step('Checking n8n');
				await this.check();
			} finally {
				progress.stop();
			}
			this.moveIntoPlace();
			tell(`n8n ${version} is installed.`);
		} finally {
			rmSync(partialFolder, { recursive: true, force: true, maxRetries: 5 });
		}
	}

	private async installPackages(progress: InstallProgress): Promise<void> {
		const { partialFolder, version } = this.place;
		const driverFolder = join(partialFolder, 'driver');
		const failed = new AbortController();
		const driver = this.fetchDriver(driverFolder, failed.signal);
		progress.step(`Installing n8n ${version}`, true);
		try {
			// Not `npm ci`: it refuses a lock without the packages of platforms that a mirror lacks.
			// No scripts: one optional package fetches a file from elsewhere and fails offline.
			await this.run(partialFolder, 'npm', ['install', '--ignore-scripts', ...quietly]);
		} catch (error) {
			failed.abort();
			throw error;
		} finally {
			await driver;
		}
		const fits = layDriver(driverFolder, partialFolder) && (await this.driverLoads());
		rmSync(driverFolder, { recursive: true, force: true, maxRetries: 5 });
		if (fits) return;
		removeDriver(partialFolder);
		progress.step('Building the database driver, as there is no finished one for this machine');
		await this.run(partialFolder, 'npm', ['rebuild', 'sqlite3']);
	}

	/** Beside all the rest; without it n8n's own is built, so nothing that goes wrong here matters. */
	private async fetchDriver(driverFolder: string, failed: AbortSignal): Promise<void> {
		try {
			prepareDriver(this.settings.projectFolder, driverFolder);
			const words = ['ci', '--ignore-scripts', '--omit=optional', ...quietly];
			await this.run(driverFolder, 'npm', words, failed);
		} catch {
			// It is looked for later on.
		}
	}

	private async driverLoads(): Promise<boolean> {
		try {
			await this.loadDriver();
			return true;
		} catch (error) {
			if (error instanceof CommandError) return false;
			throw error;
		}
	}

	/** The one native part that n8n cannot do without: `n8n --version` does not touch it. */
	private async loadDriver(): Promise<void> {
		const node = projectNode(this.settings.projectFolder);
		await this.run(this.place.partialFolder, node, ['-e', "require('sqlite3')"]);
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

	private async run(cwd: string, command: string, args: string[], failed?: AbortSignal) {
		const { projectFolder, signal } = this.settings;
		const signals = [signal, failed].filter((one) => one !== undefined);
		return await runCommand(command, args, {
			projectFolder,
			cwd,
			env: npmEnvironment(projectFolder),
			removeWhenOrphaned: [this.place.partialFolder],
			signal: AbortSignal.any(signals),
		});
	}

	private async check(): Promise<void> {
		const { partialFolder, version } = this.place;
		const node = projectNode(this.settings.projectFolder);
		const n8n = join('node_modules', 'n8n', 'bin', 'n8n');
		const answer = await this.run(partialFolder, node, [n8n, '--version']);
		if (answer.trim() !== version) {
			throw new CommandError(`n8n --version answered "${answer.trim()}".`, '');
		}
		await this.loadDriver();
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

function gigabytes(bytes: number): string {
	return `${(bytes / 1e9).toFixed(1)} GB`;
}
