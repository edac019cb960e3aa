/** One page as a service gives it. */
export interface Page<T> {
	entries: T[];
	/** How many entries there are on all pages together, as the service says; `Infinity` if it does not. */
	total: number;
}

/** No account has more; what an answer says of its size must not decide how much work is done. */
const MOST_PAGES = 100_000;

/** So many pages are asked for at once. */
const PAGES_AT_ONCE = 32;

/**
 * Reads page after page until all entries are there, or `limit` of them. Entries that a page repeats,
 * because new ones pushed the others along while it was read, count once.
 *
 * @param read gives page `number`, counted from 0
 * @param keyOf what tells two entries apart
 * @param limit `Infinity` for all
 */
export async function readPages<T>(
	read: (number: number) => Promise<Page<T>>,
	keyOf: (entry: T) => unknown,
	limit = Infinity,
): Promise<T[]> {
	const byKey = new Map<unknown, T>();
	let seen = 0;
	for (let number = 0; byKey.size < limit && number < MOST_PAGES; number++) {
		const { entries, total } = await read(number);
		for (const entry of entries) if (!byKey.has(keyOf(entry))) byKey.set(keyOf(entry), entry);
		seen += entries.length;
		if (entries.length === 0 || seen === total) break;
	}
	return [...byKey.values()].slice(0, limit);
}

/**
 * Reads all pages, several at the same time. What is added while they are read is read too; what moves to an
 * earlier page meanwhile can be missed. A page without entries is the last, whatever the total says; a total
 * that is smaller than what came is not believed.
 *
 * @returns the entries, each once, in the order of the pages, and how many the service said there are
 */
export async function readAllPagesAtOnce<T>(
	read: (number: number) => Promise<Page<T>>,
	keyOf: (entry: T) => unknown,
): Promise<{ entries: T[]; total: number }> {
	const byKey = new Map<unknown, T>();
	let seen = 0;
	let total = 0;
	let next = 0;
	let atOnce = 1;
	let pageSize = 0;
	for (let isLast = false; !isLast && next < MOST_PAGES;) {
		const numbers = Array.from({ length: atOnce }, (_, index) => next + index);
		const pages = await Promise.all(numbers.map(read));
		next += atOnce;
		pageSize ||= pages[0].entries.length;
		for (const page of pages) {
			for (const entry of page.entries) {
				if (!byKey.has(keyOf(entry))) byKey.set(keyOf(entry), entry);
			}
			seen += page.entries.length;
			total = page.total;
			isLast ||= page.entries.length === 0;
		}
		isLast ||= seen === total;
		const left = Math.ceil((total - seen) / pageSize);
		atOnce = Math.min(Math.max(1, left), PAGES_AT_ONCE);
	}
	return { entries: [...byKey.values()], total };
}
