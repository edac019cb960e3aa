import { atMost, type CaseResult } from '../support/caseResult.ts';
import { option, timeCurl } from '../support/curl.ts';
import { getJobNode, httpGetJob } from '../support/nodes.ts';
import { n8nProcesses, processorMs } from '../support/processes.ts';
import { inRounds } from '../support/rounds.ts';
import { ratioOf, spreadOf, type Spread } from '../support/statistics.ts';
import { count, ratio, timeSpread } from '../support/table.ts';
import { timeNode, type TestedNode } from '../support/timeNode.ts';
import type { BenchWorld, Service } from '../support/world.ts';

/** What the targets are about. */
const targetItems = 1_000;
const targetLatencyMs = 50;

interface Figures {
	latencyMs: number;
	items: number;
	oursMs: Spread;
	httpRequestMs: Spread;
	curlMs: Spread | undefined;
	ratio: number;
	/** Processor time of n8n for the whole execution, ours to HTTP Request. */
	processorRatio: number | undefined;
	oursProcessorMs: Spread | undefined;
	httpRequestProcessorMs: Spread | undefined;
	oursAtOnce: number;
	httpRequestAtOnce: number;
}

/** (a) One "Job: Get" per item, beside a GET of the same address by the HTTP Request node. */
export async function measureGetJobs(world: BenchWorld, quick: boolean): Promise<CaseResult> {
	const sizes = quick ? [100, targetItems] : [100, targetItems, 3_000];
	const service = await world.startService();
	const jobIds = await service.sandbox.createJobs(Math.max(...sizes));
	await getJobs(world, service, getJobNode(service), jobIds.slice(0, 20));
	await getJobs(world, service, httpGetJob(service), jobIds.slice(0, 20));
	const figures: Figures[] = [];
	for (const latencyMs of [0, targetLatencyMs]) {
		await service.sandbox.delayAnswers(latencyMs);
		for (const items of sizes) {
			world.tell(`(a) ${count(items)} jobs at ${latencyMs} ms latency`);
			const rounds = quick ? 1 : items === targetItems ? 3 : 2;
			figures.push(await measure(world, service, jobIds.slice(0, items), latencyMs, rounds));
		}
	}
	await service.sandbox.stop();
	return told(figures);
}

async function measure(
	world: BenchWorld,
	service: Service,
	jobIds: number[],
	latencyMs: number,
	rounds: number,
): Promise<Figures> {
	const runs = await inRounds(rounds, {
		ours: async () => await getJobs(world, service, getJobNode(service), jobIds),
		httpRequest: async () => await getJobs(world, service, httpGetJob(service), jobIds),
	});
	const curl: number[] = [];
	for (let round = 0; round < Math.min(rounds, 3); round++) {
		const milliseconds = await curlJobs(service, jobIds);
		if (milliseconds !== undefined) curl.push(milliseconds);
	}
	const oursMs = spreadOf(runs.ours.map(({ milliseconds }) => milliseconds));
	const httpRequestMs = spreadOf(runs.httpRequest.map(({ milliseconds }) => milliseconds));
	const oursProcessor = runs.ours.flatMap(({ processor }) => processor);
	const theirsProcessor = runs.httpRequest.flatMap(({ processor }) => processor);
	const oursProcessorMs = oursProcessor.length > 0 ? spreadOf(oursProcessor) : undefined;
	const httpRequestProcessorMs = theirsProcessor.length > 0 ? spreadOf(theirsProcessor) : undefined;
	return {
		latencyMs,
		items: jobIds.length,
		oursMs,
		httpRequestMs,
		curlMs: curl.length > 0 ? spreadOf(curl) : undefined,
		ratio: ratioOf(oursMs, httpRequestMs),
		processorRatio:
			oursProcessorMs && httpRequestProcessorMs && ratioOf(oursProcessorMs, httpRequestProcessorMs),
		oursProcessorMs,
		httpRequestProcessorMs,
		oursAtOnce: Math.max(...runs.ours.map(({ atOnce }) => atOnce)),
		httpRequestAtOnce: Math.max(...runs.httpRequest.map(({ atOnce }) => atOnce)),
	};
}

/** Runs a node over the jobs and makes sure that it gave them all, in their order. */
export async function getJobs(
	{ rest, n8n }: BenchWorld,
	{ sandbox }: Service,
	node: TestedNode,
	jobIds: number[],
) {
	await sandbox.forgetRequests();
	const input = jobIds.map((jobId) => ({ json: { jobId } }));
	const [pid] = n8nProcesses(n8n.userFolder);
	const processorBefore = processorMs(pid);
	const { milliseconds, items } = await timeNode(rest, node, input);
	const processorAfter = processorMs(pid);
	const { atOnce } = await sandbox.seen();
	const wrong = jobIds.findIndex((jobId, place) => items[place]?.json.id !== jobId);
	if (wrong >= 0 || items.length !== jobIds.length) {
		throw new Error(`${node.type} did not give job ${jobIds[wrong]} as item ${wrong}.`);
	}
	const measured = processorBefore !== undefined && processorAfter !== undefined;
	const processor = measured ? [processorAfter - processorBefore] : [];
	return { milliseconds, atOnce, processor };
}

/** The same calls by curl, as many at once as our node sends: what the service itself takes. */
async function curlJobs({ sandbox }: Service, jobIds: number[]): Promise<number | undefined> {
	const headers = Object.entries(sandbox.headers).map(([name, value]) =>
		option('header', `${name}: ${value}`),
	);
	const transfers = jobIds.flatMap((jobId) => [
		option('url', `${sandbox.url}/jobs/${jobId}`),
		option('output', '/dev/null'),
	]);
	return await timeCurl([...headers, ...transfers], ['--parallel', '--parallel-max', '16']);
}

function told(figures: Figures[]): CaseResult {
	const main = figures.find(
		({ items, latencyMs }) => items === targetItems && latencyMs === targetLatencyMs,
	);
	return {
		title: 'a. Get jobs, one call for each item',
		columns: [
			'latency, items',
			'ours',
			'HTTP Request',
			'ours / HTTP R.',
			'processor time',
			'at once, ours',
			'HTTP R.',
			'curl, 16 at once',
		],
		rows: figures.map((one) => [
			`${one.latencyMs} ms, ${count(one.items)}`,
			timeSpread(one.oursMs),
			timeSpread(one.httpRequestMs),
			ratio(one.ratio),
			one.processorRatio === undefined ? '' : ratio(one.processorRatio),
			String(one.oursAtOnce),
			String(one.httpRequestAtOnce),
			one.curlMs ? timeSpread(one.curlMs) : 'no curl',
		]),
		notes: [
			"Time: the node's own, as n8n writes it down; median (smallest–largest). At once: the most requests under way at the service.",
			'Processor time: that of n8n for the whole execution, ours to HTTP Request; it holds on a busy machine, too.',
		],
		targets: main
			? [
					atMost(
						`${count(targetItems)} jobs at ${targetLatencyMs} ms: time to HTTP Request`,
						main.ratio,
						1.3,
						ratio,
					),
					atMost('requests at once', main.oursAtOnce, 32, String),
				]
			: [],
		figures,
	};
}
