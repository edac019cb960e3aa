import { waitUntil } from '../../../tools/processes/waitUntil';
import { cellsOf, runCell, runWell, type Cell, type CellResult } from './cell';
import { faultKinds } from './faultKinds';
import { inParallel, printed, runCells } from './matrix';
import { waitForRegex } from './patientRegex';
import type { Row } from './rows';
import type { RowRun } from './runRow';

/** Runs every cell of the rows; then each operation is a test of its own. */
export function describeMatrix(title: string, rows: Row[], declared: string[]): void {
	const unhandled: unknown[] = [];
	const noteUnhandled = (reason: unknown) => void unhandled.push(reason);
	let results: CellResult[] = [];
	let heldBefore = held();

	beforeAll(async () => {
		process.on('unhandledRejection', noteUnhandled);
		waitForRegex();
		const well = new Map<Row, RowRun>();
		await inParallel(rows, 8, async (row) => well.set(row, await runWell(row)));
		for (const [row, { items, error }] of well) {
			if (error || items.length === 0) {
				throw new Error(`${nameOf(row)} fails without any fault: ${error?.message}`);
			}
		}
		heldBefore = held();
		const run = async (cell: Cell) => await runCell(cell, well.get(cell.row)!);
		const cells = await cellsOf(rows, faultKinds);
		results = await runCells(cells, run);
	}, 1_800_000);

	afterAll(() => {
		process.off('unhandledRejection', noteUnhandled);
		process.stdout.write(printed(title, faultKinds, results, ({ cell }) => cell.row.operation));
	});

	it('has a row for every operation', () => {
		expect([...new Set(rows.map(({ operation }) => operation))].sort()).toEqual(declared);
	});

	it.each([...new Set(rows.map(({ operation }) => operation))])('%s', (operation) => {
		const own = results.filter(({ cell }) => cell.row.operation === operation);
		expect(own.length).toBeGreaterThanOrEqual(faultKinds.length * 2 - 1);
		const wrong = own.filter(({ problems }) => problems.length > 0);
		expect(wrong.map(told)).toEqual([]);
	});

	it('leaves no socket and no timer', async () => {
		await waitUntil('sockets and timers to be gone', () => isNoMoreThan(held(), heldBefore), {
			timeoutMs: 10_000,
			describe: () => JSON.stringify({ before: heldBefore, now: held() }),
		});
	});

	it('leaves no rejection unhandled', () => expect(unhandled).toEqual([]));
}

interface Held {
	sockets: number;
	timers: number;
}

/** What keeps this process alive. */
function held(): Held {
	const resources = process.getActiveResourcesInfo();
	return {
		sockets: resources.filter((name) => name.startsWith('TCP')).length,
		timers: resources.filter((name) => name === 'Timeout').length,
	};
}

function isNoMoreThan(now: Held, before: Held): boolean {
	return now.sockets <= before.sockets && now.timers <= before.timers;
}

function told({ cell, problems }: CellResult): string {
	const { row, place, kind, effect, stays } = cell;
	const body = effect?.kind === 'body' ? ` ${effect.body.slice(0, 30)}` : '';
	return `${nameOf(row)}, request ${place + 1}, ${kind.name}${body} that ${stays ? 'stays' : 'passes'}: ${problems.join('; ')}`;
}

function nameOf({ operation, label = '' }: Row): string {
	return `${operation} ${label}`.trim();
}
