/** Bright River running: its servers, and the handles by which a test or a demo steers it. */
import { Readable } from 'node:stream';
import { FaultList } from '../server/faults.ts';
import type { Board } from '../board/pageRoutes.ts';
import { controlPath, listen } from '../server/httpServer.ts';
import { RequestJournal } from '../server/journal.ts';
import type { RecordedRequest } from '../server/journal.ts';
import type { BrightRiverSettings } from '../options.ts';
import { createApiServer } from './api/apiServer.ts';
import { controlRoutes } from '../control/brightRiverRoutes.ts';
import { readImage } from './domain/editing.ts';
import { startFtp } from './storage/ftp/ftpServer.ts';
import type { RunningFtp } from './storage/ftp/ftpServer.ts';
import { roadAhead } from './domain/road.ts';
import { openService } from './domain/service.ts';
import type { BrightRiverService } from './domain/service.ts';
import { isJobStatus } from './domain/statuses.ts';
import type { JobStatus } from './domain/statuses.ts';
import { createStorageServer } from './storage/storageServer.ts';

export interface JobSummary {
	id: number;
	guid: string;
	accountId: number;
	parentJobId: number | null;
	name: string;
	status: string;
	fileCount: number;
}

/** What a running Bright River consists of. */
interface Running {
	service: BrightRiverService;
	journal: RequestJournal;
	faults: FaultList;
	/** The API's origin, known once it listens. */
	url: string;
	stop: () => Promise<void>;
}

export class BrightRiverSandbox {
	readonly clientToken: string;
	readonly sessionToken: string;
	/** Valid too, but for another account: sees none of the first one's jobs. */
	readonly otherSessionToken: string;
	/** What the first account's user signs in to FTP with. */
	readonly username: string;
	readonly password: string;
	/** The same of the other account. */
	readonly otherUsername: string;
	readonly otherPassword: string;
	/** What goes wrong on demand. */
	readonly faults: FaultList;
	/** The boards that its own links to. */
	boards: Board[] = [];
	private readonly running: Running;

	constructor(running: Running) {
		const { settings } = running.service;
		this.running = running;
		this.clientToken = settings.clientToken;
		this.sessionToken = settings.sessionToken;
		this.otherSessionToken = settings.otherSessionToken;
		this.username = settings.username;
		this.password = settings.password;
		this.otherUsername = settings.otherUsername;
		this.otherPassword = settings.otherPassword;
		this.faults = running.faults;
	}

	/** The API's origin, e.g. `http://127.0.0.1:8765`. */
	get url(): string {
		return this.running.url;
	}

	/** The page for people: what happens here, and the means to change it. */
	get boardUrl(): string {
		return `${this.url}${controlPath}`;
	}

	/** The storage's origin. */
	get storageUrl(): string {
		return this.running.service.storageUrl;
	}

	/** The port of the storage's FTP server. */
	get ftpPort(): number {
		return this.running.service.ftpPort;
	}

	/** Every request to API and storage, newest last; the last 10,000. */
	get requests(): RecordedRequest[] {
		return this.running.journal.requests;
	}

	clearRequests(): void {
		this.running.journal.clear();
	}

	/** The highest number of requests in flight at once since the last resetStatistics(). */
	get maxInFlight(): number {
		return this.running.journal.maxInFlight;
	}

	resetStatistics(): void {
		this.running.journal.resetStatistics();
	}

	/**
	 * Steps along the job's road, with the work that belongs to them (editing, zipping); where the
	 * job waits for the client's call, as though it had come. Resolves with the new status.
	 */
	async advance(jobId: number, times = 1): Promise<JobStatus> {
		let status = this.status(jobId);
		for (let step = 0; step < times; step++) {
			status = await this.running.service.production.advance(jobId);
		}
		return status;
	}

	/** Steps until the status is reached; rejects when the road from here does not lead there. */
	async advanceTo(jobId: number, status: string): Promise<void> {
		let now = this.status(jobId);
		while (now !== status) {
			if (!roadAhead(now).includes(status as JobStatus)) {
				const remarks = this.running.service.jobs.find(jobId)?.operatorRemarks;
				const why = remarks ? ` (${remarks})` : '';
				throw new Error(`Job ${jobId} is in ${now}${why}; no road leads to ${status}`);
			}
			now = await this.advance(jobId);
		}
	}

