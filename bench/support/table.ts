import type { Spread } from './statistics.ts';

/** Rows of cells as text: the first column to the left, the others, figures, to the right. */
export function table(columns: string[], rows: string[][]): string {
	const widths = columns.map((column, place) =>
		Math.max(column.length, ...rows.map((row) => (row[place] ?? '').length)),
	);
	const line = (cells: string[]) =>
		widths
			.map((width, place) => {
				const cell = cells[place] ?? '';
				return place === 0 ? cell.padEnd(width) : cell.padStart(width);
			})
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [line(columns), rule, ...rows.map(line)].join('\n');
}

/** Milliseconds for people: `85 ms`, `1.23 s`, `12.3 s`. */
export function time(milliseconds: number): string {
	if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
	const seconds = milliseconds / 1000;
	return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** The median, and from where to where the others were: `1.23 s (1.10–1.40)`. */
export function timeSpread({ median, min, max, samples }: Spread): string {
	if (samples.length === 1) return time(median);
	// The ends are told in the median's unit, which then need not be told again.
	const digits = median < 10 ? 1 : median < 1000 ? 0 : median < 10_000 ? 2 : 1;
	const inUnit = (value: number) => (median < 1000 ? value : value / 1000).toFixed(digits);
	return `${time(median)} (${inUnit(min)}–${inUnit(max)})`;
}

export function ratio(value: number): string {
	return `${value.toFixed(2)} ×`;
}

/** Bytes in decimal megabytes, as files are named here: 500 MB are 500,000,000 bytes. */
export function megabytes(bytes: number): string {
	const value = bytes / 1e6;
	return `${value.toFixed(Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0)} MB`;
}

export function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

export function count(value: number): string {
	return value.toLocaleString('en-GB');
}
