/** Starts the sandbox: the services as real HTTP servers on this machine, with state of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobBoardRoutes } from './board/jobRoutes.ts';
import { mediaBoardRoutes } from './board/mediaRoutes.ts';
import { pageRoutes } from './board/pageRoutes.ts';
import { openBrightRiver } from './brightRiver/sandbox.ts';
import type { BrightRiverSandbox, OpenedBrightRiver } from './brightRiver/sandbox.ts';
import { brightRiverControlRoutes } from './control/brightRiverRoutes.ts';
import { skyfishControlRoutes } from './control/skyfishRoutes.ts';
import { readingRoutes } from './control/readingRoutes.ts';
import { steeringRoutes } from './control/steeringRoutes.ts';
import { brightRiverSettings, skyfishSettings } from './options.ts';
import type { SandboxOptions } from './options.ts';
import { Readings } from './readings/readings.ts';
import { openSkyfish } from './skyfish/sandbox.ts';
import type { OpenedSkyfish, SkyfishSandbox } from './skyfish/sandbox.ts';

export type { BrightRiverSandbox, JobSummary } from './brightRiver/sandbox.ts';
export type { SandboxOptions } from './options.ts';
export { points, valuesOf } from './readings/points.ts';
export type { PointName } from './readings/points.ts';
export { contraryReadings, parseReadings, pointNames, Readings } from './readings/readings.ts';
export type { ChosenReadings } from './readings/readings.ts';
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
	/** How both services read the points that their documents leave open; can be changed at any time. */
	readings: Readings;
	/** Stops everything; resolves when no port, file or timer is held any more. */
	stop(): Promise<void>;
}

/** Starts all services; rejects when a port is taken or the data folder cannot be opened. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const readings = new Readings(options.readings);
	const folder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
	const removeFolder = async () => {
		if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true });
	};
	const opened: { stop(): Promise<void> }[] = [];
	const stopAll = async () => {
		await Promise.allSettled(opened.map(async (service) => await service.stop()));
		await removeFolder();
	};
	try {
		const brightRiver = openBrightRiver(brightRiverSettings(options, folder, readings));
		opened.push(brightRiver);
		const skyfish = openSkyfish(skyfishSettings(options, folder, readings));
		opened.push(skyfish);
		addSteering(brightRiver, skyfish);
		await brightRiver.start();
		await skyfish.start();
		let stopped: Promise<void> | undefined;
		return {
			brightRiver: brightRiver.sandbox,
			skyfish: skyfish.sandbox,
			readings,
			stop: async () => await (stopped ??= stopAll()),
		};
	} catch (error) {
		await stopAll();
		throw error;
	}
}

/** On top of each API: the routes that steer its service, and its board. */
function addSteering(brightRiver: OpenedBrightRiver, skyfish: OpenedSkyfish): void {
	const services = [brightRiver.sandbox, skyfish.sandbox];
	for (const { api, sandbox, service } of [brightRiver, skyfish]) {
		steeringRoutes(api, sandbox);
		readingRoutes(api, sandbox.name, service.settings.readings);
		pageRoutes(api, sandbox, services, service.settings.host);
	}
	brightRiverControlRoutes(brightRiver.api, brightRiver.sandbox, brightRiver.service);
	jobBoardRoutes(brightRiver.api, brightRiver.service);
	skyfishControlRoutes(skyfish.api, skyfish.sandbox, skyfish.service);
	mediaBoardRoutes(skyfish.api, skyfish.service, skyfish.sandbox.companyId);
}
