import type { Readings } from '../readings/readings.ts';

/** What the Skyfish service is started with; `sandbox/options.ts` says what each one means. */
export interface SkyfishSettings {
	dataFolder: string;
	host: string;
	apiPort: number;
	storagePort: number;
	manual: boolean;
	indexLagMs: number;
	indexManual: boolean;
	tokenLifetimeMs: number;
	importMs: number;
	zipMs: number;
	signedUrlLifetimeMs: number;
	cachedZips: boolean;
	now: () => number;
	readings: Readings;
}
