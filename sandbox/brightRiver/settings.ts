import type { Readings } from '../readings/readings.ts';

/** What the Bright River service is started with; `sandbox/options.ts` says what each one means. */
export interface BrightRiverSettings {
	dataFolder: string;
	host: string;
	apiPort: number;
	storagePort: number;
	ftpPort: number;
	stageMs: number;
	manual: boolean;
	indexLagMs: number;
	indexManual: boolean;
	searchPageSize: number;
	clientToken: string;
	sessionToken: string;
	otherSessionToken: string;
	username: string;
	password: string;
	otherUsername: string;
	otherPassword: string;
	now: () => number;
	readings: Readings;
}
