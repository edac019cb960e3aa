import type { MediaMemory, Remembered } from './mediaMemory';

/** A media that a look found. */
export interface SeenMedia {
	id: string;
	/** See `Remembered`. */
	mark: number;
	/** When it was found, or when it came to be, in unix seconds. */
	at: number;
}

/**
 * Compares what was seen with what is remembered.
 *
 * @param memory what we knew; `undefined` while taking stock, when nothing is news. It is not changed.
 * @param seen each media once
 * @param options `since` and `watched` of the new memory; what is remembered from before `forgetBefore`
 *   (unix seconds) and was not seen is dropped; `isNewsAtFirst` tells whether an unknown media is news
 * @returns the news in the order of `seen`, and what we know now
 */
export function mediaNews<Media extends SeenMedia>(
	memory: MediaMemory | undefined,
	seen: Media[],
	options: {
		watched: string;
		since: number;
		forgetBefore: number;
		isNewsAtFirst?: (media: Media) => boolean;
	},
): { news: Media[]; memory: MediaMemory } {
	const { watched, since, forgetBefore, isNewsAtFirst = () => true } = options;
	const media = new Map<string, Remembered>();
	for (const [id, remembered] of memory?.media ?? []) {
		if (remembered.at >= forgetBefore) media.set(id, remembered);
	}
	const news: Media[] = [];
	for (const one of seen) {
		const before = memory?.media.get(one.id);
		const isNews = before === undefined ? isNewsAtFirst(one) : one.mark > before.mark;
		if (memory !== undefined && isNews) news.push(one);
		// A lagging index may show an older state again.
		const mark = Math.max(one.mark, before?.mark ?? one.mark);
		media.set(one.id, { mark, at: Math.max(one.at, before?.at ?? 0) });
	}
	return { news, memory: { watched, since, media } };
}
