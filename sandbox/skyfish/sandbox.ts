/** Skyfish running: its two servers, and the handles by which a test or a demo steers it. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { FaultList } from '../server/faults.ts';
import { listen } from '../server/httpServer.ts';
import { RequestJournal } from '../server/journal.ts';
import { ServiceHandle } from '../server/serviceHandle.ts';
import type { ServerRecords } from '../server/serviceHandle.ts';
import { createApiServer } from './api/apiServer.ts';
import { describeMedia } from './domain/mediaRecord.ts';
import type { SkyfishMedia } from './domain/mediaRecord.ts';
import { samplePicture } from './domain/samplePictures.ts';
import { sandboxAccount, seed } from './domain/seed.ts';
import { openService } from './domain/service.ts';
import type { SkyfishService } from './domain/service.ts';
import type { SkyfishSettings } from './settings.ts';
import { createStorageServer } from './storage/storageServer.ts';

/** What addMedia() takes. */
export interface SampleMedia {
	/** Default: the root folder. */
	folderId?: number;
	fileName?: string;
	/** Default: a drawn picture, another one each time. */
	content?: Uint8Array;
	title?: string;
	keywords?: string[];
}

export class SkyfishSandbox extends ServiceHandle {
	readonly name = 'Skyfish';
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
	private readonly service: SkyfishService;
	private samples = 0;

	constructor(service: SkyfishService, records: ServerRecords) {
		super(service, records);
		this.service = service;
	}

	/** Puts a media item into a folder, imported at once. Resolves with its unique_media_id. */
	async addMedia(sample: SampleMedia = {}): Promise<number> {
		const { blobs, folders, media, imports } = this.service;
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
			const { metadata } = describeMedia(this.service, id)!;
			if (title !== undefined) metadata.title.en = title;
			if (keywords !== undefined) metadata.keywords.en = keywords;
			media.record(id, { metadata: JSON.stringify(metadata) });
		}
		return id;
	}

	/** Puts many media items into the root folder, uploaded evenly over the last so many ms, known to searches. */
	async addMediaOver(count: number, lastMs: number): Promise<number[]> {
		const { database, media, index, blobs, clock } = this.service;
		const { id: sampleId, ...sample } = media.find(await this.addMedia())!;
		const last = clock.now();
		const ids = database.transaction(() =>
			Array.from({ length: count }, (_, number) => {
				const blob = blobs.copy(sample.blob);
				const createdDate = Math.floor(last - lastMs + (number * lastMs) / count);
				const fileName = `picture-${number + 1}.jpg`;
				const id = media.create({ ...sample, blob, createdDate, fileName });
				media.addPointer(id, this.rootFolderId);
				return id;
			}),
		);
		media.removePointer(sampleId, this.rootFolderId);
		database.transaction(() => index.takeInAsUploaded(ids));
		return ids;
	}

	/** Gives a media item another title, as a person does in the web app. */
	retitle(mediaId: number, title: string): void {
		this.service.media.modifyMetadata(mediaId, (metadata) => ({
			...metadata,
			title: { ...metadata.title, en: title },
		}));
	}

	/** Sets the day on which a media item expires, as `yyyy-mm-dd`. */
	setExpirationDate(mediaId: number, expirationDate: string): void {
		this.service.media.modify(mediaId, { expirationDate });
	}

	/** Puts a media item into a folder, and into no other. */
	move(mediaId: number, folderId: number): void {
		const { media } = this.service;
		const before = media.foldersOf(mediaId);
		media.addPointer(mediaId, folderId);
		for (const id of before) if (id !== folderId) media.removePointer(mediaId, id);
	}

	/** Makes a folder in which the first user may do everything, at the top or in another one. */
	addFolder(name: string, parentId?: number): number {
		const { folders } = this.service;
		if (parentId !== undefined && !folders.find(parentId)) {
			throw new Error(`There is no folder ${parentId}`);
		}
		const id = folders.create({ companyId: this.companyId, name, parent: parentId ?? null });
		if (parentId === undefined) folders.grant(id, this.userId, ['READ', 'WRITE', 'ADMIN']);
		return id;
	}

	/** Finishes every import under way. */
	async finishImports(): Promise<void> {
		await this.service.imports.finishAll();
	}

	/** Sets how far an import is, in percent. */
	setImportProgress(mediaId: number, percent: number): void {
		this.service.media.record(mediaId, { importProgress: percent });
	}

	/** Makes every zip file that was asked for. */
	async finishZips(): Promise<void> {
		await this.service.zips.finishAll();
	}

	/** Brings the search index up to date at once. */
	refreshIndex(): void {
		this.service.index.refresh();
	}

	/** Expires every token. */
	expireTokens(): void {
		this.service.accounts.expireTokens();
	}

	/** Sets the server's clock that far ahead of the machine's (or behind), in milliseconds. */
	setClockOffset(ms: number): void {
		if (!Number.isFinite(ms)) throw new Error('The offset must be a number of milliseconds');
		this.service.clock.offset = ms;
	}

	/** The user names that a new password was asked for, known or not. */
	passwordResets(): string[] {
		return this.service.accounts.passwordResets();
	}

	/** Everything known about a media item; undefined when there is none. */
	media(id: number): SkyfishMedia | undefined {
		return describeMedia(this.service, id);
	}

	/** Every media of every company, oldest first. */
	allMedia(): SkyfishMedia[] {
		return this.service.media.list().map(({ id }) => describeMedia(this.service, id)!);
	}
}

/** A Skyfish whose servers do not listen yet, so that its API can still get more routes. */
export interface OpenedSkyfish {
	sandbox: SkyfishSandbox;
	service: SkyfishService;
	api: FastifyInstance;
	/** Fills an empty data folder and listens; rejects when a port is taken. */
	start(): Promise<void>;
	/** Resolves when no port, file or timer is held any more, however far start() got. */
	stop(): Promise<void>;
}

/** Opens the data folder; throws when it cannot be opened. */
export function openSkyfish(settings: SkyfishSettings): OpenedSkyfish {
	const service = openService(settings);
	const records = { journal: new RequestJournal(), faults: new FaultList() };
	const storage = createStorageServer(service, records);
	const api = createApiServer(service, records);
	return {
		sandbox: new SkyfishSandbox(service, records),
		service,
		api,
		async start() {
			await seed(service);
			service.storageUrl = await listen(storage, settings.host, settings.storagePort);
			service.apiUrl = await listen(api, settings.host, settings.apiPort);
			service.imports.start();
			service.zips.start();
		},
		async stop() {
			await Promise.allSettled([api.close(), storage.close()]);
			await Promise.allSettled([service.imports.stop(), service.zips.stop()]);
			service.database.close();
		},
	};
}
