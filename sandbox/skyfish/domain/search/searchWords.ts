/** How words are matched: terms of letters and digits, in Unicode normalization form C, any case. */

/** `strict_and_search` wants whole words, `wildcards` takes whatever comes near; else words begin with a term. */
export type QueryType = 'strict_and_search' | 'wildcards' | 'beginnings';

export interface Query {
	wanted: string[];
	/** Terms that came with a hyphen before them. */
	unwanted: string[];
	type: QueryType;
}

/** The words in a text. */
export function wordsIn(text: string): string[] {
	return (
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
	);
}

/** The words of several texts as one text to match against: each between spaces. */
export function searchText(texts: string[]): string {
	return ` ${wordsIn(texts.join(' ')).join(' ')} `;
}

/** Reads a query: terms separated by `+` or spaces. */
export function parseQuery(q: string, type: QueryType): Query {
	const parts = q.split(/[\s+]+/);
	return {
		wanted: parts.filter((part) => !part.startsWith('-')).flatMap(wordsIn),
		unwanted: parts.filter((part) => part.startsWith('-')).flatMap(wordsIn),
		type,
	};
}

/** How well a text answers a query; 0 when it does not. */
export function relevance(text: string, { wanted, unwanted, type }: Query): number {
	const hits = (term: string) => text.split(pattern(term, type)).length - 1;
	if (unwanted.some((term) => hits(term) > 0)) return 0;
	if (wanted.length === 0) return 1;
	const counts = wanted.map(hits);
	const matched = counts.filter((count) => count > 0).length;
	if (matched === 0 || (type !== 'wildcards' && matched < wanted.length)) return 0;
	return matched * 1000 + counts.reduce((sum, count) => sum + count);
}

function pattern(term: string, type: QueryType): string {
	if (type === 'strict_and_search') return ` ${term} `;
	return type === 'wildcards' ? term : ` ${term}`;
}
