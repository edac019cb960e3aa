/** So many entries are named in a message. */
const MOST_SHOWN = 10;

/** `1, 2 and 3`, or the first ten of them `and 5 more`. */
export function listed(entries: ReadonlyArray<number | string>): string {
	const rest = entries.length - MOST_SHOWN;
	if (rest > 0) return `${entries.slice(0, MOST_SHOWN).join(', ')} and ${rest} more`;
	if (entries.length === 1) return String(entries[0]);
	return `${entries.slice(0, -1).join(', ')} and ${entries.at(-1)}`;
}
