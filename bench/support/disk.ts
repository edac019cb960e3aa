import { statfsSync } from 'node:fs';
import { BenchError } from './benchError.ts';
import { megabytes } from './table.ts';

/** @throws BenchError when the folder's disk has less room than that, in bytes */
export function requireFreeDisk(folder: string, bytes: number): void {
	const { bavail, bsize } = statfsSync(folder);
	const free = bavail * bsize;
	if (free >= bytes) return;
	throw new BenchError(
		`The benchmark needs ${megabytes(bytes)} of free disk in ${folder}; there are ${megabytes(free)}. ` +
			'Free some, set TMPDIR to a folder on another disk, or leave out cases b and c with --only a,d,e.',
	);
}
