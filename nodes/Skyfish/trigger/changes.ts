import type { Remembered } from './memory';

/** A media item that a look found. */
export interface SeenMedia {
	id: string;
	/** See `Remembered`. */
	mark: number;
	/** When it was found, or when it came to be, in unix seconds. */
	at: number;
}

/** What is remembered of media items, by ID. */
export type KnownMedia = ReadonlyMap<string, Remembered>;

/**
 * Compares what was seen with what is remembered.
 *
 * @param known what we knew; `undefined` while taking stock, when nothing is news. It is not changed.
 * @param seen each media item once
 * @param options what is remembered from before `forgetBefore` (unix seconds) and was not seen is dropped;
 *   `isNewsAtFirst` tells whether an unknown media item is news
 * @returns the news in the order of `seen`, and what we know now
 */
export function mediaNews<Media extends SeenMedia>(
	known: KnownMedia | undefined,
	seen: Media[],
	options: { forgetBefore: number; isNewsAtFirst?: (media: Media) => boolean },
): { news: Media[]; known: Map<string, Remembered> } {
	const { forgetBefore, isNewsAtFirst = () => true } = options;
	const now = new Map([...(known ?? [])].filter(([, { at }]) => at >= forgetBefore));
	const news: Media[] = [];
	for (const one of seen) {
		const before = known?.get(one.id);
		const isNews = before === undefined ? isNewsAtFirst(one) : one.mark > before.mark;
		if (known !== undefined && isNews) news.push(one);
		// A lagging index may show an older state again.
		const mark = Math.max(one.mark, before?.mark ?? one.mark);
		now.set(one.id, { mark, at: Math.max(one.at, before?.at ?? 0) });
	}
	return { news, known: now };
}
