/** The search index: a copy of the jobs that lags behind them, as the document on POST /search warns. */
import { IndexQueue } from '../../work/indexQueue.ts';
import { KnownLists } from '../../work/knownLists.ts';
import type { BrightRiverSettings } from '../settings.ts';
import type { JobStatus } from './statuses.ts';
import type { Database } from './stores/database.ts';
import type { FileStore } from './stores/fileStore.ts';
import type { JobRow, JobStore } from './stores/jobStore.ts';

/** Guess: the fields a query can look into, and the columns behind them. */
const textColumns = {
	Name: 'nameText',
	Description: 'descriptionText',
	InvoiceReference: 'invoiceReferenceText',
	FileName: 'fileNameText',
	Tags: 'tagsText',
};

export const searchFields = ['Global', 'Id', ...Object.keys(textColumns)];

export interface SearchQuery {
	accountId: number;
	/** From 0. */
	page: number;
	/** One of searchFields. */
	field: string;
	query: string;
	/** Empty: all. */
	statuses: JobStatus[];
	/** Milliseconds since 1970; the moments themselves are not included. */
	dateFrom?: number;
	dateTo?: number;
	deliveredDateFrom?: number;
	deliveredDateTo?: number;
}

/** A job as the index remembers it; dates in milliseconds since 1970. */
export interface IndexRow {
	/** 0 for a rejected job that production has not taken up yet. */
	shownId: number;
	accountId: number;
	guid: string;
	status: string;
	name: string;
	description: string;
	acceptedDate: number | null;
	createdDate: number;
	deliveredDate: number | null;
	orderedDate: number | null;
	reviewedDate: number | null;
	realCost: number;
	fileCount: number;
}

export class SearchIndex {
	private readonly settings: BrightRiverSettings;
	private readonly database: Database;
	private readonly jobs: JobStore;
	private readonly files: FileStore;
	private readonly queue: IndexQueue;
	/** Who reads page after page asks for the same list each time. */
	private readonly lists = new KnownLists();

	constructor(settings: BrightRiverSettings, database: Database, jobs: JobStore, files: FileStore) {
		this.settings = settings;
		this.database = database;
		this.jobs = jobs;
		this.files = files;
		this.queue = new IndexQueue({
			...{ settings, database, idColumn: 'jobId', clock: settings.now },
			takeIn: (id) => this.takeIn(id),
		});
		jobs.events.on('changed', (id) => this.queue.add(id));
	}

	/** Takes in everything that changed, however recently. */
	refresh(): void {
		this.queue.refresh();
	}

	/** One page of matching jobs, newest first, and how many match in all. */
	search(query: SearchQuery): { totalJobs: number; jobs: IndexRow[] } {
		const { database, settings } = this;
		const pageSize = settings.readings.is('page-size', 'three') ? 3 : settings.searchPageSize;
		this.queue.catchUp();
		const ids = this.lists.get(JSON.stringify({ ...query, page: undefined }), () => {
			const { where, values } = conditions(query);
			const sql = `SELECT jobId FROM searchIndex WHERE ${where}
				ORDER BY createdDate DESC, jobId DESC`;
			return database.all<{ jobId: number }>(sql, ...values).map(({ jobId }) => jobId);
		});
		const shown = ids.slice(query.page * pageSize, (query.page + 1) * pageSize);
		const row = 'SELECT * FROM searchIndex WHERE jobId = ?';
		return {
			totalJobs: ids.length,
			jobs: shown.map((jobId) => database.get<IndexRow>(row, jobId)!),
		};
	}

	private takeIn(jobId: number): void {
		this.lists.forget();
		this.database.run('DELETE FROM searchIndex WHERE jobId = ?', jobId);
		const job = this.jobs.find(jobId);
		// A trashed job is removed from the job overview, says the list of statuses.
		if (job && job.status !== 'CJ_TRASH_CANCELLED') this.insert(job);
	}

	private insert(job: JobRow): void {
		const fileNames = job.fileCount > 0 ? this.files.originals(job.id) : [];
		this.database.insert('searchIndex', {
			jobId: job.id,
			shownId: job.parentJobId !== null && job.acceptedDate === null ? 0 : job.id,
			accountId: job.accountId,
			guid: job.guid,
			status: job.status,
			name: job.name,
			description: job.description ?? '',
			acceptedDate: job.acceptedDate,
			createdDate: job.createdDate,
			deliveredDate: job.deliveredDate,
			orderedDate: job.orderedDate,
			reviewedDate: job.reviewedDate,
			realCost: job.realCost,
			fileCount: job.fileCount,
			nameText: job.name.toLowerCase(),
			descriptionText: (job.description ?? '').toLowerCase(),
			invoiceReferenceText: (job.invoiceReference ?? '').toLowerCase(),
			fileNameText: fileNames.map((file) => file.fileName.toLowerCase()).join('\n'),
			tagsText: (JSON.parse(job.tags) as string[]).join('\n').toLowerCase(),
		});
	}
}

function conditions(query: SearchQuery): { where: string; values: (string | number)[] } {
	const parts = ['accountId = ?'];
	const values: (string | number)[] = [query.accountId];
	const add = (part: string, ...more: (string | number)[]) => {
		parts.push(part);
		values.push(...more);
	};
	if (query.statuses.length > 0) {
		add('status IN (SELECT value FROM json_each(?))', JSON.stringify(query.statuses));
	}
	if (query.dateFrom !== undefined) add('createdDate > ?', query.dateFrom);
	if (query.dateTo !== undefined) add('createdDate < ?', query.dateTo);
	if (query.deliveredDateFrom !== undefined) add('deliveredDate > ?', query.deliveredDateFrom);
	if (query.deliveredDateTo !== undefined) add('deliveredDate < ?', query.deliveredDateTo);
	// Every word must occur, in any order.
	for (const word of query.query.toLowerCase().split(/\s+/).filter(Boolean)) {
		const texts = Object.entries(textColumns)
			.filter(([field]) => query.field === 'Global' || query.field === field)
			.map(([, column]) => `instr(${column}, ?) > 0`);
		const anyOf = texts.map(() => word);
		if (query.field === 'Global' || query.field === 'Id') {
			texts.push('CAST(jobId AS TEXT) = ?');
			anyOf.push(word.replace(/^#/, ''));
		}
		add(`(${texts.join(' OR ')})`, ...anyOf);
	}
	return { where: parts.join(' AND '), values };
}
