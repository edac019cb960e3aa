import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, type World, type WorldOptions } from '../../../demo/world.ts';
import { findProjectFolder } from '../../n8n-host/projectFolder.ts';

/** How long a `beforeAll` that starts a world may take: the first one on a machine installs n8n. */
export const startingMs = 20 * 60_000;

/** A real n8n and a sandbox for one test file, with a folder for whatever the tests write. */
export interface HostWorld extends World {
	projectFolder: string;
	/** A temporary folder, gone after `stop`. */
	folder: string;
	/** The part of it that n8n may write to. */
	resultsFolder: string;
}

/** Starts n8n with this checkout's package in it, and the sandbox. To be called in `beforeAll`. */
export async function startHostWorld(options: Partial<WorldOptions> = {}): Promise<HostWorld> {
	const projectFolder = findProjectFolder();
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'host-test-')));
	const resultsFolder = join(folder, 'results');
	mkdirSync(resultsFolder);
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	try {
		const world = await startWorld({
			projectFolder,
			writableFolder: resultsFolder,
			tell: (line) => process.stderr.write(`${line}\n`),
			...options,
		});
		const stop = async () => {
			await world.stop();
			remove();
		};
		return { ...world, projectFolder, folder, resultsFolder, stop };
	} catch (error) {
		remove();
		throw error;
	}
}
