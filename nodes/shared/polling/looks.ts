/** For how many looks in a row something has not been there, by what tells it apart. */
export type Looks = ReadonlyMap<string, number>;

/** So many looks must agree that something is gone: a service's index can lag, and an answer can be wrong once. */
export const LOOKS_TO_FORGET = 20;

/** So many looks must agree before somebody hears that something is gone. */
export const LOOKS_TO_REPORT = 3;

/**
 * Counts one more look.
 *
 * @param before what was counted so far; it is not changed
 * @param absent what this look did not find; everything else starts again from 0
 * @param unasked what this look says nothing about: its count stays
 */
export function countLook(
	before: Looks,
	absent: Iterable<string>,
	unasked: Iterable<string> = [],
): Map<string, number> {
	const counted = new Map([...new Set(absent)].map((key) => [key, (before.get(key) ?? 0) + 1]));
	for (const key of unasked) {
		const looks = before.get(key);
		if (looks !== undefined && !counted.has(key)) counted.set(key, looks);
	}
	return counted;
}

/** What was not there for so many looks in a row. */
export function absentFor(looks: Looks, atLeast: number): string[] {
	return [...looks].filter(([, count]) => count >= atLeast).map(([key]) => key);
}
