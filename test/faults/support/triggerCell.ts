import type { IDataObject } from 'n8n-workflow';
import { PolledTrigger } from '../../engine/support/poll';
import { struckBy } from './cell';
import { faultKinds } from './faultKinds';
import { withShortLimits } from './limits';
import { unclear } from './messages';
import { expectedOfPoll, type Outcome, type RowStep, type Struck } from './rules';
import { ScriptedService } from './scriptedService';
import { eventOf, firstPoll, secondPoll, type TriggerRow } from './triggerRows';
import { withWaits } from '../../support/waits';

/** One request of a poll under one fault. */
export interface TriggerCell extends Struck {
	row: TriggerRow;
	/** Which request of the second poll the fault hits. */
	place: number;
}

export interface TriggerResult {
	cell: TriggerCell;
	outcome: Outcome;
	problems: string[];
}

export function triggerCellsOf(row: TriggerRow): TriggerCell[] {
	// What is asked of the other one is the same.
	const [one] = idsIn(row);
	return secondPoll(row).flatMap((step, place) =>
		step.concerns === undefined || step.concerns === one
			? faultKinds
					.flatMap((kind) => struckBy(kind, step, row.service))
					.map((struck): TriggerCell => ({ row, place, ...struck }))
			: [],
	);
}

function idsIn({ events }: TriggerRow): number[] {
	return Object.keys(events).map(Number);
}

/** For so many polls the service denies what concerns one job or media item: longer than a trigger waits to tell of it. */
const POLLS_DENIED = 4;

/**
 * Takes stock, then polls under the fault. Whatever becomes of that poll, both events must be told once, and
 * that of the one which the fault does not concern at once. Where the poll fails, what the trigger remembers
 * must be as it was.
 */
export async function runTriggerCell(cell: TriggerCell): Promise<TriggerResult> {
	const { row, place, kind, effect, stays } = cell;
	const service = new ScriptedService<RowStep>();
	try {
		const first = firstPoll(row);
		await service.start(() => [...first, ...secondPoll(row)]);
		const trigger = new PolledTrigger(row.run(service.origins));
		await trigger.poll();
		const remembered = trigger.stored;

		const step = service.steps[first.length + place];
		const { outcome, attempts: untilAnswered } = expectedOfPoll(step, cell, row.service);
		const more = outcome === 'recovered' ? (step.more ?? 0) : 0;
		const attempts = untilAnswered === undefined ? undefined : untilAnswered + more;
		const times = stays ? Infinity : kind.times;
		// The first poll is over: the next request to this address is the one.
		const match = { ...service.matchOf(step), skip: 0, times };
		const fault = effect && service.faults.add({ ...effect, ...match });
		if (!fault) service.refuse(step);
		let waits = 0;
		const onWait = () => {
			if (service.isRefusing && !stays && ++waits === kind.times) service.listenAgain();
		};
		const poll = async () => await trigger.poll();
		const polled = await withWaits(
			onWait,
			async () => await (kind.isEndless ? withShortLimits(() => fault?.hits ?? 0, poll) : poll()),
		).catch(asError);

		const came = service.attempts(step);
		const problems = [
			...(attempts === undefined || came === attempts
				? []
				: [`it was sent ${came} times instead of ${attempts}`]),
			...problemsOfPoll(polled, outcome, eventsAtOnce(row, step, outcome), row.service),
		];
		const told = polled instanceof Error ? [] : polled.map(eventOf);
		if (polled instanceof Error && trigger.stored !== remembered) {
			problems.push('it remembers something of a failed poll');
		}
		const isDenied = outcome === 'later' && stays && (kind.short === '403' || kind.short === '404');
		for (let polls = 1; isDenied && polls < POLLS_DENIED; polls++) {
			const more = await trigger.poll().catch(asError);
			if (more instanceof Error) problems.push(`another poll failed: ${more.message}`);
			else told.push(...more.map(eventOf));
		}
		service.faults.clear();
		service.listenAgain();
		told.push(...(await trigger.poll()).map(eventOf));
		problems.push(...problemsOfAll(row, told), ...problemsOfReports(row, trigger));
		const isHidden = isDenied && kind.short === '403';
		if (isHidden && step.isMissed && trigger.reported.length === 0) {
			problems.push('nobody was told that it is hidden');
		}
		const again = await trigger.poll();
		if (again.length > 0) problems.push(`it told ${JSON.stringify(again)} once more`);
		return { cell, outcome, problems };
	} finally {
		await service.stop();
	}
}

/** An error as n8n shows it. */
type PollError = Error & { description?: string };

const asError = (error: PollError) => error;

/** What the poll under the fault must tell. */
function eventsAtOnce(row: TriggerRow, { concerns }: RowStep, outcome: Outcome): string[] {
	const ids = idsIn(row).filter((id) => outcome !== 'later' || id !== concerns);
	return ids.map((id) => row.events[id]);
}

function problemsOfPoll(
	polled: IDataObject[] | PollError,
	outcome: Outcome,
	atOnce: string[],
	service: TriggerRow['service'],
): string[] {
	if (polled instanceof Error) {
		const told = unclear(polled, service);
		return outcome === 'error' ? told : [`it failed: ${polled.message}`, ...told];
	}
	const told = polled.map(eventOf);
	if (outcome === 'error') return [`it went on with ${told.join(', ')}`];
	return isSame(told, atOnce)
		? []
		: [`it told [${told.join(', ')}] instead of [${atOnce.join(', ')}]`];
}

/** Each event must be told, and once only. */
export function problemsOfAll({ events }: TriggerRow, told: string[]): string[] {
	const right = Object.values(events);
	return isSame(told, right)
		? []
		: [`in all it told [${told.join(', ')}] instead of [${right.join(', ')}]`];
}

/** What it tells of one job or media item beside the events: clearly, and once. */
export function problemsOfReports({ service }: TriggerRow, { reported }: PolledTrigger): string[] {
	const unclearOnes = reported.flatMap((error) => unclear(error, service));
	return reported.length > 1
		? [...unclearOnes, `it reported ${reported.length} errors`]
		: unclearOnes;
}

function isSame(told: string[], right: string[]): boolean {
	return [...told].sort().join('\n') === [...right].sort().join('\n');
}
