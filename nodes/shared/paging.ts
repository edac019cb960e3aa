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
