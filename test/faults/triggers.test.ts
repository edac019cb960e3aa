import '../support/shorterWaits';
import { printed, runCells } from './support/matrix';
import { runTriggerCell, triggerCellsOf, type TriggerResult } from './support/triggerCell';
import { triggerRows } from './support/triggerRows';

jest.mock('../../nodes/shared/client/timeLimit', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/client/timeLimit')>(
		'../../nodes/shared/client/timeLimit',
	);
	const { shortLimits } = jest.requireActual<typeof import('../support/waits')>('../support/waits');
	return { ...actual, ...shortLimits };
});

const results: TriggerResult[] = [];

afterAll(() => process.stdout.write(printed('Triggers', results, ({ cell }) => cell.row.name)));

it.each(triggerRows.map((row) => [row.name, row] as const))(
	'%s loses nothing and repeats nothing, and says why it failed',
	async (_, row) => {
		const own = await runCells(triggerCellsOf(row), runTriggerCell);
		results.push(...own);
		const wrong = own.filter(({ problems }) => problems.length > 0);
		const told = wrong.map(
			({ cell: { place, kind, stays }, problems }) =>
				`request ${place + 1}, ${kind.name} that ${stays ? 'stays' : 'passes'}: ${problems.join('; ')}`,
		);
		expect(told).toEqual([]);
	},
	300_000,
);
