import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** What is in use on the heap once everything that nobody holds is gone, in megabytes. */
export async function heapInUse(): Promise<number> {
	if (!collect) {
		setFlagsFromString('--expose-gc');
		collect = runInNewContext('gc') as () => void;
	}
	for (let round = 0; round < 3; round++) {
		collect();
		// What was freed may free more, e.g. by finalizers.
		await new Promise((resolve) => setImmediate(resolve));
	}
	return process.memoryUsage().heapUsed / 1e6;
}
