import { PolledTrigger } from '../../engine/support/poll';
import type { Column } from './matrix';
import type { Outcome, RowStep } from './rules';
import { ScriptedService } from './scriptedService';
import { problemsOfAll, problemsOfReports } from './triggerCell';
import { eventOf, firstPoll, secondPoll, type Total, type TriggerRow } from './triggerRows';

/** What a search does that is no failure: it speaks of another time, or counts wrong. */
export interface SearchCell {
	row: TriggerRow;
	kind: Column;
	/** Tells two cells of a column apart. */
	label: string;
	/** What is asked by each poll. */
	polls: RowStep[][];
	/** The poll that must tell both events, counted from 0. */
	tellingPoll: number;
}

export interface SearchResult {
	cell: SearchCell;
	outcome: Outcome;
	problems: string[];
}

/** For so many polls the index is behind; a trigger takes 20 that agree for the truth. */
const POLLS_BEHIND = 25;

/** So many requests are enough for one poll, whatever the search says: three readings of 33 pages. */
const MOST_REQUESTS = 120;

const late = { name: 'index that is late', short: 'late' };
const behind = { name: 'index far behind', short: 'behi' };
const totals = { name: 'wrong totals', short: 'totl' };

export const searchColumns: Column[] = [late, behind, totals];

export function searchCellsOf(row: TriggerRow): SearchCell[] {
	const { search } = row;
	if (!search) return [];
	const { step, before, after, stale, fillers } = search;
	const firstWith = (found: RowStep) => [...firstPoll(row).filter(isNoSearch), found];
	const laterWith = (found: RowStep) => [...secondPoll(row).filter(isNoSearch), found];
	const times = (make: () => RowStep[]) => Array.from({ length: POLLS_BEHIND }, make);

	// Media that changed come into the search by that; jobs are in it all the time.
	const unchanged = search.unchanged ?? (row.service === 'Skyfish' ? [] : before);
	const isLate: SearchCell = {
		row,
		kind: late,
		label: '',
		polls: [
			firstPoll(row),
			...times(() => laterWith(step(unchanged))),
			secondPoll(row),
			secondPoll(row),
		],
		tellingPoll: POLLS_BEHIND + 1,
	};
	const areBehind = stale.map((found): SearchCell => ({
		row,
		kind: behind,
		label: `with ${found.length} found`,
		polls: [
			firstPoll(row),
			secondPoll(row),
			...times(() => laterWith(step(found))),
			secondPoll(row),
			secondPoll(row),
		],
		tellingPoll: 1,
	}));
	const countWrong = ([0, 20_000_000, 'missing'] as Total[]).map((total): SearchCell => {
		const second = () => laterWith(step([...fillers, ...after], total));
		return {
			row,
			kind: totals,
			label: String(total),
			polls: [firstWith(step([...fillers, ...before], total)), second(), second()],
			tellingPoll: 1,
		};
	});
	return [...(search.unchanged === null ? [] : [isLate]), ...areBehind, ...countWrong];
}

function isNoSearch({ furtherPage }: RowStep): boolean {
	return furtherPage === undefined;
}

/** Polls as often as the cell says. Both events must be told once, no poll may fail, and none may ask without end. */
export async function runSearchCell(cell: SearchCell): Promise<SearchResult> {
	const { row, polls, tellingPoll } = cell;
	const service = new ScriptedService<RowStep>();
	const problems: string[] = [];
	try {
		await service.start(() => polls[0]);
		const trigger = new PolledTrigger(row.run(service.origins));
		for (const [number, steps] of polls.entries()) {
			service.steps = steps;
			const before = searches(service);
			const events = await trigger.poll().catch((error: Error) => error);
			const asked = searches(service) - before;
			if (asked > MOST_REQUESTS) problems.push(`poll ${number} searched ${asked} times`);
			if (events instanceof Error) {
				problems.push(`poll ${number} failed: ${events.message}`);
				continue;
			}
			const told = events.map(eventOf);
			if (number === tellingPoll) problems.push(...problemsOfAll(row, told));
			else if (told.length > 0) problems.push(`poll ${number} told ${told.join(', ')}`);
		}
		problems.push(...problemsOfReports(row, trigger));
		return { cell, outcome: 'unaffected', problems };
	} finally {
		await service.stop();
	}
}

function searches({ requests }: ScriptedService<RowStep>): number {
	return requests.filter((request) => /^[A-Z]+ \/search/.test(request)).length;
}
