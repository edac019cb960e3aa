import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, basename, join, resolve } from 'node:path';
import { projectName } from '../checkout/projectFolder.ts';
import { isAlive } from '../processes/fileLock.ts';

/** The files that make the host what it is: copied into the cache folder and installed there. */
export const hostFiles = ['package.json', 'package-lock.json', '.npmrc'];

/** Where a host of this checkout stands, or will stand once installed. */
export interface HostPlace {
	/** The n8n version that the host's package.json names. */
	version: string;
	/** The finished install: it exists only when it is whole. */
	folder: string;
	/** Where this process installs before it renames to `folder`. */
	partialFolder: string;
	lockFile: string;
	/** n8n's own command. */
	n8nBin: string;
}

/**
 * The host's place in the cache: a folder named after the n8n version and the exact package and
 * lock, so that a changed lock gives a new install. The environment variable N8N_HOST_CACHE
 * puts the cache elsewhere.
 */
export function hostPlace(sourceFolder: string): HostPlace {
	const contents = hostFiles.slice(0, 2).map((name) => readFileSync(join(sourceFolder, name)));
	const { dependencies } = JSON.parse(contents[0].toString()) as { dependencies: { n8n: string } };
	const hash = createHash('sha256').update(Buffer.concat(contents)).digest('hex').slice(0, 10);
	const folder = join(cacheFolder(), `n8n-${dependencies.n8n}-${hash}`);
	return {
		version: dependencies.n8n,
		folder,
		partialFolder: `${folder}.partial-${process.pid}`,
		lockFile: `${folder}.lock`,
		n8nBin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** The registry that npm puts whichever one is set in the place of. */
const npmsOwn = 'https://registry.npmjs.org';

/**
 * The lock with the address of each package. The one in the checkout has none, so as to name no mirror,
 * and npm would ask the registry for each of them: as many requests again as there are packages.
 */
export function withAddresses(lock: string): string {
	const parsed = JSON.parse(lock) as { packages: Record<string, LockedPackage> };
	for (const [path, one] of Object.entries(parsed.packages)) {
		if (path === '' || one.resolved !== undefined || one.version === undefined) continue;
		const name = one.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		const file = `${name.split('/').at(-1)}-${one.version}.tgz`;
		one.resolved = `${npmsOwn}/${name}/-/${file}`;
	}
	return JSON.stringify(parsed, undefined, 2);
}

interface LockedPackage {
	/** Where it is not what the path says. */
	name?: string;
	version?: string;
	resolved?: string;
}

/** Where what is installed once for all checkouts goes. */
export function cacheFolder(): string {
	if (process.env.N8N_HOST_CACHE) return resolve(process.env.N8N_HOST_CACHE);
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), projectName);
}

/** Removes what installs that were killed have left beside the place: gigabytes each. */
export function removeAbandonedInstalls(place: HostPlace): void {
	const prefix = `${basename(place.folder)}.partial-`;
	const cache = dirname(place.folder);
	if (!existsSync(cache)) return;
	for (const name of readdirSync(cache)) {
		if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
			rmSync(join(cache, name), { recursive: true, force: true, maxRetries: 5 });
		}
	}
}
