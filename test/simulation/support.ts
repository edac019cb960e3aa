import { report, simulate, type Simulation } from './simulate';

/** How many schedules there are in all; each kind of simulation gets an equal part. */
const SCHEDULES = Number(process.env.SCHEDULES ?? 10_000);

/** How many kinds of simulation there are. */
const KINDS = 4;

/** A test that runs one kind of simulation. @param name of its file, without the ending */
export function keepsItsPromises<Setup, Step>(
	name: string,
	simulation: Simulation<Setup, Step>,
): void {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	const schedules = Math.ceil(SCHEDULES / KINDS);
	it(
		`${name}: ${schedules} schedules from seed ${seed}`,
		async () => {
			const start = process.cpuUsage();
			const path = process.env.REPLAY;
			const result = await simulate(simulation, seed, schedules, path ? { path } : {});
			const { user, system } = process.cpuUsage(start);
			const seconds = (user + system) / 1e6;
			const speed = (result.numRuns / seconds).toFixed(0);
			console.log(
				`${name}: ${result.numRuns} schedules in ${seconds.toFixed(1)} s of the processor (${speed}/s), seed ${seed}`,
			);
			if (result.failed) throw new Error(report(name, result));
		},
		24 * 3_600_000,
	);
}
