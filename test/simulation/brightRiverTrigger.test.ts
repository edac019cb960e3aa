import { JobWorld } from './brightRiver/jobWorld';
import { jobSetup, jobStep } from './schedules/jobSteps';
import { keepsItsPromises } from './support';

keepsItsPromises('brightRiverTrigger', {
	setup: jobSetup,
	step: jobStep,
	begin: (setup) => new JobWorld(setup),
});
