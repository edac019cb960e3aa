/** Moves jobs along their road: by itself when their time has come, or step by step when told to. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { BlobFolder } from '../../server/disk/blobFolder.ts';
import { writeZip } from '../../server/disk/zip.ts';
import { Schedule } from '../../work/schedule.ts';
import { UnderWay } from '../../work/underWay.ts';
import type { BrightRiverSettings } from '../settings.ts';
import { editImage } from './editing.ts';
import { complexityOf, priceOf } from './prices.ts';
import { firstStop, roadOf, stepFrom } from './road.ts';
import type { Step } from './road.ts';
import { goneStatuses } from './statuses.ts';
import type { JobStatus } from './statuses.ts';
import type { Database } from './stores/database.ts';
import type { FileRow, FileStore, NewFile } from './stores/fileStore.ts';
import type { JobRow, JobStore } from './stores/jobStore.ts';

/** What must happen before a job leaves a status; may name another status than the road's next. */
type Work = (job: JobRow) => JobStatus | undefined | Promise<JobStatus | undefined>;

const stopped = new Error('The sandbox is stopping');

export class Production {
	private readonly settings: BrightRiverSettings;
	private readonly database: Database;
	private readonly jobs: JobStore;
	private readonly files: FileStore;
	private readonly blobs: BlobFolder;
	private readonly zips: string;
	private readonly schedule: Schedule<number>;
	private readonly moving = new UnderWay<number, JobStatus>();
	private readonly atWork = pLimit(2);
	private stopping = false;

	private readonly work: Partial<Record<JobStatus, Work>> = {
		CJ_REQUEST_OFFER_VAL: (job) => this.validate(job),
		CJ_REVIEWING: (job) => this.rateFiles(job),
		CJ_REVIEWED2: (job) => this.setPrice(job),
		CJ_WORK_PROGRESS: async (job) => await this.atWork(async () => await this.edit(job)),
		CJ_ZIP_INIT: async (job) => await this.atWork(async () => await this.zip(job)),
	};

	constructor(
		settings: BrightRiverSettings,
		database: Database,
		jobs: JobStore,
		files: FileStore,
		blobs: BlobFolder,
	) {
		this.settings = settings;
		this.database = database;
		this.jobs = jobs;
		this.files = files;
		this.blobs = blobs;
		this.zips = join(settings.dataFolder, 'zips');
		mkdirSync(this.zips, { recursive: true });
		this.schedule = new Schedule(settings.now, (due) => this.moveOn(due.map(({ key }) => key)));
		jobs.events.on('status', (id, status, dueAt) => {
			if (goneStatuses.includes(status)) this.dropContents(id);
			if (dueAt === null) this.schedule.cancel(id);
			else this.schedule.add(id, dueAt);
		});
	}

	/** Lets jobs move by themselves, those that an earlier run left on their way too, unless the sandbox is manual. */
	start(): void {
		if (this.settings.manual) return;
		const now = this.settings.now();
		for (const { id, dueAt } of this.jobs.passing()) this.schedule.add(id, dueAt ?? now);
		this.schedule.start();
	}

	/** Stops moving jobs; resolves when nothing is under way. What was interrupted is redone at the next start. */
	async stop(): Promise<void> {
		this.stopping = true;
		this.schedule.stop();
		await this.moving.settled();
	}

	/**
	 * One step along the road, with the work that belongs to it; where the client's call is waited
	 * for, as though it had come. Resolves with the new status.
	 */
	async advance(id: number): Promise<JobStatus> {
		return await this.moving.do(id, async () => {
			const job = this.jobs.find(id);
			if (!job) throw new Error(`There is no job ${id}`);
			const step = this.stepOf(id, job.status);
			if (!step) throw new Error(`Job ${id} is in ${job.status}, where no road leads on`);
			return await this.leave(job, firstStop(this.settings.readings, job.status, step));
		});
	}

	/** Where a job's zip lies once it is made. */
	zipPath(id: number): string {
		return join(this.zips, `${id}.zip`);
	}

