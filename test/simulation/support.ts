import { kinds, type KindName } from './kinds';
import { report, simulate } from './simulate';

/** How many schedules there are in all; each kind of simulation gets an equal part. */
const SCHEDULES = Number(process.env.SCHEDULES ?? 10_000);

/** A test that runs one kind of simulation: of `SCHEDULES` its part, from `SEED`, or the one that `REPLAY` names. */
export function keepsItsPromises(name: KindName): void {
	const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
	const schedules = Math.ceil(SCHEDULES / Object.keys(kinds).length);
	const path = process.env.REPLAY;
	const test = async () => {
		const start = process.cpuUsage();
		const result = await simulate(kinds[name], seed, schedules, path ? { path } : {});
		const { user, system } = process.cpuUsage(start);
		const seconds = (user + system) / 1e6;
		const speed = (result.numRuns / seconds).toFixed(0);
		console.log(
			`${name}: ${result.numRuns} schedules in ${seconds.toFixed(1)} s of the processor (${speed}/s), seed ${seed}`,
		);
		if (result.failed) throw new Error(report(name, result));
	};
	it(`${name}: ${schedules} schedules from seed ${seed}`, test, 24 * 3_600_000);
}
