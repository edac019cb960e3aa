import type { IDataObject } from 'n8n-workflow';
import { listIn, objectIn } from '../shared/answer';
import { readPages } from '../shared/paging';
import type { Sender } from '../shared/sender';
import { send } from '../shared/transport';
import { brightRiver } from './brightRiverService';

/** A job as `POST /search` gives it. `id` can be 0; then only `guid` tells which job it is. */
export interface FoundJob extends IDataObject {
	id: number;
	guid: string;
	name: string;
	status: string;
	createdDate: string;
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
	sender: Sender,
	query: JobQuery,
	page: number,
): Promise<{ entries: FoundJob[]; total: number }> {
	const request = {
		method: 'POST' as const,
		url: '/search',
		body: { ...query, page },
	};
	const answer = objectIn(sender, await send(sender, brightRiver, request, true));
	const entries = listIn(sender, answer, 'jobs') as FoundJob[];
	return { entries, total: Number(answer.totalJobs ?? entries.length) };
}

/** The jobs that a query finds, newest first as the service gives them, at most `limit`, and how many there are. */
export async function searchAllPages(
	sender: Sender,
	query: JobQuery,
	limit = Infinity,
): Promise<{ jobs: FoundJob[]; total: number }> {
	let total = 0;
	const read = async (number: number) => {
		const page = await searchPage(sender, query, number);
		total = page.total;
		return page;
	};
	const jobs = await readPages(read, (job) => job.guid ?? job.id, limit);
	return { jobs, total };
}
