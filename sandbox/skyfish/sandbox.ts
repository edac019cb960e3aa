/** Skyfish running: its two servers, and the handles by which a test or a demo steers it. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FaultList } from '../server/faults.ts';
import type { Board } from '../board/pageRoutes.ts';
import { controlPath, listen } from '../server/httpServer.ts';
import { RequestJournal } from '../server/journal.ts';
import type { RecordedRequest } from '../server/journal.ts';
import type { SkyfishSettings } from '../options.ts';
import { createApiServer } from './api/apiServer.ts';
import { controlRoutes } from '../control/skyfishRoutes.ts';
import { describeMedia } from './domain/mediaRecord.ts';
import type { SkyfishMedia } from './domain/mediaRecord.ts';
import { samplePicture } from './domain/samplePictures.ts';
import { sandboxAccount, seed } from './domain/seed.ts';
import { openService } from './domain/service.ts';
import type { SkyfishService } from './domain/service.ts';
import { createStorageServer } from './storage/storageServer.ts';

/** What addMedia() can be told. */
export interface SampleMedia {
	/** Default: the root folder. */
	folderId?: number;
	fileName?: string;
	/** Default: a drawn picture, another one each time. */
	content?: Uint8Array;
	title?: string;
	keywords?: string[];
}

/** What a running Skyfish consists of. */
interface Running {
	service: SkyfishService;
	journal: RequestJournal;
	faults: FaultList;
	stop: () => Promise<void>;
}

export class SkyfishSandbox {
	readonly username = sandboxAccount.username;
	readonly password = sandboxAccount.password;
	readonly userId = sandboxAccount.userId;
	/** A second user of the same company, no admin. */
	readonly readerUsername = sandboxAccount.readerUsername;
	readonly readerPassword = sandboxAccount.readerPassword;
	readonly readerId = sandboxAccount.readerId;
	readonly apiKey = sandboxAccount.apiKey;
	readonly apiSecret = sandboxAccount.apiSecret;
	readonly companyId = sandboxAccount.companyId;
	/** A folder in which the first user may do everything. */
	readonly rootFolderId = sandboxAccount.rootFolderId;
	/** A folder that the first user may only read. */
	readonly readOnlyFolderId = sandboxAccount.readOnlyFolderId;
	/** A folder of the second user that the first one may not even see. */
	readonly hiddenFolderId = sandboxAccount.hiddenFolderId;
	/** The first user's trashcan. */
	readonly trashFolderId = sandboxAccount.trashFolderId;
	/** What goes wrong on demand. */
	readonly faults: FaultList;
	/** The boards that its own links to. */
	boards: Board[] = [];
	private readonly running: Running;
	private samples = 0;

	constructor(running: Running) {
		this.running = running;
		this.faults = running.faults;
	}

	/** The API's origin, e.g. `http://127.0.0.1:8767`. */
	get url(): string {
		return this.running.service.apiUrl;
	}

	/** The page for people: what happens here, and the means to change it. */
	get boardUrl(): string {
		return `${this.url}${controlPath}`;
	}

	/** The storage's origin: where uploads go and downloads come from. */
	get storageUrl(): string {
		return this.running.service.storageUrl;
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

	/** Puts a media into a folder, imported at once. Resolves with its unique_media_id. */
	async addMedia(sample: SampleMedia = {}): Promise<number> {
		const { blobs, folders, media, imports } = this.running.service;
		const { folderId = this.rootFolderId, title, keywords } = sample;
		const folder = folders.find(folderId);
		if (!folder) throw new Error(`There is no folder ${folderId}`);
		const number = ++this.samples;
		const fileName = sample.fileName ?? `sample-${number}.jpg`;
		const content = sample.content ?? (await samplePicture(randomUUID()));
		const stored = await blobs.write(Readable.from([Buffer.from(content)]));
		const { companyId } = folder;
		const uploadedBy = this.userId;
		const id = media.create({ companyId, uploadedBy, fileName, ...stored, importStart: 0 });
		media.addPointer(id, folderId);
		await imports.finish(id);
		if (title !== undefined || keywords !== undefined) {
			const { metadata } = describeMedia(this.running.service, id)!;
			if (title !== undefined) metadata.title.en = title;
			if (keywords !== undefined) metadata.keywords.en = keywords;
			media.record(id, { metadata: JSON.stringify(metadata) });
		}
		return id;
	}

	/** Makes a folder in which the first user may do everything, at the top or in another one. */
	addFolder(name: string, parentId?: number): number {
		const { folders } = this.running.service;
		if (parentId !== undefined && !folders.find(parentId)) {
			throw new Error(`There is no folder ${parentId}`);
		}
		const id = folders.create({ companyId: this.companyId, name, parent: parentId ?? null });
		if (parentId === undefined) folders.grant(id, this.userId, ['READ', 'WRITE', 'ADMIN']);
		return id;
	}

	/** Finishes every import under way. */
	async finishImports(): Promise<void> {
		await this.running.service.imports.finishAll();
	}

	/** Says how far an import is, in percent. */
	setImportProgress(mediaId: number, percent: number): void {
		this.running.service.media.record(mediaId, { importProgress: percent });
	}

	/** Makes every zip file that was asked for. */
	async finishZips(): Promise<void> {
		await this.running.service.zips.finishAll();
	}

	/** Makes search know everything at once. */
	refreshIndex(): void {
		this.running.service.index.refresh();
	}

	/** Ends every token there is. */
	expireTokens(): void {
		this.running.service.accounts.expireTokens();
	}

	/** Sets the server's clock that far ahead of the machine's (or behind), in milliseconds. */
	setClockOffset(ms: number): void {
		if (!Number.isFinite(ms)) throw new Error('The offset must be a number of milliseconds');
		this.running.service.clock.offset = ms;
	}

	/** The user names that a new password was asked for, known or not. */
	passwordResets(): string[] {
		return this.running.service.accounts.passwordResets();
	}

	/** Everything known about a media; undefined when it is gone. */
	media(id: number): SkyfishMedia | undefined {
		return describeMedia(this.running.service, id);
	}

	/** Every media of every company, oldest first. */
	allMedia(): SkyfishMedia[] {
		const { service } = this.running;
		return service.media.list().map(({ id }) => describeMedia(service, id)!);
	}

	async stop(): Promise<void> {
		await this.running.stop();
	}
}

/** Opens the data folder and starts both servers. */
export async function startSkyfish(settings: SkyfishSettings): Promise<SkyfishSandbox> {
	const service = openService(settings);
	const journal = new RequestJournal();
	const faults = new FaultList();
	const storage = createStorageServer(service, { journal, faults });
	const api = createApiServer(service, { journal, faults });
	const stop = async () => {
		await Promise.allSettled([api.close(), storage.close()]);
		await Promise.allSettled([service.imports.stop(), service.zips.stop()]);
		service.database.close();
	};
	try {
		await seed(service);
		const sandbox = new SkyfishSandbox({ service, journal, faults, stop });
		controlRoutes(api, sandbox, service);
		service.storageUrl = await listen(storage, settings.host, settings.storagePort);
		service.apiUrl = await listen(api, settings.host, settings.apiPort);
		service.imports.start();
		service.zips.start();
		return sandbox;
	} catch (error) {
		await stop();
		throw error;
	}
}
