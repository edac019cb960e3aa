import type { IDataObject } from 'n8n-workflow';
import { listIn, objectIn } from '../shared/answer';
import { readPages, type Page } from '../shared/paging';
import type { Sender } from '../shared/sender';
import { send } from '../shared/transport';
import { skyfish } from './skyfishService';

/** How many results are asked for at once. The API's own default is 500; less keeps answers small. */
const PAGE_SIZE = 200;

/** A media as a search gives it: only the values that were asked for. */
export type FoundMedia = IDataObject;

/** One page of a search (document 003, 4.1). `hits` stands inside `response` in its example, beside it in its text. */
export async function searchPage(
	sender: Sender,
	url: string,
	query: IDataObject,
	offset: number,
	count: number,
): Promise<Page<FoundMedia>> {
	const qs = { ...query, media_count: count, media_offset: offset };
	const request = { url, qs };
	const answer = objectIn(sender, await send(sender, skyfish, request));
	const response = (answer.response ?? {}) as Record<string, unknown>;
	const entries = listIn(sender, response, 'media') as FoundMedia[];
	return { entries, total: Number(response.hits ?? answer.hits ?? offset + entries.length) };
}

/**
 * All that a search finds, at most `limit`.
 *
 * @param query must ask for `unique_media_id`, which tells results apart
 */
export async function searchAll(
	sender: Sender,
	url: string,
	query: IDataObject,
	limit = Infinity,
): Promise<{ media: FoundMedia[]; total: number }> {
	const size = Math.min(PAGE_SIZE, limit);
	let total = 0;
	const read = async (number: number) => {
		const page = await searchPage(sender, url, query, number * size, size);
		total = page.total;
		return page;
	};
	const media = await readPages(read, ({ unique_media_id: id }) => String(id), limit);
	return { media, total };
}

/** Several values in one parameter: the API wants `+` between them, which is how a space is sent. */
export function joined(values: unknown[]): string {
	return values.map(String).join(' ');
}
