import { setTimeout as delay } from 'node:timers/promises';
import type { N8nRest } from '../tools/n8n-host/n8nRest.ts';
import type { Execution } from '../tools/n8n-host/n8nTypes.ts';

const lookEveryMs = 500;

/**
 * Tells every execution of any workflow once it has ended, each once, in the order of their start
 * where several ended since the last look. Goes on until `signal` says stop.
 */
export async function followExecutions(
	rest: N8nRest,
	signal: AbortSignal,
	onExecution: (execution: Execution) => void | Promise<void>,
): Promise<void> {
	const told = new Set<string>();
	while (!signal.aborted) {
		for (const { id, status, stoppedAt } of await rest.listExecutions(undefined, 100)) {
			if (told.has(id) || !stoppedAt || ['new', 'running', 'waiting'].includes(status)) continue;
			told.add(id);
			await onExecution(await rest.getExecution(id));
		}
		await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
	}
}
