import type { Outcome, Struck } from './rules';

/** A column: one kind of fault. */
export interface Column {
	name: string;
	/** At most four characters. */
	short: string;
}

/** What the matrix shows of a run. */
interface Shown {
	cell: { kind: Column };
	outcome: Outcome;
	problems: string[];
}

/** Runs `work` on everything, so many at once. */
export async function inParallel<In, Out>(
	list: In[],
	atOnce: number,
	work: (one: In) => Promise<Out>,
): Promise<Out[]> {
	const results: Out[] = [];
	let next = 0;
	const worker = async () => {
		while (next < list.length) {
			const place = next++;
			results[place] = await work(list[place]);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}

/** Runs every cell, those apart that need much memory and those that only wait. */
export async function runCells<Cell extends Struck, Result>(
	cells: Cell[],
	run: (cell: Cell) => Promise<Result>,
): Promise<Result[]> {
	const large = cells.filter(({ effect }) => effect?.kind === 'garbage');
	const slow = cells.filter(({ kind }) => kind.isEndless);
	const others = cells.filter((cell) => !large.includes(cell) && !slow.includes(cell));
	return [
		...(await inParallel(others, 16, run)),
		...(await inParallel(large, 3, run)),
		...(await inParallel(slow, 48, run)),
	];
}

/** The matrix as text: a line for each row, a column for each fault; and its sum. */
export function printed<Result extends Shown>(
	title: string,
	columns: Column[],
	results: Result[],
	rowOf: (result: Result) => string,
): string {
	const operations = [...new Set(results.map(rowOf))];
	const width = Math.max(...operations.map((name) => name.length), title.length) + 2;
	const lines = operations.map((operation) => {
		const signs = columns.map((kind) => {
			const inCell = results.filter(
				(result) => rowOf(result) === operation && result.cell.kind === kind,
			);
			return signOf(inCell).padStart(6);
		});
		return operation.padEnd(width) + signs.join('');
	});
	const head = title.padEnd(width) + columns.map(({ short }) => short.padStart(6)).join('');
	const count = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
	const wrong = results.filter(({ problems }) => problems.length > 0).length;
	return [
		'',
		head,
		...lines,
		'',
		`${title}: ${operations.length} rows, ${results.length} runs: ${count('recovered')} recovered, ` +
			`${count('error')} failed clearly, ${count('unaffected')} not affected, ` +
			`${count('unverified')} said that a file could not be compared, ` +
			`${count('taken')} took what nothing is known of, ` +
			`${count('gone')} said that it is gone, ${count('later')} told it by a later poll, ${wrong} wrong`,
		'✓ recovered where the fault passes · ! clear error · = not affected · ? says that the upload could not be ' +
			'compared · - a file or an answer of which nothing is known · ~ says that it is gone · > told by a later poll · ✗ wrong',
		'',
	].join('\n');
}

const signs: Record<Outcome, string> = {
	recovered: '✓',
	gone: '~',
	later: '>',
	error: '!',
	unaffected: '=',
	unverified: '?',
	taken: '-',
};

/** All runs of a cell: what the fault that passes comes to, then the one that stays. */
function signOf(results: Shown[]): string {
	if (results.some(({ problems }) => problems.length > 0)) return '✗';
	return Object.entries(signs)
		.filter(([outcome]) => results.some((result) => result.outcome === outcome))
		.map(([, sign]) => sign)
		.join('');
}
