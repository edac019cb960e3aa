/** One page as a service gives it. */
export interface Page<T> {
	entries: T[];
	/** How many entries there are on all pages together, as the service says; `Infinity` if it does not. */
	total: number;
	/** The total may be that of the page alone: no document says what it counts. */
	mayCountPage?: boolean;
}

/** A total as a service states it; `Infinity` if that is not a number, so that pages are read to the last. */
export function readTotal(stated: unknown): number {
	const total = typeof stated === 'string' ? Number(stated) : stated;
	return typeof total === 'number' && total >= 0 ? total : Infinity;
}

/** So many pages are asked for at once. */
const PAGES_AT_ONCE = 32;

/** Who goes on later begins so many pages before: what left meanwhile has moved others there. */
const PAGES_READ_AGAIN = 8;

/** So many pages in a row that bring nothing new are the end, whatever the total says. */
const STALE_PAGES = 2;

/** The entries of the pages read so far, each once; new ones push others along to pages that come later. */
class Entries<T> {
	readonly byKey = new Map<unknown, T>();
	private seen = 0;
	private stalePages = 0;
	private pages = 0;

	/** The pages that are still missing, going by the size of the first one; 0 at the end. */
	pagesLeft = 1;

	private pageSize = 0;

	private readonly keyOf: (entry: T) => unknown;

	constructor(keyOf: (entry: T) => unknown) {
		this.keyOf = keyOf;
	}

	/** @param pagesBefore how many pages before this one are not read here */
	add({ entries, total, mayCountPage = false }: Page<T>, pagesBefore = 0): void {
		const before = this.byKey.size;
		for (const entry of entries) {
			const key = this.keyOf(entry);
			if (!this.byKey.has(key)) this.byKey.set(key, entry);
		}
		if (this.pages === 0) this.seen = pagesBefore * entries.length;
		this.pages++;
		this.seen += entries.length;
		this.pageSize ||= entries.length;
		this.stalePages = this.byKey.size > before ? 0 : this.stalePages + 1;
		const isAll = this.seen === total && !(mayCountPage && this.pages === 1);
		const isLast = entries.length === 0 || isAll || this.stalePages >= STALE_PAGES;
		// A total that is smaller than what came is not believed.
		this.pagesLeft = isLast ? 0 : Math.max(1, Math.ceil((total - this.seen) / this.pageSize));
	}
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
	const entries = new Entries(keyOf);
	for (let number = 0; entries.pagesLeft > 0 && entries.byKey.size < limit; number++) {
		entries.add(await read(number));
	}
	return [...entries.byKey.values()].slice(0, limit);
}

/** Where to begin, and when the time is over. */
export interface Reading {
	/** The page to begin with. */
	from?: number;
	/** In ms since 1970: no page is begun after it, but for the first ones. */
	until?: number;
	/** Whether a failure is the service's wish to be left alone for a while. */
	isTooMuch?: (error: unknown) => boolean;
}

/**
 * Reads all pages, several at the same time. What is added while they are read is read too; what moves to an
 * earlier page meanwhile can be missed.
 *
 * @returns the entries, each once, in the order of the pages, how many the service said there are, and the page to
 * go on with where the time was over, or the service wished to be left alone, before all were read
 */
export async function readAllPagesAtOnce<T>(
	read: (number: number) => Promise<Page<T>>,
	keyOf: (entry: T) => unknown,
	{ from = 0, until = Infinity, isTooMuch = () => false }: Reading = {},
): Promise<{ entries: T[]; total: number; nextPage?: number }> {
	const entries = new Entries(keyOf);
	const isOver = () => Date.now() >= until;
	let total = 0;
	let next = from;
	const result = () => ({ entries: [...entries.byKey.values()], total });
	// However late it is, each poll comes a little farther.
	while (entries.pagesLeft > 0 && (next === from || !isOver())) {
		const count = Math.min(entries.pagesLeft, PAGES_AT_ONCE);
		const first = next;
		const reading = Array.from({ length: count }, async (_, index) => await read(first + index));
		const pages = await Promise.all(reading).catch((error: Error) => {
			if (first > from && (isOver() || (until < Infinity && isTooMuch(error)))) return undefined;
			throw error;
		});
		if (!pages) break;
		next += count;
		for (const page of pages) {
			total = page.total;
			entries.add(page, from);
		}
	}
	const again = Math.min(PAGES_READ_AGAIN, Math.floor((next - from) / 4));
	return entries.pagesLeft > 0 ? { ...result(), nextPage: next - again } : result();
}
