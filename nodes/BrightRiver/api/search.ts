import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { readPages, readTotal, type Page } from '../../shared/client/pages';
import { listIn } from '../../shared/client/response';

/** A job as `POST /search` gives it. `id` can be 0; then only `guid` tells which job it is. */
export interface FoundJob extends IDataObject {
	id: number;
	guid: string;
	name: string;
	status: string;
	createdDate: string;
	acceptedDate?: string | null;
	orderedDate?: string | null;
	deliveredDate?: string | null;
	/** What the offer says; of the answers to all calls, only this one has a price. */
	realCost?: number | null;
}

/** Body of `POST /search`, document 004, but for `page`. */
export interface JobQuery extends IDataObject {
	field?: string;
	query?: string;
	statuses?: string[];
	dateFrom?: string;
}

/** One page of `POST /search`; it changes nothing, so it may be sent again. */
export async function searchPage(
	client: Client,
	query: JobQuery,
	page: number,
): Promise<Page<FoundJob>> {
	const body = { ...query, page };
	const answer = await client.object('POST /search', { body, repeatable: true });
	const entries = listIn(client.context, answer, 'jobs') as FoundJob[];
	return { entries, total: readTotal(answer.totalJobs), mayCountPage: true };
}

/** The jobs that a query finds, newest first as the service gives them, at most `limit`, and how many there are. */
export async function searchAllPages(
	client: Client,
	query: JobQuery,
	limit = Infinity,
): Promise<{ jobs: FoundJob[]; total: number }> {
	let total = 0;
	const read = async (number: number) => {
		const page = await searchPage(client, query, number);
		total = page.total;
		return page;
	};
	const jobs = await readPages(read, (job) => job.guid ?? job.id, limit);
	return { jobs, total: Number.isFinite(total) ? Math.max(total, jobs.length) : jobs.length };
}
