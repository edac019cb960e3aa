/**
 * Lets everybody run once in each round. Who begins changes from round to round, so that what gets
 * slower or quicker over time favours nobody.
 */
export async function inRounds<Name extends string, T>(
	rounds: number,
	contestants: Record<Name, () => Promise<T>>,
): Promise<Record<Name, T[]>> {
	const names = Object.keys(contestants) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<Name, T[]>;
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? names : [...names].reverse();
		for (const name of order) results[name].push(await contestants[name]());
	}
	return results;
}
