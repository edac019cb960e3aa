import fc from 'fast-check';
import { faults, type FaultName, type PlannedFault } from '../network/fault';

const names = Object.keys(faults) as FaultName[];

/** What goes wrong with the requests of one activity: mostly nothing. */
export const plannedFaults: fc.Arbitrary<PlannedFault[]> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant<PlannedFault[]>([]) },
	{
		weight: 2,
		arbitrary: fc.array(
			fc.record({
				name: fc.constantFrom(...names),
				first: fc.integer({ min: 0, max: 8 }),
				count: fc.constantFrom(1, 1, 2, 6),
			}),
			{ minLength: 1, maxLength: 2 },
		),
	},
);

/** What decides how long the requests of one activity take. */
export const seed = fc.nat({ max: 0xffff });

/** For how long an activity is looked at before the next thing happens, in ms; often it is still under way then. */
export const meanwhile = fc.constantFrom(0, 100, 500, 2_000, 3_600_000, 3_600_000);
