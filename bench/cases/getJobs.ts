import { atMost, type CaseResult, type CaseTable } from '../support/caseResult.ts';
import { option, timeCurl } from '../support/curl.ts';
import { doNothing, floorOfGets, getByDescription, getInCode } from '../support/floorNodes.ts';
import { getJobNode, httpGetJob } from '../support/nodes.ts';
import { n8nProcesses, processorMs } from '../support/processes.ts';
import { inRounds } from '../support/rounds.ts';
import { ratioOf, spreadOf, type Spread } from '../support/statistics.ts';
import { count, ratio, time, timeSpread } from '../support/table.ts';
import type { Seen } from '../support/sandboxProcess.ts';
import { timeNode, type TestedNode } from '../support/timeNode.ts';
import type { BenchWorld, Service } from '../support/world.ts';

/** What the targets are about. */
const targetItems = 1_000;
const targetLatencyMs = 50;
/** So many requests our node has under way. */
const mostAtOnce = 32;

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
	/** Where the time went, of each that ran; of those that show what n8n takes, only for the size of the targets. */
	shares: Record<string, Share>;
}

/** Where the time of one way went, as medians. */
interface Share {
	ms: Spread;
	/** Before the first request and after the last answer. */
	outsideMs: number;
	/** Of so many places as our node has, and while requests were under way: how many were taken. */
	placesTaken: number;
	atOnce: number;
}

const ours = 'Job: Get';
const theirs = 'HTTP Request';
const byDescription = 'GET by description, 32 at once';
const nothing = 'by description, does nothing';

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
			const rounds = quick ? 1 : items === targetItems ? 5 : 2;
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
	const run = (node: TestedNode) => async () => await getJobs(world, service, node, jobIds);
	const floors = {
		floor: run(getInCode(service.brightRiver)),
		byDescription: run(getByDescription(service.brightRiver)),
		nothing: run(doNothing()),
	};
	const runs = await inRounds(rounds, {
		ours: run(getJobNode(service)),
		httpRequest: run(httpGetJob(service)),
		...(jobIds.length === targetItems ? floors : {}),
	} as Record<string, () => Promise<Run>>);
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
		shares: {
			[ours]: shareOf(runs.ours),
			[theirs]: shareOf(runs.httpRequest),
			...(runs.floor && { [floorOfGets]: shareOf(runs.floor) }),
			...(runs.byDescription && { [byDescription]: shareOf(runs.byDescription) }),
			...(runs.nothing && { [nothing]: shareOf(runs.nothing) }),
		},
	};
}

type Run = Awaited<ReturnType<typeof getJobs>>;

function shareOf(runs: Run[]): Share {
	const median = (of: (run: Run) => number) => spreadOf(runs.map(of)).median;
	return {
		ms: spreadOf(runs.map(({ milliseconds }) => milliseconds)),
		outsideMs: median(({ milliseconds, sendingMs }) => milliseconds - sendingMs),
		placesTaken: median(({ sendingMs, waitedMs }) => (sendingMs === 0 ? 0 : waitedMs / sendingMs)),
		atOnce: Math.max(...runs.map(({ atOnce }) => atOnce)),
	};
}

/** Runs a node over the jobs and makes sure that it gave them all, in their order, if it asks for them at all. */
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
	const { atOnce, requests } = await sandbox.seen();
	const wrong = jobIds.findIndex((jobId, place) => items[place]?.json.id !== jobId);
	if ((wrong >= 0 && requests.length > 0) || items.length !== jobIds.length) {
		throw new Error(`${node.type} did not give job ${jobIds[wrong]} as item ${wrong}.`);
	}
	const measured = processorBefore !== undefined && processorAfter !== undefined;
	const processor = measured ? [processorAfter - processorBefore] : [];
	return { milliseconds, atOnce, processor, ...flowOf(requests) };
}

/** How long it took from the first request to the last answer, and what all requests took together, in ms. */
function flowOf(requests: Seen['requests']): { sendingMs: number; waitedMs: number } {
	if (requests.length === 0) return { sendingMs: 0, waitedMs: 0 };
	const times = requests.map(({ startedAt, endedAt }) => ({
		from: startedAt,
		to: endedAt ?? startedAt,
	}));
	const from = Math.min(...times.map((one) => one.from));
	const to = Math.max(...times.map((one) => one.to));
	return { sendingMs: to - from, waitedMs: times.reduce((sum, one) => sum + one.to - one.from, 0) };
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
		more: [sharesTable(figures)],
		targets: main
			? [
					atMost(
						`${count(targetItems)} jobs at ${targetLatencyMs} ms: time to HTTP Request`,
						main.ratio,
						1,
						ratio,
					),
					atMost('requests at once', main.oursAtOnce, mostAtOnce, String),
				]
			: [],
		figures,
	};
}

/** What of the time is not ours to save: n8n's own, and the waiting. */
function sharesTable(figures: Figures[]): CaseTable {
	const asked = figures.filter(({ items }) => items === targetItems);
	return {
		title: `a. Where the time of ${count(targetItems)} jobs goes`,
		columns: [
			'latency, node',
			'time',
			'before and after the requests',
			`of ${mostAtOnce} places taken`,
			'at once',
		],
		rows: asked.flatMap(({ latencyMs, shares }) =>
			Object.entries(shares).map(([name, { ms, outsideMs, placesTaken, atOnce }]) => [
				`${latencyMs} ms, ${name}`,
				timeSpread(ms),
				time(outsideMs),
				atOnce === 0 ? '' : placesTaken.toFixed(1),
				String(atOnce),
			]),
		),
		notes: [
			`"${floorOfGets}" is the floor: the credential, the request, and nothing else.`,
			'By its description, a node sends nothing before n8n has read the fields of all items: the one that does nothing shows how long that takes.',
			...asked.filter(({ latencyMs }) => latencyMs > 0).map(tellFloor),
		],
	};
}

function tellFloor({ latencyMs, shares, httpRequestMs }: Figures): string {
	const waiting = (targetItems / mostAtOnce) * latencyMs;
	const floor = shares[floorOfGets].ms.median;
	return (
		`${latencyMs} ms: waiting alone takes ${time(waiting)} with ${mostAtOnce} at once. ` +
		`The floor takes ${ratio(floor / httpRequestMs.median)} of HTTP Request's time.`
	);
}
