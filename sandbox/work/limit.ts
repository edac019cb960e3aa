/** Lets only so many pieces of work run at once; the others wait their turn, first come first served. */

export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** @param most how many may run at the same time. */
export function limit(most: number): Limit {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
		else running++;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	};
}
