import { waitUntil } from '../../../tools/processes/waitUntil.ts';
import type { CaseTable, Target } from '../../support/caseResult.ts';
import type { Seen } from '../../support/sandboxProcess.ts';
import { count, time } from '../../support/table.ts';
import { BenchWorld } from '../../support/world.ts';
import { pollingWorkflow, pollOnce, toldBy, type Poll } from './onePoll.ts';

const latencyMs = 100;
const everyMinute = { mode: 'everyMinute' };
const drainedWithinMs = 1_200_000;

/** n8n's scheduler, which gives a poll so long and no longer; with cursors that it saves after every poll. */
const scheduler = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};

interface Figures {
	budget: 'none' | "n8n's default";
	changes: number;
	/** Polls that told something. */
	polls: number;
	longestPollMs: number;
	calls: number;
	told: number;
	lost: number;
	repeated: number;
}

/** A poll after thousands of changes at once, without a budget and with the one of n8n's scheduler. */
export async function backlog(world: BenchWorld, quick: boolean) {
	const changes = quick ? 500 : 5_000;
	const figures = [await withoutBudget(world, changes)];
	if (!quick) figures.push(await withBudget(world, changes));
	return { table: tableOf(figures), targets: targetsOf(figures), figures };
}

const watchReady = {
	event: 'jobStatusChanged',
	watch: 'allJobs',
	statusGroups: ['readyToDownload'],
};

async function withoutBudget(world: BenchWorld, changes: number): Promise<Figures> {
	world.tell(`(d) a poll after ${count(changes)} changes, without a budget`);
	const service = await world.startService();
	const { sandbox } = service;
	const jobs = await sandbox.createJobs(changes, 'CJ_WORK_PROGRESS');
	const { id } = await world.rest.createWorkflow(
		pollingWorkflow('brightRiverTrigger', watchReady, { brightRiverApi: service.brightRiver }),
	);
	await pollOnce(world, sandbox, id);
	await sandbox.setStatuses(jobs, 'CJ_WORK_DONE');
	await sandbox.delayAnswers(latencyMs);
	const told = new Map<string, Array<Record<string, unknown>>>();
	const polls: Poll[] = [];
	while ([...told.values()].flat().length < jobs.length) {
		polls.push(await pollOnce(world, sandbox, id));
		const isTold = async () => {
			await toldBy(world, id, told);
			return told.size === polls.length;
		};
		await waitUntil('the execution to end', isTold, { timeoutMs: 120_000 });
	}
	await sandbox.stop();
	const calls = polls.reduce((sum, one) => sum + one.calls, 0);
	return figuresOf(
		'none',
		jobs,
		told,
		polls.map(({ milliseconds }) => milliseconds),
		calls,
	);
}

async function withBudget({ projectFolder, tell }: BenchWorld, changes: number): Promise<Figures> {
	tell(`(d) polls after ${count(changes)} changes, with the budget of n8n's scheduler`);
	const world = await BenchWorld.start({ projectFolder, tell, env: scheduler });
	try {
		const service = await world.startService();
		const { sandbox } = service;
		const jobs = await sandbox.createJobs(changes, 'CJ_WORK_PROGRESS');
		const { id } = await world.rest.createWorkflow(
			pollingWorkflow(
				'brightRiverTrigger',
				watchReady,
				{ brightRiverApi: service.brightRiver },
				everyMinute,
			),
		);
		await world.rest.activateWorkflow(await world.rest.getWorkflow(id));
		// With cursors n8n forgets what the poll of the activation saw: the next one takes stock again.
		await sandbox.forgetRequests();
		const hasLooked = async () => (await sandbox.seen()).requests.length >= 2;
		await waitUntil('a poll by the scheduler', hasLooked, { timeoutMs: 180_000 });
		await sandbox.setStatuses(jobs, 'CJ_WORK_DONE');
		await sandbox.delayAnswers(latencyMs);
		await sandbox.forgetRequests();
		const told = new Map<string, Array<Record<string, unknown>>>();
		const polls: number[] = [];
		let calls = 0;
		let seenPolls = 0;
		await waitUntil(
			'all changes to be told',
			async () => {
				await toldBy(world, id, told);
				if (told.size > seenPolls) {
					seenPolls = told.size;
					const { requests } = await sandbox.seen();
					await sandbox.forgetRequests();
					calls += requests.length;
					polls.push(lengthOf(requests));
					tell(`(d) ${count([...told.values()].flat().length)} told in ${seenPolls} polls`);
				}
				return [...told.values()].flat().length >= jobs.length;
			},
			{ timeoutMs: drainedWithinMs, everyMs: 1_000 },
		);
		return figuresOf("n8n's default", jobs, told, polls, calls);
	} finally {
		await world.stop();
	}
}

function lengthOf(requests: Seen['requests']): number {
	const startedAt = Math.min(...requests.map((request) => request.startedAt));
	return Math.max(...requests.map(({ endedAt }) => endedAt ?? 0)) - startedAt;
}

function figuresOf(
	budget: Figures['budget'],
	jobs: number[],
	told: Map<string, Array<Record<string, unknown>>>,
	polls: number[],
	calls: number,
): Figures {
	const ids = [...told.values()].flat().map(({ jobId }) => Number(jobId));
	const distinct = new Set(ids);
	return {
		budget,
		changes: jobs.length,
		polls: polls.length,
		longestPollMs: Math.max(...polls),
		calls,
		told: ids.length,
		lost: jobs.filter((job) => !distinct.has(job)).length,
		repeated: ids.length - distinct.size,
	};
}

function tableOf(figures: Figures[]): CaseTable {
	return {
		title: `d. After many changes at once, each answer after ${latencyMs} ms`,
		columns: ['changes, budget', 'polls', 'longest poll', 'calls', 'told', 'lost', 'repeated'],
		rows: figures.map((one) => [
			`${count(one.changes)}, ${one.budget}`,
			...[String(one.polls), time(one.longestPollMs), count(one.calls), count(one.told)],
			...[String(one.lost), String(one.repeated)],
		]),
		notes: [
			"Budget: what n8n's durable scheduler lets a poll take by default, about 36 s; without it a poll ends after a minute, because an activation that takes longer fails. Of very many calls of one poll no more than 10,000 are counted.",
		],
	};
}

function targetsOf(figures: Figures[]): Target[] {
	return figures.map(({ budget, changes, lost, repeated }) => ({
		what: `${count(changes)} changes, budget ${budget}: lost, repeated`,
		wanted: 'none',
		got: `${lost}, ${repeated}`,
		met: lost + repeated === 0,
	}));
}
