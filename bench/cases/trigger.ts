import { nodeType } from '../../tools/checkout/packages.ts';
import type { Workflow } from '../../tools/n8n-host/n8nTypes.ts';
import type { CaseResult } from '../support/caseResult.ts';
import { spreadOf, type Spread } from '../support/statistics.ts';
import { count, time, timeSpread } from '../support/table.ts';
import type { BenchWorld, Service } from '../support/world.ts';

/** What the sandbox, as the service, gives with one call of its search. */
const jobsPerPage = 10;
const pollWithinMs = 300_000;

interface Figures {
	jobs: number;
	/** Calls of one poll in which nothing has changed. */
	calls: number;
	/** Of these the ones that read a page of the search. */
	pages: number;
	/** From the arrival of a poll's first call to the end of its last. */
	pollMs: Spread;
}

/** (d) One poll of the Bright River Trigger on all jobs, in a workflow that is active in n8n. */
export async function measureTrigger(world: BenchWorld, quick: boolean): Promise<CaseResult> {
	const service = await world.startService();
	const figures: Figures[] = [];
	let made = 0;
	for (const jobs of quick ? [100, 1_000] : [100, 1_000, 10_000]) {
		await service.sandbox.createJobs(jobs - made);
		made = jobs;
		world.tell(`(d) polls with ${count(jobs)} active jobs`);
		// A workflow's first poll takes stock; what it found is no news to those after it.
		const workflow = await world.rest.createWorkflow(watchAllJobs(service));
		await pollOnce(world, service, workflow.id);
		const polls = [];
		for (let round = 0; round < (quick ? 2 : 3); round++) {
			polls.push(await pollOnce(world, service, workflow.id));
		}
		figures.push({
			jobs,
			calls: Math.max(...polls.map(({ calls }) => calls)),
			pages: Math.min(...polls.map(({ pages }) => pages)),
			pollMs: spreadOf(polls.map(({ milliseconds }) => milliseconds)),
		});
	}
	await service.sandbox.stop();
	return told(figures);
}

/** A workflow polls once when it is activated, before n8n calls it active. */
async function pollOnce({ rest }: BenchWorld, { sandbox }: Service, workflowId: string) {
	await sandbox.forgetRequests();
	await rest.activateWorkflow(await rest.getWorkflow(workflowId), pollWithinMs);
	const { requests } = await sandbox.seen();
	await rest.deactivateWorkflow(workflowId);
	const unanswered = requests.filter(({ endedAt }) => endedAt === null);
	if (requests.length === 0 || unanswered.length > 0) {
		throw new Error(`A poll of ${requests.length} calls has ${unanswered.length} unanswered ones.`);
	}
	const startedAt = Math.min(...requests.map((request) => request.startedAt));
	const endedAt = Math.max(...requests.map((request) => request.endedAt ?? 0));
	return {
		calls: requests.length,
		pages: requests.filter(({ method, path }) => method === 'POST' && path === '/search').length,
		milliseconds: endedAt - startedAt,
	};
}

function watchAllJobs({ brightRiver }: Service): Workflow {
	return {
		name: 'Benchmark: watch all jobs',
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: nodeType('brightRiverTrigger'),
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					// So seldom that no poll but the one of the activation falls into the measurement.
					pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 1, hour: 0, minute: 0 }] },
					event: 'jobStatusChanged',
					watch: 'allJobs',
				},
				credentials: { brightRiverApi: brightRiver },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

function told(figures: Figures[]): CaseResult {
	const expected = (jobs: number) => Math.ceil(jobs / jobsPerPage);
	return {
		title: 'd. One poll of the trigger, nothing changed',
		columns: ['active jobs', 'calls', 'of these pages', 'time per poll', 'time per job'],
		rows: figures.map(({ jobs, calls, pages, pollMs }) => [
			count(jobs),
			count(calls),
			count(pages),
			timeSpread(pollMs),
			time(pollMs.median / jobs),
		]),
		notes: [
			'In n8n, on a published workflow. Time: from the first call of a poll to the end of its last, at 0 ms latency.',
		],
		targets: figures.map(({ jobs, calls }) => ({
			what: `${count(jobs)} active jobs: calls`,
			wanted: `one for each page of ${jobsPerPage}: ${count(expected(jobs))}`,
			got: count(calls),
			met: calls <= expected(jobs),
		})),
		figures,
		ratios: figures.map(
			({ jobs, calls }) => `| A poll over ${count(jobs)} active jobs | | ${count(calls)} calls |`,
		),
	};
}
