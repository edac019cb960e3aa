import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { BenchError } from './benchError.ts';
import type { CaseResult, CaseTable, Target } from './caseResult.ts';
import type { MachineFacts } from './machine.ts';
import { table } from './table.ts';

/** What one run of the benchmark found. */
export interface BenchResults {
	machine: MachineFacts;
	quick: boolean;
	results: Record<string, CaseResult>;
}

/** Title, table and notes, of each table, and the targets. */
export function tellResult({ more = [], targets, ...first }: CaseResult): string {
	const tables = [first, ...more].map(tellTable);
	return [tables.join('\n\n'), ...targets.map(tellTarget)].join('\n');
}

/** Title, table and notes. */
export function tellTable({ title, columns, rows, notes }: CaseTable): string {
	return [title, '', table(columns, rows), '', ...notes].join('\n');
}

function tellTarget({ what, wanted, got, met }: Target): string {
	const verdict = met === undefined ? 'NOT MEASURED' : met ? 'met' : 'MISSED';
	return `Target ${verdict}: ${what}: ${got} (${wanted})`;
}

/**
 * Writes the results as JSON, in the project's own format.
 *
 * @param file as the person gave it; without it a new one in `bench/results`
 * @returns the file's path as seen from the working directory
 * @throws BenchError when it cannot be written
 */
export async function saveResults(
	results: BenchResults,
	projectFolder: string,
	file?: string,
): Promise<string> {
	const name = `${results.machine.date.slice(0, 19).replace(/[:T]/g, '-')}.json`;
	const path = resolve(file ?? join(projectFolder, 'bench', 'results', name));
	const config = await resolveConfig(join(projectFolder, 'package.json'));
	const text = await format(JSON.stringify(results), { ...config, parser: 'json' });
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	} catch (error) {
		throw new BenchError(`The results could not be written: ${(error as Error).message}`);
	}
	return relative(process.cwd(), path);
}

/**
 * The results of an earlier run.
 *
 * @param file as the person gave it, or `newest`
 * @throws BenchError when it is not there, or holds something else
 */
export function readResults(projectFolder: string, file: string): BenchResults {
	const path = file === 'newest' ? newestResults(projectFolder) : resolve(file);
	try {
		const results = JSON.parse(readFileSync(path, 'utf8')) as Partial<BenchResults>;
		if (results.machine && results.results) return results as BenchResults;
	} catch (error) {
		throw new BenchError(`The results could not be read: ${(error as Error).message}`);
	}
	throw new BenchError(`${file} holds no results of the benchmark.`);
}

function newestResults(projectFolder: string): string {
	const folder = join(projectFolder, 'bench', 'results');
	// Their names are times.
	const files = existsSync(folder)
		? readdirSync(folder).filter((one) => one.endsWith('.json'))
		: [];
	const newest = files.sort().at(-1);
	if (newest === undefined) throw new BenchError('There are no results in bench/results.');
	return join(folder, newest);
}
