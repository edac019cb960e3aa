import { getJobs } from './cases/getJobs.ts';
import { getJobNode, uploadNode } from './support/nodes.ts';
import { memoryInFreshN8n } from './support/freshN8n.ts';
import { inRounds } from './support/rounds.ts';
import { sourceFile } from './support/sourceFile.ts';
import { spreadOf } from './support/statistics.ts';
import { megabytes, table, timeSpread } from './support/table.ts';
import { timeNode, type TestedNode } from './support/timeNode.ts';
import { BenchWorld } from './support/world.ts';

const requestLimits = [8, 16, 32, 64];
const fileLimits = [1, 2, 4, 8, 16];
const jobs = 1_000;
const latencyMs = 50;
const files = 100;
const fileBytes = 5e6;
const rounds = 3;

/** Tells what other numbers in "Request Options" would cost: how the default ones were chosen. */
export async function measureLimits(
	projectFolder: string,
	tell: (line: string) => void,
): Promise<string> {
	const world = await BenchWorld.start({ projectFolder, tell });
	try {
		return [await parallelRequests(world), await parallelFiles(world)].join('\n\n');
	} finally {
		await world.stop();
	}
}

async function parallelRequests(world: BenchWorld): Promise<string> {
	const service = await world.startService();
	const jobIds = await service.sandbox.createJobs(jobs);
	await service.sandbox.delayAnswers(latencyMs);
	const node = (parallelRequests: number) => withOptions(getJobNode(service), { parallelRequests });
	await getJobs(world, service, node(8), jobIds.slice(0, 50));
	const runs = await inRounds(
		rounds,
		Object.fromEntries(
			requestLimits.map((limit) => [
				`${limit} at once`,
				async () => {
					world.tell(`${jobs} jobs at ${latencyMs} ms, ${limit} at once`);
					return await getJobs(world, service, node(limit), jobIds);
				},
			]),
		),
	);
	await service.sandbox.stop();
	return table(
		[`${jobs} × Job: Get at ${latencyMs} ms`, 'time'],
		Object.entries(runs).map(([name, all]) => [
			name,
			timeSpread(spreadOf(all.map(({ milliseconds }) => milliseconds))),
		]),
	);
}

async function parallelFiles(world: BenchWorld): Promise<string> {
	const service = await world.startService();
	const { sandbox } = service;
	const source = await sourceFile(world, fileBytes);
	const rows: string[][] = [];
	for (const limit of fileLimits) {
		world.tell(`${files} files of ${megabytes(fileBytes)}, ${limit} at once`);
		const [jobId] = await sandbox.createJobs(1);
		const items = (count: number) =>
			Array.from({ length: count }, (_, number) => ({
				json: { jobId },
				binary: { data: { ...source.binary, fileName: `file-${count}-${number}.bin` } },
			}));
		const node = uploadNode(service, { parallelFileTransfers: limit });
		const run = (count: number) => async () => await timeNode(world.rest, node, items(count));
		const first = await memoryInFreshN8n(world, run(2), run(files));
		const times = [first.milliseconds];
		for (let round = 1; round < rounds; round++) times.push((await run(files)()).milliseconds);
		rows.push([`${limit} at once`, timeSpread(spreadOf(times)), megabytes(first.memory.growth)]);
	}
	await sandbox.stop();
	return table(
		[`${files} × File: Upload of ${megabytes(fileBytes)}`, 'time', 'memory growth'],
		rows,
	);
}

function withOptions(node: TestedNode, requestOptions: Record<string, unknown>): TestedNode {
	return { ...node, parameters: { ...node.parameters, requestOptions } };
}
