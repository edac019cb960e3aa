/** So many are named; a new credential can hide thousands. */
const MOST_NAMED = 10;

/** Several things of a kind as a person writes them: `job 3`, `jobs 3, 4`, `jobs 1, 2, … and 990 more`. */
export function namedIds(kind: string, ids: Array<number | string>): string {
	const shown = ids.slice(0, MOST_NAMED).join(', ');
	const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
	return `${kind}${ids.length === 1 ? '' : 's'} ${shown}${more}`;
}
