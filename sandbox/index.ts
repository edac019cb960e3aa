/** Starts the sandbox: the services as real HTTP servers on this machine, with state of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBrightRiver } from './brightRiver/sandbox.ts';
import type { BrightRiverSandbox } from './brightRiver/sandbox.ts';
import { brightRiverSettings, skyfishSettings } from './options.ts';
import type { SandboxOptions } from './options.ts';
import { startSkyfish } from './skyfish/sandbox.ts';
import type { SkyfishSandbox } from './skyfish/sandbox.ts';

export type { BrightRiverSandbox, JobSummary } from './brightRiver/sandbox.ts';
export type { SandboxOptions } from './options.ts';
export { FaultList } from './server/faults.ts';
export type { Fault, FaultEffect, FaultHandle } from './server/faults.ts';
export { createHttpServer, faultOf, listen } from './server/httpServer.ts';
export { RequestJournal } from './server/journal.ts';
export type { RecordedRequest } from './server/journal.ts';
export type { SkyfishMedia } from './skyfish/domain/mediaRecord.ts';
export type { SampleMedia, SkyfishSandbox } from './skyfish/sandbox.ts';

export interface Sandbox {
	brightRiver: BrightRiverSandbox;
	skyfish: SkyfishSandbox;
	/** Stops everything; resolves when no port, file or timer is held any more. */
	stop(): Promise<void>;
}

/** Starts all services; rejects when a port or the data folder cannot be had. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
	const removeFolder = async () => {
		if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true });
	};
	const started: { stop(): Promise<void> }[] = [];
	const stopAll = async () => {
		await Promise.allSettled(started.map(async (service) => await service.stop()));
		await removeFolder();
	};
	try {
		const brightRiver = await startBrightRiver(brightRiverSettings(options, folder));
		started.push(brightRiver);
		const skyfish = await startSkyfish(skyfishSettings(options, folder));
		started.push(skyfish);
		const boards = [
			{ service: 'Bright River', url: brightRiver.url },
			{ service: 'Skyfish', url: skyfish.url },
		];
		for (const one of [brightRiver, skyfish]) one.boards = boards;
		let stopped: Promise<void> | undefined;
		return { brightRiver, skyfish, stop: async () => await (stopped ??= stopAll()) };
	} catch (error) {
		await stopAll();
		throw error;
	}
}
