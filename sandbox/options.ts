/** The options of a sandbox, and their defaults. */
import { join } from 'node:path';
import type { BrightRiverSettings } from './brightRiver/settings.ts';
import type { ChosenReadings, Readings } from './readings/readings.ts';
import type { SkyfishSettings } from './skyfish/settings.ts';

export interface SandboxOptions {
	/** Where everything is kept; without it a fresh temporary folder that stop() removes. */
	dataFolder?: string;
	/** Default `127.0.0.1`. */
	host?: string;
	/** The API server's port; default 0: any free one. */
	brightRiverPort?: number;
	/** The storage server's port; default 0: any free one. */
	brightRiverStoragePort?: number;
	/** The FTP server's port; default 0: any free one. */
	brightRiverFtpPort?: number;
	/** How long a job stays in each status that passes by itself, in milliseconds; default 1000. */
	stageMs?: number;
	/** true: no job moves by itself, only by advance(). */
	manual?: boolean;
	/** How far search lags behind, in milliseconds; default 500, or 0 in manual mode. */
	indexLagMs?: number;
	/** true: search shows changes only after refreshIndex(). */
	indexManual?: boolean;
	/** Jobs per page of search results; default 10. */
	searchPageSize?: number;
	clientToken?: string;
	/** The session of the account that owns everything the sandbox itself makes. */
	sessionToken?: string;
	/** The session of a second account, which may not see the first one's jobs. */
	otherSessionToken?: string;
	/** What the first account's user signs in to FTP with. */
	username?: string;
	password?: string;
	/** The same for the second account. */
	otherUsername?: string;
	otherPassword?: string;
	/** How the points that the documents leave open are read; the others as usual. */
	readings?: ChosenReadings;
	/** The clock that jobs live by, in milliseconds since 1970. */
	now?: () => number;
	/** Skyfish's API server; default 0: any free port. */
	skyfishPort?: number;
	/** Skyfish's storage server; default 0: any free port. */
	skyfishStoragePort?: number;
	/** How long a Skyfish token holds, in milliseconds; default 30 days. */
	skyfishTokenLifetimeMs?: number;
	/** How long an import takes after an upload, in milliseconds; default 1000. In manual mode it waits. */
	skyfishImportMs?: number;
	/** How long a folder's zip file takes, in milliseconds; default 1000. In manual mode it waits. */
	skyfishZipMs?: number;
	/** How long the URL of a download holds, in milliseconds; default 5 minutes. */
	skyfishSignedUrlLifetimeMs?: number;
	/** Whether a zip file made before comes back at once; default true. */
	skyfishCachedZips?: boolean;
}

/** Fills in what was left out. */
export function brightRiverSettings(
	options: SandboxOptions,
	dataFolder: string,
	readings: Readings,
): BrightRiverSettings {
	const manual = options.manual ?? false;
	return {
		dataFolder,
		host: options.host ?? '127.0.0.1',
		apiPort: options.brightRiverPort ?? 0,
		storagePort: options.brightRiverStoragePort ?? 0,
		ftpPort: options.brightRiverFtpPort ?? 0,
		stageMs: options.stageMs ?? 1000,
		manual,
		indexLagMs: options.indexLagMs ?? (manual ? 0 : 500),
		indexManual: options.indexManual ?? false,
		searchPageSize: options.searchPageSize ?? 10,
		clientToken: options.clientToken ?? 'sandbox-client-token',
		sessionToken: options.sessionToken ?? 'sandbox-session-token',
		otherSessionToken: options.otherSessionToken ?? 'sandbox-other-session-token',
		username: options.username ?? 'sandbox',
		password: options.password ?? 'sandbox-password',
		otherUsername: options.otherUsername ?? 'other-sandbox',
		otherPassword: options.otherPassword ?? 'other-sandbox-password',
		now: options.now ?? Date.now,
		readings,
	};
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Fills in what was left out. */
export function skyfishSettings(
	options: SandboxOptions,
	dataFolder: string,
	readings: Readings,
): SkyfishSettings {
	const manual = options.manual ?? false;
	return {
		dataFolder: join(dataFolder, 'skyfish'),
		host: options.host ?? '127.0.0.1',
		apiPort: options.skyfishPort ?? 0,
		storagePort: options.skyfishStoragePort ?? 0,
		manual,
		indexLagMs: options.indexLagMs ?? (manual ? 0 : 500),
		indexManual: options.indexManual ?? false,
		tokenLifetimeMs: options.skyfishTokenLifetimeMs ?? 30 * dayMs,
		importMs: options.skyfishImportMs ?? 1000,
		zipMs: options.skyfishZipMs ?? 1000,
		signedUrlLifetimeMs: options.skyfishSignedUrlLifetimeMs ?? 5 * minuteMs,
		cachedZips: options.skyfishCachedZips ?? true,
		now: options.now ?? Date.now,
		readings,
	};
}
