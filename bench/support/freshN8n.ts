import { memoryDuring, type MemoryUse } from './memory.ts';
import { n8nProcesses } from './processes.ts';
import type { TimedRun } from './timeNode.ts';
import type { BenchWorld } from './world.ts';

/**
 * Starts n8n again, warms it up, and measures how much memory `work` makes it take. What an earlier run
 * left in memory would hide the growth of a later one.
 *
 * @param warmUp runs what is to be measured with a little of everything
 */
export async function memoryInFreshN8n(
	world: BenchWorld,
	warmUp: () => Promise<unknown>,
	work: () => Promise<TimedRun>,
): Promise<{ memory: MemoryUse; milliseconds: number }> {
	await world.restartN8n();
	await warmUp();
	const { memory, result } = await memoryDuring(n8nProcesses(world.n8n.userFolder), work);
	return { memory, milliseconds: result.milliseconds };
}
