import type { Resource } from '../../../nodes/shared/operation/define';
import { openPointsOf } from './restsOn';

/** A row of the README's table for each operation, made of what the operation itself declares. */
export function operationsTable(resources: Resource[]): string {
	const rows = resources.flatMap(({ name, value, operations }) =>
		operations.map((operation) => [
			name,
			operation.name,
			[operation.call, ...(operation.also ?? [])].map((call) => `\`${call}\``).join(', '),
			[operation.document, ...openPointsOf(`${value} ${operation.value}`)].join('; '),
		]),
	);
	return table([['Resource', 'Operation', 'Calls', 'Rests on'], ...rows]);
}

/** A row for each resource with the names of its operations, for a package's own README. */
export function shortTable(resources: Resource[]): string {
	const rows = resources.map(({ name, operations }) => [
		name,
		operations.map((operation) => operation.name).join(', '),
	]);
	return table([['Resource', 'Operations'], ...rows]);
}

/** Markdown, with its columns as wide as Prettier makes them. */
function table([head, ...rows]: string[][]): string {
	const widths = head.map((_, column) =>
		Math.max(...[head, ...rows].map((row) => row[column].length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [line(head), rule, ...rows.map(line)].join('\n');
}
