import { points, valuesOf, type PointName } from '../../../sandbox/readings/points';
import {
	contraryReadings,
	pointNames,
	type ChosenReadings,
} from '../../../sandbox/readings/readings';
import { startSandbox, type SandboxOptions } from '../../../sandbox/index';
import type { INodeType } from 'n8n-workflow';
import { declaredOperations } from '../../engine/support/operationTable';
import { Runner } from './runner';
import { settlingOf, type Settling } from './settlings';

/** What is done under each reading. */
export interface Stories {
	service: 'Bright River' | 'Skyfish';
	type: 'brightRiver' | 'skyfish';
	node: INodeType;
	sandbox: SandboxOptions;
	/** Must use every operation of the node. */
	operations: (runner: Runner) => Promise<void>;
	triggers: (runner: Runner) => Promise<void>;
	mainJob: (runner: Runner) => Promise<void>;
}

interface TableRow {
	reading: string;
	cells: string[];
}

const columns = ['operations', 'triggers', 'mainJob'] as const;

/** Each reading of the service's points alone, the usual ones, and the most contrary ones together. */
function readingsOf(service: Stories['service']): [string, ChosenReadings][] {
	const own = pointNames.filter((name) => points[name].service === service);
	const contrary = contraryReadings() as Partial<Record<PointName, string>>;
	const all = Object.fromEntries(own.map((name) => [name, contrary[name]]));
	const alone = own.flatMap((name) =>
		valuesOf(name)
			.slice(1)
			.map((value): [string, ChosenReadings] => [`${name}=${value}`, { [name]: value }]),
	);
	return [['as usual', {}], ...alone, ['all contrary', all]];
}

/** Every story under every reading is a test; the table of what came of them is printed at the end. */
export function describeReadings(stories: Stories): void {
	const table: TableRow[] = [];
	afterAll(() => process.stdout.write(printed(stories.service, table)));

	describe.each(readingsOf(stories.service))('%s', (reading, chosen) => {
		const row: TableRow = { reading, cells: [] };
		const settling = settlingOf(chosen as Partial<Record<PointName, string>>);
		beforeAll(() => void table.push(row));

		it.each(columns)('%s', async (column) => {
			const sandbox = await startSandbox({ ...stories.sandbox, readings: chosen });
			const runner = new Runner(sandbox, stories.type, settling);
			row.cells.push('fails');
			try {
				await stories[column](runner);
				if (column === 'operations') {
					expect([...runner.ran].sort()).toEqual(declaredOperations(stories.node));
				}
				row.cells.splice(-1, 1, outcomeOf(runner, settling));
			} finally {
				await sandbox.stop();
			}
		});
	});
}

/** In an operator's words: it works, with which setting, or what the node says. */
function outcomeOf(runner: Runner, settling: Settling): string {
	const set = Object.entries(settling.set ?? {}).filter(([name]) => runner.ran.has(name));
	const ways = set.map(([name, fields]) => `with ${name}: ${JSON.stringify(fields)}`);
	const said = [...runner.said].map(([name, words]) => `${name} says “${words}”`);
	return [...ways, ...said].join('\n') || 'works';
}

/** A line for each reading; what needs a setting or cannot work is told below it. */
function printed(service: string, table: TableRow[]): string {
	const width = Math.max(...table.map(({ reading }) => reading.length));
	const lines = table.flatMap(({ reading, cells }) => {
		const short = cells.map((cell) => (/^(works|fails)$/.test(cell) ? cell : 'settled'));
		const long = [...new Set(cells.flatMap((cell) => cell.split('\n')))];
		return [
			`${reading.padEnd(width)}  ${short.map((cell) => cell.padEnd(10)).join('')}`,
			...long.filter((line) => !/^(works|fails)$/.test(line)).map((line) => `    ${line}`),
		];
	});
	const head = `${'Reading'.padEnd(width)}  ${['operations', 'triggers', 'main job'].map((name) => name.padEnd(10)).join('')}`;
	return `\n${service}\n\n${[head, ...lines].join('\n')}\n`;
}
