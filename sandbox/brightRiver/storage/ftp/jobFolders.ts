/** What one account sees by FTP: `/<day>/<job>/ORIGINAL/` to put files in, `…/CLIPPED/` to fetch results. */
import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import { posix } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Account, BrightRiverService } from '../../domain/service.ts';
import { goneStatuses, openStatuses } from '../../domain/statuses.ts';
import type { FileRow } from '../../domain/stores/fileStore.ts';
import type { JobRow } from '../../domain/stores/jobStore.ts';
import { forbidden, notFound, requireStatus } from '../../errors.ts';
import { jobOfAccount } from '../access.ts';
import { dayFolder } from '../links.ts';
import { receiveFile } from './receiveFile.ts';

const jobParts = ['ORIGINAL', 'CLIPPED'] as const;

/** A place in the tree, as deep as its path goes. */
interface Place {
	path: string;
	day?: string;
	job?: JobRow;
	part?: (typeof jobParts)[number];
	fileName?: string;
}

/** What a listing says of a file or folder. */
interface Entry {
	name: string;
	/** Bytes. */
	size: number;
	mtime: Date;
	isDirectory(): boolean;
}

/** The file system that the FTP server asks; what it does not have, such as deleting, is refused. */
export class JobFolders {
	private readonly service: BrightRiverService;
	private readonly account: Account;
	private readonly control: Socket;
	private folder = '/';

	/** @param control the connection that carries the client's commands */
	constructor(service: BrightRiverService, account: Account, control: Socket) {
		this.service = service;
		this.account = account;
		this.control = control;
	}

	currentDirectory(): string {
		return this.folder;
	}

	chdir(path = '.'): string {
		const place = this.place(path);
		if (place.fileName !== undefined) throw notFound();
		this.folder = place.path;
		return this.folder;
	}

	get(path: string): Entry {
		const place = this.place(path);
		return place.fileName === undefined
			? this.folderEntry(place.path)
			: fileEntry(this.file(place));
	}

	list(path = '.'): Entry[] {
		const place = this.place(path);
		if (place.part) return this.filesIn(place).map(fileEntry);
		if (place.job) return jobParts.map((name) => this.folderEntry(name));
		const jobs = this.jobs().filter(
			(job) => place.day === undefined || dayFolder(job) === place.day,
		);
		const names = jobs.map((job) => (place.day === undefined ? dayFolder(job) : String(job.id)));
		return [...new Set(names)].map((name) => this.folderEntry(name));
	}

	read(path: string, { start }: { start?: number } = {}): { stream: Readable; clientPath: string } {
		const place = this.place(path);
		const { blob } = this.file(place);
		const stream = createReadStream(this.service.blobs.path(blob), { start });
		return { stream, clientPath: place.path };
	}

	write(
		path: string,
		{ append, start }: { append?: boolean; start?: number } = {},
	): { stream: Writable; clientPath: string } {
		const place = this.place(path);
		const { job, fileName } = place;
		if (place.part !== 'ORIGINAL' || !job || fileName === undefined) throw forbidden();
		// Adding to a file, or going on in the middle of one: only whole files are taken.
		if (append || start) throw forbidden();
		requireStatus(job, openStatuses);
		const openJob = () => jobOfAccount(this.service, this.account, job.id);
		const stream = receiveFile(this.service, fileName, openJob, this.control);
		// The library reads no commands during a transfer, and so would not see a client go.
		this.control.resume();
		return { stream, clientPath: place.path };
	}

	/** Finds what a path leads to; a file need not be there yet. */
	private place(path: string): Place {
		const whole = posix.resolve(this.folder, path);
		const [day, job, part, ...names] = whole.split('/').slice(1).filter(Boolean);
		const place: Place = { path: whole };
		if (day === undefined) return place;
		place.day = day;
		if (job === undefined) {
			if (!this.jobs().some((one) => dayFolder(one) === day)) throw notFound();
			return place;
		}
		place.job = jobOfAccount(this.service, this.account, /^\d+$/.test(job) ? Number(job) : 0);
		if (dayFolder(place.job) !== day) throw notFound();
		if (part === undefined) return place;
		place.part = jobParts.find((name) => name === part);
		if (!place.part || names.length > 1) throw notFound();
		return { ...place, fileName: names[0] };
	}

	private jobs(): JobRow[] {
		return this.service.jobs.list().filter(({ accountId, status }) => {
			return accountId === this.account.id && !goneStatuses.includes(status);
		});
	}

	private filesIn({ job, part }: Place): FileRow[] {
		const { files } = this.service;
		const id = job?.id ?? 0;
		return part === 'CLIPPED' ? files.clipped(id) : files.originals(id);
	}

	private file(place: Place): FileRow {
		const file = this.filesIn(place).find(({ fileName }) => fileName === place.fileName);
		if (!file) throw notFound();
		return file;
	}

	private folderEntry(name: string): Entry {
		return { name, size: 0, mtime: new Date(this.service.settings.now()), isDirectory: () => true };
	}
}

function fileEntry({ fileName, size, createdDate }: FileRow): Entry {
	return { name: fileName, size, mtime: new Date(createdDate), isDirectory: () => false };
}
