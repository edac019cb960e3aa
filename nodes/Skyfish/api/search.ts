import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../shared/client/client';
import { readPages, type Page } from '../../shared/client/pages';
import { listIn, type Json } from '../../shared/client/response';

/** How many results are asked for at once. The API's own default is 500; less keeps answers small. */
const PAGE_SIZE = 200;

/** The two searches of document 003, chapter 4. */
export type SearchPath = '/search' | '/search/colourbox/download';

/** A media item as a search gives it: only the values that were asked for. */
export type FoundMedia = IDataObject;

/** One page of a search (document 003, 4.1). `hits` stands inside `response` in its example, beside it in its text. */
export async function searchPage(
	client: Client,
	path: SearchPath,
	query: IDataObject,
	offset: number,
	count: number,
): Promise<Page<FoundMedia>> {
	const answer = await client.object(`GET ${path}`, {
		query: { ...query, media_count: count, media_offset: offset },
	});
	const response = (answer.response ?? {}) as Json;
	const entries = listIn(client.context, response, 'media') as FoundMedia[];
	return { entries, total: Number(response.hits ?? answer.hits ?? Infinity) };
}

/**
 * All that a search finds, at most `limit`, and how much there is in all.
 *
 * @param query must ask for `unique_media_id`, which tells results apart
 */
export async function searchAll(
	client: Client,
	path: SearchPath,
	query: IDataObject,
	limit = Infinity,
): Promise<{ media: FoundMedia[]; total: number }> {
	const size = Math.min(PAGE_SIZE, limit);
	let total = 0;
	const read = async (number: number) => {
		const page = await searchPage(client, path, query, number * size, size);
		total = page.total;
		return page;
	};
	const media = await readPages(read, ({ unique_media_id: id }) => String(id), limit);
	return { media, total: Number.isFinite(total) ? total : media.length };
}

/** Several values in one parameter: the API wants `+` between them, which is how a space is sent. `%2B` it may not understand. */
export function joined(values: unknown[]): string {
	return values.map(String).join(' ');
}

/** What stands between the values in a text that an operator typed: commas, spaces or plus signs. */
export const SEPARATOR = /[,\s+]+/;

/**
 * Words to look for, as they go out. A plus sign stands between terms (document 003, 4.1.3), as a space does, and is
 * never part of one: a term has letters and numbers only. So `red+shoes` means two words, and of `C++` only the C can
 * be found. As `%2B` it would be looked for, or not be understood.
 */
export function searchWords(text: string): string {
	return text.replaceAll('+', ' ').trim();
}