	private stepOf(id: number, status: JobStatus): Step | undefined {
		const before = status === 'TIMECAROUSEL' ? this.jobs.statusBefore(id) : undefined;
		return stepFrom(roadOf(this.settings.readings), status, before);
	}

	private async leave(job: JobRow, next: JobStatus): Promise<JobStatus> {
		let arrived = next;
		try {
			arrived = (await this.work[job.status]?.(job)) ?? next;
		} catch (error) {
			if (error === stopped) throw error;
			this.jobs.update(job.id, { operatorRemarks: (error as Error).message });
			arrived = job.status === 'CJ_ZIP_INIT' ? 'CJ_ZIP_ERROR' : 'CJ_ERROR';
		}
		// Someone may have put the job elsewhere while the work was done.
		const { status } = this.jobs.find(job.id) ?? job;
		if (status !== job.status) return status;
		this.jobs.setStatus(job.id, arrived);
		return arrived;
	}

	/** Takes the next step of jobs whose time in their status is over. */
	private moveOn(ids: number[]): void {
		this.database.transaction(() => {
			for (const id of ids) {
				const status = this.jobs.statusOf(id);
				const step = status && this.stepOf(id, status);
				if (!step) continue;
				// A job without work to wait for moves at once, many in one transaction.
				if (this.work[status]) void this.advance(id).catch(() => undefined);
				else this.jobs.setStatus(id, firstStop(this.settings.readings, status, step));
			}
		});
	}

	private validate(job: JobRow): JobStatus | undefined {
		if (job.fileCount > 0) return undefined;
		this.jobs.update(job.id, { operatorRemarks: 'The job has no images' });
		return 'CJ_ERROR';
	}

	private rateFiles(job: JobRow): undefined {
		for (const file of this.files.originals(job.id)) {
			this.files.update(file.id, { complexityId: complexityOf(file) });
		}
	}

	private setPrice(job: JobRow): undefined {
		this.jobs.update(job.id, { realCost: priceOf(job, this.files.originals(job.id)) });
	}

	private async edit(job: JobRow): Promise<JobStatus | undefined> {
		for (const earlier of this.files.clipped(job.id)) this.files.remove(earlier);
		const originals = this.files.originals(job.id);
		const inTurn = pLimit(2);
		const edits = originals.map((file) => inTurn(async () => await this.editFile(file)));
		await Promise.allSettled(edits);
		const done = (await Promise.all(edits)).filter((file) => file !== null);
		this.database.transaction(() => done.forEach((file) => this.files.insert(file)));
		if (originals.length > 0 && done.length === 0) {
			throw new Error('None of the files is an image that can be edited');
		}
		return undefined;
	}

	/** null, and a remark, when the file cannot be edited. */
	private async editFile(file: FileRow): Promise<NewFile | null> {
		if (this.stopping) throw stopped;
		const blob = this.blobs.newName();
		const path = this.blobs.path(blob);
		try {
			const result = await editImage(this.blobs.path(file.blob), path, file.timesRejected);
			const { size, md5 } = await this.blobs.measure(blob);
			const { format, width, height, newEnding } = result;
			this.files.update(file.id, { remarkFromProcessor: null });
			return {
				jobId: file.jobId,
				originalId: file.id,
				isOriginal: 0,
				fileName: newEnding ? `${file.fileName}.${newEnding}` : file.fileName,
				...{ blob, size, md5, format, width, height },
				createdDate: this.settings.now(),
			};
		} catch (error) {
			this.blobs.remove(blob);
			const remark = `The file cannot be edited: ${(error as Error).message.split('\n')[0]}`;
			this.files.update(file.id, { remarkFromProcessor: remark });
			return null;
		}
	}

	private async zip(job: JobRow): Promise<undefined> {
		const entries = this.files.clipped(job.id).map((file) => ({
			name: file.fileName,
			path: this.blobs.path(file.blob),
			modified: file.createdDate,
		}));
		await writeZip(this.zipPath(job.id), entries);
	}

	private dropContents(id: number): void {
		this.files.dropContents(id);
		rmSync(this.zipPath(id), { force: true });
	}
}
