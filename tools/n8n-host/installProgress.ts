import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const everyMs = 5_000;

/** A growing install, told in a line every few seconds until `stop` is called. */
export interface InstallProgress {
	/** Names what is being done from now on, and tells it at once; with or without the packages. */
	step(name: string, countPackages?: boolean): void;
	stop(): void;
}

/**
 * Watches `folder` fill with the packages its lock file names, and tells how far it is: time since
 * the start, packages there and packages wanted.
 */
export function watchInstall(folder: string, tell: (line: string) => void): InstallProgress {
	const started = Date.now();
	const wanted = packagesInLock(join(folder, 'package-lock.json'));
	let current = '';
	let counting = false;
	const line = () => {
		if (!counting) return tell(`${current}: ${elapsed(started)}`);
		const there = wanted.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		tell(`${current}: ${elapsed(started)}, ${there} of about ${wanted.length} packages`);
	};
	const timer = setInterval(line, everyMs);
	return {
		step(name, countPackages = false) {
			current = name;
			counting = countPackages;
			line();
		},
		stop: () => clearInterval(timer),
	};
}

function packagesInLock(lockFile: string): string[] {
	const lock = JSON.parse(readFileSync(lockFile, 'utf8')) as {
		packages: Record<string, { optional?: boolean }>;
	};
	// Optional packages are mostly those of other platforms: never installed here.
	return Object.entries(lock.packages)
		.filter(([path, entry]) => path !== '' && !entry.optional)
		.map(([path]) => path);
}

function elapsed(since: number): string {
	const seconds = Math.round((Date.now() - since) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
