import fc from 'fast-check';
import type { PlannedRun, Task } from '../brightRiver/task';
import { meanwhile, plannedFaults, seed } from './faults';

const job = fc.integer({ min: 1001, max: 1006 });

const operation = <Name extends Task['operation']>(...names: Name[]) => fc.constantFrom(...names);

const task: fc.Arbitrary<Task> = fc.oneof(
	fc.record({ operation: operation('create'), count: fc.integer({ min: 1, max: 3 }) }),
	fc.record({ operation: operation('requestOffer', 'acceptOffer', 'close', 'getStatus'), job }),
	fc.record({ operation: operation('waitForStatus'), job }),
	{
		weight: 2,
		arbitrary: fc.record({
			operation: operation('update'),
			job,
			field: fc.constantFrom('description' as const, 'invoiceReference' as const),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			operation: operation('upload'),
			job,
			names: fc.array(fc.constantFrom('shoe.jpg', 'boot.jpg', 'hat.jpg'), {
				minLength: 1,
				maxLength: 4,
			}),
			isOnDisk: fc.boolean(),
			batchSize: fc.constantFrom(1, 2, 100, 100, 100),
		}),
	},
	fc.record({ operation: operation('downloadResults'), job }),
);

const credential = fc.constantFrom('A', 'A', 'B', 'private');

const plan: fc.Arbitrary<Omit<PlannedRun, 'task'>> = fc.record({
	credential,
	seed,
	faults: plannedFaults,
	// Of a run that fails, n8n is told less.
	continues: fc.constantFrom(true, true, false),
	isTool: fc.constantFrom(false, false, false, true),
	parallel: fc.constantFrom(1, 8, 32),
	cancelAfter: fc.option(fc.constantFrom(1, 100, 300, 500, 1_000, 5_000), { freq: 3 }),
});

/** An execution runs the Bright River node, or an agent uses it as a tool, or as two with two credentials. */
export const runStep = fc.record({
	kind: fc.constant('run' as const),
	task,
	plan,
	otherCredential: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(null) },
		{ weight: 1, arbitrary: credential },
	),
	meanwhile,
});

export type RunStep = typeof runStep extends fc.Arbitrary<infer Step> ? Step : never;
