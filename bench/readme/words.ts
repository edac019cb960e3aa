import { count, megabytes, ratio, time } from '../support/table.ts';
import type { SpeedRow, SpeedSummary } from './summary.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const inWords = (count: number) => numbers[count] ?? String(count);

/** What the README says of speed: where it was measured, the chart, the table, and what else was measured. */
export function speedSection(summary: SpeedSummary): string {
	const { n8n, cores } = summary;
	return [
		`\`npm run bench\`, in a real n8n ${n8n} on ${inWords(cores)} cores, beside n8n's own HTTP Request node doing the same work:`,
		[
			'<picture>',
			'<source media="(prefers-color-scheme: dark)" srcset="docs/images/speed-dark.svg">',
			`<img alt="${altText(summary)}" src="docs/images/speed-light.svg">`,
			'</picture>',
		].join('\n'),
		speedTable(summary),
		"_Floor_ is a node that does nothing else: one request with the credential for each item, 32 at once, or files handed on as they are, with n8n's own helpers.",
		[...pollSentences(summary), packageSentence(summary)].join(' '),
	]
		.filter((part) => part !== '')
		.join('\n\n');
}

/** The bars in words, for those who do not see them. */
export function altText({ rows }: SpeedSummary): string {
	const told = rows.map(({ work, ratio: times }) => `${work} ${times.toFixed(2)}`);
	return `Time, to that of n8n's HTTP Request node: ${told.join('; ')}`;
}

/** Lined up as Prettier does it. */
function speedTable({ rows }: SpeedSummary): string {
	const all = [
		[
			'Work',
			'Time, to HTTP Request',
			'floor',
			"n8n's memory grows by",
			'with HTTP Request',
			'floor',
		],
		...rows.map(tableRow),
	];
	const widths = all[0].map((_, column) => Math.max(...all.map((cells) => cells[column].length)));
	const line = (cells: string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const [head, ...body] = all;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

function tableRow({ work, ratio: times, growth, floor }: SpeedRow): string[] {
	const memory = [growth?.ours, growth?.httpRequest, floor.growth];
	return [
		work,
		ratio(times),
		ratio(floor.ratio),
		...memory.map((bytes) => (bytes === undefined ? '' : megabytes(bytes))),
	];
}

function pollSentences({ polls }: SpeedSummary): string[] {
	if (polls.length === 0) return [];
	const told = polls.map(({ jobs, ms }) => `${count(jobs)} jobs in ${time(ms)}`);
	return [`The trigger looks at ${told.join(' and at ')}, when the service answers at once.`];
}

function packageSentence({ packages, others }: SpeedSummary): string {
	const sizes = packages.map(({ bytes }) => `${Math.round(bytes / 1000)} kB`).join(' and ');
	const loads = packages.map(({ loadMs }) => time(loadMs)).join(' and ');
	const [has, it] = packages.length > 1 ? ['packages have', 'them'] : ['package has', 'it'];
	return `The ${has} ${sizes}, and n8n opens ${it} in ${loads}${others ? `, ${besides(others)}` : ''}.`;
}

function besides({ count: number, quickestMs, slowestMs }: NonNullable<SpeedSummary['others']>) {
	const ends = [...new Set([quickestMs, slowestMs].map(Math.round))].join(' to ');
	return `${number === 1 ? 'another one' : `${inWords(number)} others`} in ${ends} ms`;
}
