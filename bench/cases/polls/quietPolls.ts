import type { CaseTable, Target } from '../../support/caseResult.ts';
import { atMost } from '../../support/caseResult.ts';
import { ratioOf, spreadOf, type Spread } from '../../support/statistics.ts';
import { count, ratio, timeSpread } from '../../support/table.ts';
import type { BenchWorld, Service } from '../../support/world.ts';
import { pollingWorkflow, pollAll, rememberedBytes } from './onePoll.ts';

const latencies = [0, 50];
/** What the targets are about. */
const target = { open: 10_000, wanted: 'five', mostCalls: 2, mostTime: 1 / 100 };

/** What a workflow waits for: the statuses that few, some or all jobs are in. */
const waitsFor = {
	five: { statusGroups: ['needsAcceptance'] },
	fiveHundred: { statuses: ['CJ_REVIEWING'] },
	all: {},
};
type Wanted = keyof typeof waitsFor;
const sizeOf = (wanted: Wanted, open: number) => ({ five: 5, fiveHundred: 500, all: open })[wanted];
const readsAll = { ...waitsFor.five, options: { knowPreviousStatus: true } };

interface Figures {
	open: number;
	/** What is waited for; `before` waits for five, and reads everything. */
	wanted: Wanted | 'before';
	latencyMs: number;
	/** More than one where n8n gives a poll less time than it takes to look at all; the other figures are their sum. */
	polls: number;
	calls: number;
	pollMs: Spread;
	/** What n8n keeps for the trigger. */
	bytes: number;
}

/** Polls in which nothing has changed, beside one that reads every open job. */
export async function quietPolls(world: BenchWorld, service: Service, quick: boolean) {
	const figures: Figures[] = [];
	const { sandbox } = service;
	await sandbox.createJobs(5, 'CJ_WAIT_ACCEPTANCE');
	let made = 5;
	for (const open of quick ? [100, 1_000] : [100, 1_000, 10_000, 100_000]) {
		if (made === 100) {
			await sandbox.createJobs(500, 'CJ_REVIEWING');
			made += 500;
		}
		await sandbox.createJobs(open - made, 'CJ_WORK_PROGRESS');
		made = open;
		const wanted = (Object.keys(waitsFor) as Wanted[]).filter((one) => sizeOf(one, open) <= open);
		for (const one of [...wanted, 'before' as const]) {
			world.tell(`(d) quiet polls with ${count(open)} open jobs: ${one}`);
			figures.push(...(await measure(world, service, open, one, quick)));
		}
	}
	return { table: tableOf(figures), targets: targetsOf(figures), figures };
}

async function measure(
	world: BenchWorld,
	service: Service,
	open: number,
	wanted: Figures['wanted'],
	quick: boolean,
): Promise<Figures[]> {
	const parameters = {
		event: 'jobStatusChanged',
		watch: 'allJobs',
		...(wanted === 'before' ? readsAll : waitsFor[wanted]),
	};
	const credentials = { brightRiverApi: service.brightRiver };
	const { id } = await world.rest.createWorkflow(
		pollingWorkflow('brightRiverTrigger', parameters, credentials),
	);
	// A workflow's first poll takes stock; what it found is no news to those after it.
	await pollAll(world, service.sandbox, id);
	const isLong = open > 10_000 && (wanted === 'all' || wanted === 'before');
	const figures: Figures[] = [];
	for (const latencyMs of latencies) {
		await service.sandbox.delayAnswers(latencyMs);
		const polls = [];
		for (let round = 0; round < (isLong ? 1 : quick ? 2 : 5); round++) {
			polls.push(await pollAll(world, service.sandbox, id));
		}
		figures.push({
			open,
			wanted,
			latencyMs,
			polls: Math.max(...polls.map((one) => one.polls)),
			calls: Math.max(...polls.map(({ calls }) => calls)),
			pollMs: spreadOf(polls.map(({ milliseconds }) => milliseconds)),
			bytes: await rememberedBytes(world, id),
		});
	}
	await service.sandbox.delayAnswers(0);
	await world.rest.deleteWorkflow(id);
	return figures;
}

function tableOf(figures: Figures[]): CaseTable {
	const rows = figures
		.filter(({ latencyMs }) => latencyMs === 0)
		.map((quick) => {
			const { open, wanted } = quick;
			const slow = figureOf(figures, open, wanted, latencies[1])!;
			const [before, slowBefore] = latencies.map((ms) => figureOf(figures, open, 'before', ms)!);
			return [
				`${count(open)} open, ${nameOf(wanted, open)}`,
				count(quick.calls),
				timeSpread(quick.pollMs),
				share(quick.pollMs, before.pollMs),
				timeSpread(slow.pollMs),
				share(slow.pollMs, slowBefore.pollMs),
				count(Math.max(quick.polls, slow.polls)),
				count(quick.bytes),
			];
		});
	return {
		title: 'd. One poll of the Bright River Trigger, nothing changed',
		columns: [
			'jobs',
			'calls',
			`time at ${latencies[0]} ms`,
			'to reading all',
			`at ${latencies[1]} ms`,
			'to reading all',
			'polls',
			'bytes remembered',
		],
		rows,
		notes: [
			'In n8n, on a published workflow. Time: from the first call of a poll to the end of its last; median (smallest–largest).',
			'"Reading all": 5 wanted, with "Know Previous Status". It is what each poll cost before the trigger asked only for what is wanted.',
			'Where n8n gives a poll less time than it takes to look at all, the next ones go on: calls and times are their sum.',
			`A job that is remembered takes ${bytesPerJob(figures).toFixed(1)} bytes.`,
		],
	};
}

function figureOf(figures: Figures[], open: number, wanted: Figures['wanted'], latencyMs: number) {
	return figures.find(
		(one) => one.open === open && one.wanted === wanted && one.latencyMs === latencyMs,
	);
}

function nameOf(wanted: Figures['wanted'], open: number): string {
	if (wanted === 'before') return 'reading all';
	return wanted === 'all' ? 'all wanted' : `${sizeOf(wanted, open)} wanted`;
}

function share(ours: Spread, theirs: Spread): string {
	const value = ratioOf(ours, theirs);
	return value > 0.5 ? ratio(value) : `1/${(1 / value).toFixed(0)}`;
}

/** What one more job takes, from the most and the least jobs that were remembered. */
function bytesPerJob(figures: Figures[]): number {
	const most = figures.findLast(({ wanted }) => wanted === 'all')!;
	const least = figures.find(({ wanted }) => wanted === 'five')!;
	return (most.bytes - least.bytes) / (most.open - 5);
}

function targetsOf(figures: Figures[]): Target[] {
	const [ours, before] = (['five', 'before'] as const).map((wanted) =>
		figureOf(figures, target.open, wanted, 0),
	);
	const what = `${count(target.open)} open, 5 wanted`;
	const ofFive = figures.filter(({ wanted }) => wanted === 'five').map(({ calls }) => calls);
	return [
		atMost(`${what}: calls`, ours?.calls, target.mostCalls, count),
		atMost(
			`${what}: time to reading all`,
			ours && before && ratioOf(ours.pollMs, before.pollMs),
			target.mostTime,
			(value) => `1/${(1 / value).toFixed(0)}`,
		),
		{
			what: '5 wanted: calls, however many are open',
			wanted: 'the same',
			got: [...new Set(ofFive)].join(', '),
			met: new Set(ofFive).size === 1,
		},
	];
}
