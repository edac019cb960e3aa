import fc from 'fast-check';
import { JobWorld } from './brightRiver/jobWorld';
import { jobSetup, jobStep, overdueSetup, overdueStep } from './schedules/jobSteps';
import { mediaSchedule } from './schedules/mediaSteps';
import { runStep } from './schedules/runSteps';
import type { Simulation } from './simulate';
import { MediaWorld } from './skyfish/mediaWorld';

function kind<Setup, Step>(simulation: Simulation<Setup, Step>): Simulation<unknown, unknown> {
	return simulation as Simulation<unknown, unknown>;
}

/** What is simulated. All of it runs in one process of n8n; each kind does more of some things than of others. */
export const kinds = {
	/** Two workflows watch jobs, and now and then somebody runs an operation. */
	brightRiverTrigger: kind({
		setup: jobSetup,
		step: fc.oneof({ weight: 19, arbitrary: jobStep }, { weight: 1, arbitrary: runStep }),
		begin: (setup) => new JobWorld(setup),
	}),
	/** Two workflows wait for jobs that are overdue. */
	brightRiverOverdue: kind({
		setup: overdueSetup,
		step: overdueStep,
		begin: (setup) => new JobWorld(setup),
	}),
	/** Executions and agents work on the same few jobs, while two workflows watch these. */
	brightRiverOperations: kind({
		setup: jobSetup.map((setup) => ({ ...setup, jobs: 5 })),
		step: fc.oneof({ weight: 3, arbitrary: runStep }, { weight: 1, arbitrary: jobStep }),
		begin: (setup) => new JobWorld(setup),
	}),
	/** Two workflows watch media items. */
	skyfishTrigger: kind({
		...mediaSchedule('mediaAdded', 'mediaUpdated', 'mediaExpiring'),
		begin: (setup) => new MediaWorld(setup),
	}),
	/** Two workflows watch folders that media items enter and leave. */
	skyfishFolders: kind({
		...mediaSchedule('mediaEnteredFolder', 'mediaEnteredFolder', 'mediaLeftFolder'),
		begin: (setup) => new MediaWorld(setup),
	}),
};

export type KindName = keyof typeof kinds;
