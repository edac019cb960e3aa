/**
 * Whether the simulation finds what it is there for: `MUTANTS=3000 npm run test:simulation -- mutants` puts faults
 * back into the nodes, one at a time, and tells after how many schedules, of so many at most, each was found.
 */
import * as fastCheck from 'fast-check';
import * as n8nWorkflow from 'n8n-workflow';
import type { kinds } from './kinds';
import { mutants } from './mutants/list';
import { changed, changesByFile, load, type Mutant } from './mutants/mutant';
import type { simulate } from './simulate';

const schedules = Number(process.env.MUTANTS ?? 0);

const seed = Number(process.env.SEED ?? 1);

/** @returns how it was found, `undefined` if it was not */
async function search(mutant: Mutant): Promise<string | undefined> {
	const { kind } = mutant;
	jest.resetModules();
	// These are the same for all, and slow to load.
	jest.doMock('n8n-workflow', () => n8nWorkflow);
	jest.doMock('fast-check', () => fastCheck);
	const files = changesByFile(mutant);
	for (const [path, changes] of files) jest.doMock(path, () => load(path, changes));
	const loaded = jest.requireActual<{ kinds: typeof kinds }>('./kinds');
	const run = jest.requireActual<{ simulate: typeof simulate }>('./simulate').simulate;
	const result = await run(loaded.kinds[kind], seed, schedules, { endOnFailure: true });
	for (const path of files.keys()) jest.dontMock(path);
	if (!result.failed) return undefined;
	const { message } = result.errorInstance as Error;
	return `after ${result.numRuns}: ${message.replace(/ \(.*?\)/, '').slice(0, 110)}`;
}

it.each(mutants)('can still be put in: $name', (mutant) => {
	for (const changes of changesByFile(mutant).values()) expect(changed(changes)).not.toBe('');
});

if (schedules > 0) {
	it.each(mutants)(
		'is found: $name',
		async (mutant) => {
			const found = await search(mutant);
			console.log(`${mutant.name}: ${found ?? `not in ${schedules}`}`);
			expect(found).toBeDefined();
		},
		3_600_000,
	);
}
