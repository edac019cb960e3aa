/** How long an answer serves the other items, in ms: long for a batch, short for a signed address. */
const SHARED_FOR_MS = 30_000;

interface Lookup {
	answer: Promise<unknown>;
	until: number;
}

const lookups = new WeakMap<object, Map<string, Lookup>>();

/**
 * Looks something up once for all items that want it at about the same time: 200 photos of one job need
 * that job once, not 200 times. A failure is not kept.
 *
 * @param among one object for all that share: the run of a node (`runOf`), or a part of it
 * @param key tells what is looked up, e.g. `/jobs/353413`
 * @returns the same object for everyone: do not change it
 */
export async function sharedLookup<T>(
	among: object,
	key: string,
	look: () => Promise<T>,
): Promise<T> {
	const known = lookups.get(among) ?? new Map<string, Lookup>();
	lookups.set(among, known);
	const lookup = known.get(key);
	if (lookup && Date.now() < lookup.until) return (await lookup.answer) as T;

	const answer = look();
	known.set(key, { answer, until: Date.now() + SHARED_FOR_MS });
	answer.catch(() => known.delete(key));
	return await answer;
}
