/** What repeated measurements of one thing came to, in the unit of the samples. */
export interface Spread {
	median: number;
	min: number;
	max: number;
	/** In the order they were taken. */
	samples: number[];
}

/** @throws Error when there is nothing to sum up */
export function spreadOf(samples: number[]): Spread {
	if (samples.length === 0) throw new Error('There are no samples.');
	const sorted = [...samples].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const median =
		sorted.length % 2 === 1
			? sorted[Math.floor(middle)]
			: (sorted[middle - 1] + sorted[middle]) / 2;
	return { median, min: sorted[0], max: sorted[sorted.length - 1], samples };
}

/** How many times `theirs` the median of `ours` is. */
export function ratioOf(ours: Spread, theirs: Spread): number {
	return ours.median / theirs.median;
}
