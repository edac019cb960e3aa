import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { groupOf, statusGroups } from '../jobStatus';
import { searchPage } from '../searchCalls';

/** The jobs for the "Job" dropdown, newest first, a page at a time. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 0);
	const { entries, total } = await searchPage(this, filter ? { query: filter } : {}, page);
	// A job with id 0 cannot be worked on by its id yet.
	const results = entries
		.filter(({ id }) => id > 0)
		.map(({ id, name, status, createdDate }) => {
			const group = groupOf(status);
			const state = group ? statusGroups[group] : status;
			return { name: `${name} (${id}, ${state}, ${createdDate.slice(0, 10)})`, value: String(id) };
		});
	// How long a page is, the document does not say: pages end where one is empty.
	const isLast = entries.length === 0 || (page + 1) * entries.length >= total;
	return { results, paginationToken: isLast ? undefined : String(page + 1) };
}
