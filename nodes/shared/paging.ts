/** One page as a service gives it. */
export interface Page<T> {
	entries: T[];
	/** How many entries there are on all pages together. */
	total: number;
}

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
	for (let number = 0; byKey.size < limit; number++) {
		const { entries, total } = await read(number);
		for (const entry of entries) {
			const key = keyOf(entry);
			if (!byKey.has(key)) byKey.set(key, entry);
		}
		seen += entries.length;
		if (entries.length === 0 || seen >= total) break;
	}
	return [...byKey.values()].slice(0, limit);
}

/**
 * Reads all pages, those after the first at the same time. What is added while they are read is read
 * too; what moves to an earlier page meanwhile can be missed.
 *
 * @returns the entries, each once, in the order of the pages, and how many the service said there are
 */
export async function readAllPagesAtOnce<T>(
	read: (number: number) => Promise<Page<T>>,
	keyOf: (entry: T) => unknown,
): Promise<{ entries: T[]; total: number }> {
	const first = await read(0);
	const pageSize = first.entries.length;
	const count = pageSize === 0 ? 1 : Math.ceil(first.total / pageSize);
	const pages = [
		first,
		...(await Promise.all(
			Array.from({ length: count - 1 }, async (_, index) => await read(index + 1)),
		)),
	];
	let seen = pages.reduce((sum, { entries }) => sum + entries.length, 0);
	let last = pages[pages.length - 1];
	while (last.entries.length > 0 && seen < last.total) {
		last = await read(pages.length);
		pages.push(last);
		seen += last.entries.length;
	}
	const byKey = new Map<unknown, T>();
	for (const { entries } of pages) {
		for (const entry of entries) if (!byKey.has(keyOf(entry))) byKey.set(keyOf(entry), entry);
	}
	return { entries: [...byKey.values()], total: last.total };
}
