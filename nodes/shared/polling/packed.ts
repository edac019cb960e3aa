/** Numbers are written in this base: few letters each. */
const BASE = 36;

/** Whole numbers in few letters: each as its distance from the one before. */
export function packNumbers(numbers: number[]): string {
	return numbers
		.map((number, place) => (number - (numbers[place - 1] ?? 0)).toString(BASE))
		.join(' ');
}

/** The numbers that `packNumbers` wrote. @throws TypeError when the text is damaged */
export function unpackNumbers(packed: string): number[] {
	let last = 0;
	const distances = packed === '' ? [] : packed.split(' ');
	return distances.map((distance) => {
		last += /^-?[\da-z]+$/.test(distance) ? Number.parseInt(distance, BASE) : Number.NaN;
		if (!Number.isSafeInteger(last)) throw new TypeError('It holds something that is no number');
		return last;
	});
}

/** IDs in few letters, whatever their order. */
export function packIds(ids: Iterable<number>): string {
	return packNumbers([...new Set(ids)].sort((one, other) => one - other));
}
