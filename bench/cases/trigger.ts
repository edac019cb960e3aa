import type { CaseResult } from '../support/caseResult.ts';
import { tellTable } from '../support/results.ts';
import type { BenchWorld } from '../support/world.ts';
import { backlog } from './polls/backlog.ts';
import { quietPolls } from './polls/quietPolls.ts';
import { skyfishPolls } from './polls/skyfishPolls.ts';

/** (d) Polls of both triggers, in workflows that are active in n8n. */
export async function measureTrigger(world: BenchWorld, quick: boolean): Promise<CaseResult> {
	const service = await world.startService();
	const quiet = await quietPolls(world, service, quick);
	await service.sandbox.stop();
	// The whole takes long: what is known is told at once.
	world.tell(tellTable(quiet.table));
	const skyfish = await skyfishPolls(world, quick);
	world.tell(tellTable(skyfish.table));
	const many = await backlog(world, quick);
	return {
		...quiet.table,
		more: [many.table, skyfish.table],
		targets: [...quiet.targets, ...many.targets],
		figures: { quiet: quiet.figures, backlog: many.figures, skyfish: skyfish.figures },
	};
}
