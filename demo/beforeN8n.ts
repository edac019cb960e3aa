import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { packPackages } from '../tools/checkout/packPackages.ts';
import { installedHost, installHost } from '../tools/n8n-host/installHost.ts';
import type { Photo } from '../tools/photos/photo.ts';
import { makeSamplePhotos } from '../tools/photos/samplePhotos.ts';
import { temporaryFolder } from '../tools/world/temporaryFolder.ts';
import type { DemoOptions } from './demoOptions.ts';
import { fillLibrary } from './library.ts';
import type { Milestones } from './milestones.ts';

const stageMs = 2_000;

/** All that n8n is started with. */
export interface Prepared {
	sandbox: Sandbox;
	tarballs: string[];
	photos: Photo[];
	outFolder: string;
	/** What went wrong with the first photo. */
	faults: string[];
}

/**
 * Starts the sandbox and installs n8n if need be. While that lasts it builds the packages and takes a
 * first photo through the nodes without n8n. What is to be ended goes on `started`.
 */
export async function prepare(
	options: DemoOptions,
	milestones: Milestones,
	started: AsyncDisposableStack,
): Promise<Prepared> {
	const { projectFolder, print, show } = options;
	const isInstalled = installedHost(projectFolder) !== undefined;
	const { path: folder } = started.use(temporaryFolder('bright-river-demo-'));
	const sandbox = await startSandbox({ dataFolder: join(folder, 'sandbox'), stageMs });
	started.defer(async () => await sandbox.stop());
	print(
		`Board     ${sandbox.brightRiver.boardUrl}  (jobs, photos before and after, faults, calls)`,
	);
	milestones.reach('board');

	const failed = new AbortController();
	const signal = AbortSignal.any([options.signal, failed.signal]);
	const installing = installHost({ projectFolder, onProgress: print, onStatus: show, signal });
	const firstMade = mkdirSync(options.outFolder, { recursive: true });
	// n8n compares real paths with the folder that it may write to.
	const outFolder = realpathSync(options.outFolder);
	let hasResult = false;
	const makeRest = async (): Promise<Prepared> => {
		const photos = options.photos ?? (await makeSamplePhotos(join(outFolder, 'originals')));
		await fillLibrary(sandbox, photos);
		print('Building and packing the packages.');
		const tarballs = await packPackages(folder, projectFolder, signal);
		const prepared = { sandbox, tarballs, photos, outFolder, faults: [] };
		if (isInstalled) return prepared;
		const faults = await firstPhoto(options, prepared, signal);
		hasResult = faults.length === 0;
		milestones.reach('first photo');
		return { ...prepared, faults };
	};
	const rest = makeRest();
	// What fails first is the reason to give up the other, and the one to be told.
	for (const one of [installing, rest]) one.catch((error: unknown) => failed.abort(error));
	await Promise.allSettled([installing, rest]);
	if (signal.aborted && firstMade !== undefined && !hasResult) {
		rmSync(firstMade, { recursive: true, force: true });
	}
	signal.throwIfAborted();
	return await rest;
}

async function firstPhoto(
	{ projectFolder, print }: DemoOptions,
	{ sandbox, photos: [photo], outFolder }: Prepared,
	signal: AbortSignal,
): Promise<string[]> {
	print('While n8n is being installed, a first photo goes through the same nodes in its engine.');
	// The engine takes a second to load; it says by itself what we say in our own words.
	process.env.N8N_LOG_LEVEL ??= 'silent';
	const { loadBuiltPackages } = await import('../tools/n8n-engine/builtPackages.ts');
	const { takeFirstPhoto } = await import('./firstPhoto.ts');
	return await takeFirstPhoto({
		installed: await loadBuiltPackages(projectFolder),
		sandbox,
		photo,
		outFolder: join(outFolder, 'first-photo'),
		print,
		signal,
	});
}
