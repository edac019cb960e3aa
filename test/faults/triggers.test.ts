import '../support/shorterWaits';
import './support/shorterLimits';
import { faultKinds } from './support/faultKinds';
import { inParallel, printed, runCells } from './support/matrix';
import {
	runSearchCell,
	searchCellsOf,
	searchColumns,
	type SearchResult,
} from './support/searchCell';
import { runTriggerCell, triggerCellsOf, type TriggerResult } from './support/triggerCell';
import { triggerRows } from './support/triggerRows';

const results: Array<TriggerResult | SearchResult> = [];

afterAll(() => {
	const columns = [...faultKinds, ...searchColumns];
	process.stdout.write(printed('Triggers', columns, results, ({ cell }) => cell.row.name));
});

describe.each(triggerRows.map((row) => [row.name, row] as const))('%s', (_, row) => {
	it('loses nothing and repeats nothing, and says why it failed', async () => {
		const own = await runCells(triggerCellsOf(row), runTriggerCell);
		results.push(...own);
		const wrong = own.filter(({ problems }) => problems.length > 0);
		const told = wrong.map(
			({ cell: { place, kind, stays }, problems }) =>
				`request ${place + 1}, ${kind.name} that ${stays ? 'stays' : 'passes'}: ${problems.join('; ')}`,
		);
		expect(told).toEqual([]);
	}, 300_000);

	const searches = row.search ? it : it.skip;
	searches(
		'believes its search no more than it can check',
		async () => {
			const own = await inParallel(searchCellsOf(row), 4, runSearchCell);
			results.push(...own);
			const wrong = own.filter(({ problems }) => problems.length > 0);
			const told = wrong.map(
				({ cell: { kind, label }, problems }) => `${kind.name} ${label}: ${problems.join('; ')}`,
			);
			expect(told).toEqual([]);
		},
		120_000,
	);
});
