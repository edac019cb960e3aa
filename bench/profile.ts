import { byFunction, byPackage, type CpuProfile, type Share } from './support/cpuProfile.ts';
import { getJobs } from './cases/getJobs.ts';
import { Inspector } from './support/inspector.ts';
import { getJobNode, httpGetJob } from './support/nodes.ts';
import { table, time } from './support/table.ts';
import { BenchWorld } from './support/world.ts';

const items = 1_000;
const shownPackages = 12;
const shownFunctions = 25;

/**
 * Tells where the processor time of 1,000 × "Job: Get" at 0 ms latency goes, and of the same by the HTTP
 * Request node: by package and by function, for the whole execution.
 */
export async function profileGetJobs(
	projectFolder: string,
	tell: (line: string) => void,
): Promise<string> {
	const env = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };
	const world = await BenchWorld.start({ projectFolder, tell, env });
	try {
		const service = await world.startService();
		const jobIds = await service.sandbox.createJobs(items);
		const inspector = await Inspector.open(world.n8n.log(), 'bin/n8n');
		const told: string[] = [];
		for (const node of [getJobNode(service), httpGetJob(service)]) {
			tell(`Profiling ${node.type}`);
			await getJobs(world, service, node, jobIds.slice(0, 20));
			let milliseconds = 0;
			const profile = await inspector.profile(async () => {
				({ milliseconds } = await getJobs(world, service, node, jobIds));
			});
			told.push(
				`${node.type}: ${time(milliseconds)} for ${items} items\n\n${tellProfile(profile)}`,
			);
		}
		inspector.close();
		return told.join('\n\n');
	} finally {
		await world.stop();
	}
}

/** The largest shares of a profile, by package and by function. */
export function tellProfile(profile: CpuProfile): string {
	const functions = byFunction(profile);
	const byTotal = [...functions].sort((a, b) => b.total - a.total);
	return [
		tellShares('package', byPackage(profile).slice(0, shownPackages)),
		tellShares('function, by own time', functions.slice(0, shownFunctions)),
		tellShares('function, with what it calls', byTotal.slice(0, shownFunctions * 2)),
	].join('\n\n');
}

function tellShares(title: string, shares: Share[]): string {
	return table(
		[title, 'itself', 'with what it calls'],
		shares.map(({ name, self, total }) => [name, time(self), time(total)]),
	);
}
