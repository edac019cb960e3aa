import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const everyMs = 1_000;

/** A growing install, told every second until `stop` is called. */
export interface InstallProgress {
	/** Names what is being done from now on, and tells it at once; with or without the packages. */
	step(name: string, countPackages?: boolean): void;
	stop(): void;
}

/**
 * Watches `folder` fill with the packages its lock file names, and shows how far it is: packages there,
 * packages wanted and time since the start. In the end it shows nothing (`undefined`).
 */
export function watchInstall(
	folder: string,
	show: (text: string | undefined) => void,
): InstallProgress {
	const started = Date.now();
	const wanted = packagesInLock(join(folder, 'package-lock.json'));
	const total = wanted.length.toLocaleString('en');
	const missing = new Set(wanted);
	let current = '';
	let counting = false;
	const tell = () => {
		if (!counting) return show(`${current}, ${elapsed(started)}`);
		for (const path of missing) {
			if (existsSync(join(folder, path, 'package.json'))) missing.delete(path);
		}
		const there = (wanted.length - missing.size).toLocaleString('en');
		show(`${current}: ${there} of about ${total} packages, ${elapsed(started)}`);
	};
	const timer = setInterval(tell, everyMs);
	return {
		step(name, countPackages = false) {
			current = name;
			counting = countPackages;
			tell();
		},
		stop() {
			clearInterval(timer);
			show(undefined);
		},
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
	const seconds = Math.floor((Date.now() - since) / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
