import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The package of `driver/` that brings the driver built for each platform. */
const driverPackage = '@appthreat/sqlite3';

/** n8n's `sqlite3` of this version has the sources that the finished driver was built from. */
export const builtFrom = '5.1.7';

/** Copies what is needed to install the finished driver in a folder. */
export function prepareDriver(projectFolder: string, folder: string): void {
	const source = join(projectFolder, 'tools', 'n8n-host', 'driver');
	mkdirSync(folder);
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		cpSync(join(source, file), join(folder, file));
	}
}

/**
 * Puts the finished driver for this platform where n8n's `sqlite3` looks for one that was built.
 *
 * @param driverFolder where it was installed
 * @returns whether there is one
 */
export function layDriver(driverFolder: string, hostFolder: string): boolean {
	const sqlite3 = join(hostFolder, 'node_modules', 'sqlite3');
	const { version } = JSON.parse(readFileSync(join(sqlite3, 'package.json'), 'utf8')) as {
		version: string;
	};
	const finished = version === builtFrom ? finishedDriver(driverFolder) : undefined;
	if (finished === undefined) return false;
	mkdirSync(builtFolder(hostFolder), { recursive: true });
	copyFileSync(finished, join(builtFolder(hostFolder), 'node_sqlite3.node'));
	return true;
}

/** Takes away what {@link layDriver} has put there. */
export function removeDriver(hostFolder: string): void {
	rmSync(builtFolder(hostFolder), { recursive: true, force: true });
}

function builtFolder(hostFolder: string): string {
	return join(hostFolder, 'node_modules', 'sqlite3', 'build', 'Release');
}

function finishedDriver(driverFolder: string): string | undefined {
	const requireThere = createRequire(join(driverFolder, 'package.json'));
	try {
		const { path } = requireThere('node-gyp-build') as { path(folder: string): string };
		return path(join(driverFolder, 'node_modules', driverPackage));
	} catch {
		// None for this platform, or nothing was installed.
		return undefined;
	}
}
