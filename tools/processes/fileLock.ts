import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitUntil } from './waitUntil.ts';

const longestWaitMs = 30 * 60_000;

/**
 * Does `work` while this process holds the lock file, so that two processes do not do the same
 * thing side by side. A lock whose process is gone is taken over. `onWait` hears of the process
 * that is waited for.
 */
export async function withFileLock<T>(
	lockFile: string,
	waiting: { onWait?: (pid: number) => void; signal?: AbortSignal },
	work: () => Promise<T>,
): Promise<T> {
	mkdirSync(dirname(lockFile), { recursive: true });
	let told = false;
	await waitUntil(
		`the process that ${lockFile} names`,
		() => {
			waiting.signal?.throwIfAborted();
			if (takeLock(lockFile)) return true;
			const owner = lockOwner(lockFile);
			if (owner === undefined || !isAlive(owner)) {
				rmSync(lockFile, { force: true });
			} else if (!told) {
				told = true;
				waiting.onWait?.(owner);
			}
			return false;
		},
		{ timeoutMs: longestWaitMs, everyMs: 500 },
	);
	try {
		return await work();
	} finally {
		if (lockOwner(lockFile) === process.pid) rmSync(lockFile, { force: true });
	}
}

function takeLock(lockFile: string): boolean {
	// Written first and linked then: nobody can see a lock that does not name its owner yet.
	const mine = `${lockFile}-${process.pid}`;
	try {
		writeFileSync(mine, String(process.pid));
		linkSync(mine, lockFile);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(mine, { force: true });
	}
}

function lockOwner(lockFile: string): number | undefined {
	try {
		return Number(readFileSync(lockFile, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

/** Whether a process with this id runs on this machine (also one that belongs to somebody else). */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
