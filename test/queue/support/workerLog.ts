import type { N8nHost } from '../../../tools/n8n-host/n8nHost.ts';

/** The ids of the executions that a worker has started, by its own log, repetitions included. */
export function executionsOf(worker: N8nHost): string[] {
	return [...worker.log().matchAll(/Worker started execution (\d+) /g)].map(([, id]) => id);
}
