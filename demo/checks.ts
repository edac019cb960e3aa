import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPortInUse } from '../test/n8n-host/freePort.ts';
import type { DemoArguments } from './demoArguments.ts';
import { DemoError } from './demoError.ts';
import { findPhotos, type Photo } from './photoFiles.ts';

/** What the demo goes to work with, once nothing speaks against it. */
export interface DemoPlan {
	/** The person's own photos; without them the demo makes some. */
	photos?: Photo[];
	/** The folder for results, not made yet. */
	outFolder: string;
}

/**
 * Looks at everything the person named before anything is started or changed. Throws a
 * {@link DemoError} for the first thing that cannot work.
 */
export async function checkArguments(args: DemoArguments): Promise<DemoPlan> {
	const photos = args.photos === undefined ? undefined : await findPhotos(resolve(args.photos));
	const outFolder = resolve(args.out ?? join('.demo', timestamp()));
	checkOutFolder(outFolder);
	if (args.n8nPort !== undefined && (await isPortInUse(args.n8nPort))) {
		throw new DemoError(
			`Port ${args.n8nPort} is already in use. Name another after --n8n-port, or leave it out for any free one.`,
		);
	}
	return { photos, outFolder };
}

function checkOutFolder(folder: string): void {
	const stats = statSync(folder, { throwIfNoEntry: false });
	if (!stats) return;
	if (!stats.isDirectory()) {
		throw new DemoError(`${folder} is a file. Name a folder after --out.`);
	}
	if (readdirSync(folder).length > 0) {
		throw new DemoError(
			`${folder} is not empty, and the demo overwrites nothing. Name an empty or new folder after --out.`,
		);
	}
}

/** The moment as part of a folder's name, such as `2026-03-02_09-14-05`. */
function timestamp(): string {
	const now = new Date();
	const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
	return local.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
}
