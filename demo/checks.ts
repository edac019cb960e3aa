import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Photo } from '../tools/photos/photo.ts';
import { portProblem } from '../tools/processes/freePort.ts';
import type { DemoArguments } from './demoArguments.ts';
import { DemoError } from './demoError.ts';
import { findPhotos } from './photoFiles.ts';

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
	if (args.n8nPort !== undefined) await checkPort(args.n8nPort);
	return { photos, outFolder };
}

async function checkPort(port: number): Promise<void> {
	const problem = await portProblem(port);
	if (problem === undefined) return;
	const why = problem === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${problem})`;
	throw new DemoError(
		`Port ${port} ${why}. Name another after --n8n-port, or leave it out for any free one.`,
	);
}

function checkOutFolder(folder: string): void {
	if (!existsSync(folder)) return checkPlace(folder);
	if (!statSync(folder).isDirectory()) {
		throw new DemoError(`${folder} is a file. Name a folder after --out.`);
	}
	if (readdirSync(folder).length > 0) {
		throw new DemoError(
			`${folder} is not empty, and the demo overwrites nothing. Name an empty or new folder after --out.`,
		);
	}
	checkWritable(folder);
}

/** A folder that is not there yet must be one that can be made. */
function checkPlace(folder: string): void {
	let above = dirname(folder);
	while (!existsSync(above)) above = dirname(above);
	if (!statSync(above).isDirectory()) {
		throw new DemoError(`${folder} cannot be made: ${above} is a file. Name another after --out.`);
	}
	checkWritable(above);
}

function checkWritable(folder: string): void {
	try {
		accessSync(folder, constants.W_OK | constants.X_OK);
	} catch {
		throw new DemoError(`Nothing can be written to ${folder}. Name another folder after --out.`);
	}
}

/** The moment as part of a folder's name, such as `2026-03-02_09-14-05`. */
function timestamp(): string {
	const now = new Date();
	const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
	return local.toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
}
