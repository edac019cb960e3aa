/** IDs are written as numbers of this base: few letters each. */
const BASE = 36;

/** IDs in few letters: in their order, each as its distance from the one before. */
export function packIds(ids: Iterable<number>): string {
	const sorted = [...new Set(ids)].sort((one, other) => one - other);
	return sorted.map((id, place) => (id - (sorted[place - 1] ?? 0)).toString(BASE)).join(' ');
}

/** The IDs that `packIds` wrote. @throws TypeError when the text is damaged */
export function unpackIds(packed: string): Set<number> {
	let last = 0;
	const distances = packed === '' ? [] : packed.split(' ');
	return new Set(
		distances.map((distance) => {
			last += /^[\da-z]+$/.test(distance) ? Number.parseInt(distance, BASE) : Number.NaN;
			if (!Number.isSafeInteger(last)) throw new TypeError('It holds something that is no ID');
			return last;
		}),
	);
}