	/** Resolves when the job is in the status, at once if it is already. */
	async waitForStatus(jobId: number, status: string): Promise<void> {
		if (this.status(jobId) === status) return;
		const { events } = this.running.service.jobs;
		await new Promise<void>((resolve) => {
			const listener = (id: number, reached: JobStatus) => {
				if (id !== jobId || reached !== status) return;
				events.off('status', listener);
				resolve();
			};
			events.on('status', listener);
		});
	}

	/** Puts a job into any of the 59 statuses; the work on the way there is not done. */
	setStatus(jobId: number, status: string): void {
		this.status(jobId);
		if (!isJobStatus(status)) throw new Error(`There is no status "${status}"`);
		this.running.service.jobs.setStatus(jobId, status);
	}

	/** Every status the job went through, oldest first; ISO times. */
	history(jobId: number): { status: string; at: string }[] {
		const history = this.running.service.jobs.history(jobId);
		return history.map(({ status, at }) => ({ status, at: new Date(at).toISOString() }));
	}

	/** Makes many jobs without files at once; answers their ids, oldest first. */
	createJobs(count: number, status = 'CJ_NEW'): number[] {
		if (!isJobStatus(status)) throw new Error(`There is no status "${status}"`);
		const { jobs, database, accounts } = this.running.service;
		return database.transaction(() =>
			Array.from({ length: count }, (_, number) =>
				jobs.create({
					accountId: accounts[0].id,
					name: `Job ${number + 1}`,
					description: `Made by the sandbox, ${number + 1} of ${count}`,
					status,
				}),
			),
		);
	}

	/** The editors add a picture that matches no uploaded file. Resolves with its id. */
	async addExtraClipped(jobId: number, fileName: string, content: Uint8Array): Promise<number> {
		this.status(jobId);
		const { blobs, files, settings } = this.running.service;
		const stored = await blobs.write(Readable.from([Buffer.from(content)]));
		const facts = await readImage(blobs.path(stored.blob));
		const { format, width, height } = facts ?? { format: null, width: null, height: null };
		const what = { jobId, isOriginal: 0, fileName, createdDate: settings.now() };
		return files.insert({ ...what, ...stored, format, width, height });
	}

	/** Makes search know everything at once. */
	refreshIndex(): void {
		this.running.service.index.refresh();
	}

	/** All jobs of all accounts, oldest first. */
	jobs(): JobSummary[] {
		return this.running.service.jobs
			.list()
			.map(({ id, guid, accountId, parentJobId, name, status, fileCount }) => ({
				...{ id, guid, accountId, parentJobId, name, status, fileCount },
			}));
	}

	async stop(): Promise<void> {
		await this.running.stop();
	}

	private status(jobId: number): JobStatus {
		const job = this.running.service.jobs.find(jobId);
		if (!job) throw new Error(`There is no job ${jobId}`);
		return job.status;
	}
}

/** Opens the data folder and starts the servers. */
export async function startBrightRiver(settings: BrightRiverSettings): Promise<BrightRiverSandbox> {
	const service = openService(settings);
	const journal = new RequestJournal();
	const faults = new FaultList();
	const storage = createStorageServer(service, { journal, faults });
	const api = createApiServer(service, { journal, faults });
	let ftp: RunningFtp | undefined;
	const stop = async () => {
		await Promise.allSettled([api.close(), storage.close(), ftp?.stop()]);
		await service.production.stop();
		service.database.close();
	};
	try {
		const running = { service, journal, faults, url: '', stop };
		const sandbox = new BrightRiverSandbox(running);
		controlRoutes(api, sandbox, service);
		service.storageUrl = await listen(storage, settings.host, settings.storagePort);
		ftp = await startFtp(service);
		service.ftpPort = ftp.port;
		running.url = await listen(api, settings.host, settings.apiPort);
		service.production.start();
		return sandbox;
	} catch (error) {
		await stop();
		throw error;
	}
}
