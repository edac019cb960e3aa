import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectFolder } from '../../../tools/checkout/projectFolder.ts';
import { temporaryFolder } from '../../../tools/world/temporaryFolder.ts';
import { startWorld, type World, type WorldOptions } from '../../../tools/world/world.ts';

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
	const started = new AsyncDisposableStack();
	const { path: folder } = started.use(temporaryFolder('host-test-'));
	const resultsFolder = join(folder, 'results');
	mkdirSync(resultsFolder);
	const stop = async () => await started.disposeAsync();
	try {
		const world = await startWorld({
			projectFolder,
			writableFolder: resultsFolder,
			tell: (line) => process.stderr.write(`${line}\n`),
			...options,
		});
		started.defer(world.stop);
		return { ...world, projectFolder, folder, resultsFolder, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
