/** Bright River running: its servers, and the handles by which a test or a demo steers it. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { FaultList } from '../server/faults.ts';
import { listen } from '../server/httpServer.ts';
import { RequestJournal } from '../server/journal.ts';
import { ServiceHandle } from '../server/serviceHandle.ts';
import type { ServerRecords } from '../server/serviceHandle.ts';
import { createApiServer } from './api/apiServer.ts';
import { readImage } from './domain/editing.ts';
import { roadAhead, roadOf } from './domain/road.ts';
import { openService } from './domain/service.ts';
import type { BrightRiverService } from './domain/service.ts';
import { isJobStatus } from './domain/statuses.ts';
import type { JobStatus } from './domain/statuses.ts';
import type { BrightRiverSettings } from './settings.ts';
import { startFtp } from './storage/ftp/ftpServer.ts';
import type { RunningFtp } from './storage/ftp/ftpServer.ts';
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

export class BrightRiverSandbox extends ServiceHandle {
	readonly name = 'Bright River';
	readonly clientToken: string;
	readonly sessionToken: string;
	/** Valid too, but for another account: sees none of the first one's jobs. */
	readonly otherSessionToken: string;
	/** What the first account's user signs in to FTP with. */
	readonly username: string;
	readonly password: string;
	/** The same for the other account. */
	readonly otherUsername: string;
	readonly otherPassword: string;
	private readonly service: BrightRiverService;

	constructor(service: BrightRiverService, records: ServerRecords) {
		super(service, records);
		const { settings } = service;
		this.service = service;
		this.clientToken = settings.clientToken;
		this.sessionToken = settings.sessionToken;
		this.otherSessionToken = settings.otherSessionToken;
		this.username = settings.username;
		this.password = settings.password;
		this.otherUsername = settings.otherUsername;
		this.otherPassword = settings.otherPassword;
	}

	/** The port of the storage's FTP server. */
	get ftpPort(): number {
		return this.service.ftpPort;
	}

	/**
	 * Steps along the job's road, with the work that belongs to them (editing, zipping); where the
	 * job waits for the client's call, as though it had come. Resolves with the new status.
	 */
	async advance(jobId: number, times = 1): Promise<JobStatus> {
		let status = this.status(jobId);
		for (let step = 0; step < times; step++) {
			status = await this.service.production.advance(jobId);
		}
		return status;
	}

	/** Steps until the status is reached; rejects when the road from here does not lead there. */
	async advanceTo(jobId: number, status: string): Promise<void> {
		let now = this.status(jobId);
		while (now !== status) {
			const road = roadOf(this.service.settings.readings);
			const before = this.service.jobs.statusBefore(jobId);
			if (!roadAhead(road, now, before).includes(status as JobStatus)) {
				const remarks = this.service.jobs.find(jobId)?.operatorRemarks;
				const why = remarks ? ` (${remarks})` : '';
				throw new Error(`Job ${jobId} is in ${now}${why}; no road leads to ${status}`);
			}
			now = await this.advance(jobId);
		}
	}

	/** Resolves when the job is in the status, at once if it is already. */
	async waitForStatus(jobId: number, status: string): Promise<void> {
		if (this.status(jobId) === status) return;
		const { events } = this.service.jobs;
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
		this.service.jobs.setStatus(jobId, status);
	}

	/** Every status the job went through, oldest first; ISO times. */
	history(jobId: number): { status: string; at: string }[] {
		const history = this.service.jobs.history(jobId);
		return history.map(({ status, at }) => ({ status, at: new Date(at).toISOString() }));
	}

	/** Makes many jobs at once, without files; returns their ids, oldest first. */
	createJobs(count: number, status = 'CJ_NEW'): number[] {
		if (!isJobStatus(status)) throw new Error(`There is no status "${status}"`);
		const { jobs, database, accounts } = this.service;
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
		const { blobs, files, settings } = this.service;
		const stored = await blobs.write(Readable.from([Buffer.from(content)]));
		const facts = await readImage(blobs.path(stored.blob));
		const { format, width, height } = facts ?? { format: null, width: null, height: null };
		const what = { jobId, isOriginal: 0, fileName, createdDate: settings.now() };
		return files.insert({ ...what, ...stored, format, width, height });
	}

	/** Brings the search index up to date at once. */
	refreshIndex(): void {
		this.service.index.refresh();
	}

	/** All jobs of all accounts, oldest first. */
	jobs(): JobSummary[] {
		return this.service.jobs
			.list()
			.map(({ id, guid, accountId, parentJobId, name, status, fileCount }) => ({
				...{ id, guid, accountId, parentJobId, name, status, fileCount },
			}));
	}

	private status(jobId: number): JobStatus {
		const job = this.service.jobs.find(jobId);
		if (!job) throw new Error(`There is no job ${jobId}`);
		return job.status;
	}
}

/** A Bright River whose servers do not listen yet, so that its API can still get more routes. */
export interface OpenedBrightRiver {
	sandbox: BrightRiverSandbox;
	service: BrightRiverService;
	api: FastifyInstance;
	/** Listens, and lets jobs move; rejects when a port is taken. */
	start(): Promise<void>;
	/** Resolves when no port, file or timer is held any more, however far start() got. */
	stop(): Promise<void>;
}

/** Opens the data folder; throws when it cannot be opened. */
export function openBrightRiver(settings: BrightRiverSettings): OpenedBrightRiver {
	const service = openService(settings);
	const records = { journal: new RequestJournal(), faults: new FaultList() };
	const storage = createStorageServer(service, records);
	const api = createApiServer(service, records);
	let ftp: RunningFtp | undefined;
	return {
		sandbox: new BrightRiverSandbox(service, records),
		service,
		api,
		async start() {
			service.storageUrl = await listen(storage, settings.host, settings.storagePort);
			ftp = await startFtp(service);
			service.ftpPort = ftp.port;
			service.apiUrl = await listen(api, settings.host, settings.apiPort);
			service.production.start();
		},
		async stop() {
			await Promise.allSettled([api.close(), storage.close(), ftp?.stop()]);
			await service.production.stop();
			service.database.close();
		},
	};
}
