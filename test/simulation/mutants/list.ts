import { jobTriggerMutants } from './jobTriggerMutants';
import { mediaTriggerMutants } from './mediaTriggerMutants';
import type { Mutant } from './mutant';
import { operationMutants } from './operationMutants';
import { overdueMutants } from './overdueMutants';

/** All the faults that can be put back in. */
export const mutants: Mutant[] = [
	...operationMutants,
	...jobTriggerMutants,
	...overdueMutants,
	...mediaTriggerMutants,
];
