/** How property tests run: with a seed that is printed, so that a failure can be repeated. */
export function seeded(numRuns = 500): { seed: number; numRuns: number } {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	console.log(`seed ${seed} (repeat with SEED=${seed})`);
	return { seed, numRuns };
}
