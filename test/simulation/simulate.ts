import fc from 'fast-check';

/** What a simulation needs of its world. */
interface World<Step> {
	host: { check(): void; close(): Promise<void> };
	do(step: Step): Promise<void>;
	end(): Promise<void>;
}

/** One kind of simulation. */
export interface Simulation<Setup, Step> {
	setup: fc.Arbitrary<Setup>;
	step: fc.Arbitrary<Step>;
	begin(setup: Setup): World<Step>;
}

/** The longest schedule, in steps. */
const MOST_STEPS = 24;

/** Runs one schedule to its end. @throws BrokenPromise */
export async function runSchedule<Setup, Step>(
	{ begin }: Simulation<Setup, Step>,
	setup: Setup,
	steps: Step[],
): Promise<void> {
	const world = begin(setup);
	try {
		for (const step of steps) {
			await world.do(step);
			world.host.check();
		}
		await world.end();
	} finally {
		await world.host.close();
	}
}

/** How a number of schedules went. */
export type Result<Setup, Step> = fc.RunDetails<[Setup, Step[]]>;

/** Runs so many schedules, and shrinks the first that fails. */
export async function simulate<Setup, Step>(
	simulation: Simulation<Setup, Step>,
	seed: number,
	schedules: number,
	options: fc.Parameters<[Setup, Step[]]> = {},
): Promise<Result<Setup, Step>> {
	const steps = fc.array(simulation.step, { maxLength: MOST_STEPS, size: 'max' });
	const property = fc.asyncProperty(
		simulation.setup,
		steps,
		async (setup, all) => await runSchedule(simulation, setup, all),
	);
	return await fc.check(property, { seed, numRuns: schedules, ...options });
}

/** What a person reads of a schedule that failed: what broke, what happened, and how to see it again. */
export function report<Setup, Step>(name: string, result: Result<Setup, Step>): string {
	const [setup, steps] = result.counterexample ?? [];
	const replay = `SEED=${result.seed} REPLAY='${result.counterexamplePath}' npm run test:simulation -- ${name}`;
	return [
		String((result.errorInstance as Error | undefined)?.message ?? result.errorInstance),
		`after ${result.numRuns} schedules, shrunk ${result.numShrinks} times. See it again with`,
		`  ${replay}`,
		`setup: ${JSON.stringify(setup)}`,
		...(steps ?? []).map((step, place) => `${place + 1}. ${JSON.stringify(step)}`),
	].join('\n');
}
