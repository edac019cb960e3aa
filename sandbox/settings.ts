/** What a sandbox can be told when it starts, and what holds when it is not. */

export interface SandboxOptions {
	/** Where everything is kept; without it a fresh temporary folder that stop() removes. */
	dataFolder?: string;
	/** Default `127.0.0.1`. */
	host?: string;
	/** The API server's port; default 0: any free one. */
	brightRiverPort?: number;
	/** The storage server's port; default 0: any free one. */
	brightRiverStoragePort?: number;
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
	/** The clock that jobs live by, in milliseconds since 1970. */
	now?: () => number;
}

/** The options of the Bright River service, complete. */
export interface BrightRiverSettings {
	dataFolder: string;
	host: string;
	apiPort: number;
	storagePort: number;
	stageMs: number;
	manual: boolean;
	indexLagMs: number;
	indexManual: boolean;
	searchPageSize: number;
	clientToken: string;
	sessionToken: string;
	otherSessionToken: string;
	now: () => number;
}

/** Fills in what was left out. */
export function brightRiverSettings(
	options: SandboxOptions,
	dataFolder: string,
): BrightRiverSettings {
	const manual = options.manual ?? false;
	return {
		dataFolder,
		host: options.host ?? '127.0.0.1',
		apiPort: options.brightRiverPort ?? 0,
		storagePort: options.brightRiverStoragePort ?? 0,
		stageMs: options.stageMs ?? 1000,
		manual,
		indexLagMs: options.indexLagMs ?? (manual ? 0 : 500),
		indexManual: options.indexManual ?? false,
		searchPageSize: options.searchPageSize ?? 10,
		clientToken: options.clientToken ?? 'sandbox-client-token',
		sessionToken: options.sessionToken ?? 'sandbox-session-token',
		otherSessionToken: options.otherSessionToken ?? 'sandbox-other-session-token',
		now: options.now ?? Date.now,
	};
}
