import { megabytes, ratio } from '../support/table.ts';
import type { SpeedRow, SpeedSummary } from './summary.ts';
import { altText } from './words.ts';

export type Theme = 'light' | 'dark';

/** GitHub's own colours for text, and two for bars that are told apart by their lightness, too. */
const colours = {
	light: {
		text: '#1f2328',
		muted: '#59636e',
		line: '#1f2328',
		page: '#ffffff',
		ours: '#0969da',
		theirs: '#818b98',
	},
	dark: {
		text: '#f0f6fc',
		muted: '#9198a1',
		line: '#f0f6fc',
		page: '#0d1117',
		ours: '#4493f8',
		theirs: '#656c76',
	},
};

type Colours = (typeof colours)[Theme];

/** As wide as a README on GitHub. */
const width = 830;
const barsFrom = 260;
const barsWidth = 490;
const barHeight = 20;
const rowHeight = 34;
const thinHeight = 13;
const pairHeight = 46;
const sizes = { title: 16, text: 14, small: 12 };

/** The axis of times ends here at the least, so that the line at 1.0 × is well inside. */
const leastRatio = 1.25;

/**
 * The ratios of times as bars with a line where HTTP Request is, and beneath them how much memory each took:
 * an SVG that needs nothing else.
 */
export function speedChart(summary: SpeedSummary, theme: Theme): string {
	const paint = colours[theme];
	const times = timePanel(summary.rows, paint);
	const memory = memoryPanel(summary.rows, paint, times.bottom + 34);
	const height = memory.bottom + 8;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif">`,
		'<title id="title">Speed and memory beside the HTTP Request node of n8n</title>',
		`<desc id="desc">${escaped(altText(summary))}. ${escaped(memoryText(summary.rows))}</desc>`,
		...times.lines,
		...memory.lines,
		'</svg>',
		'',
	].join('\n');
}

interface Panel {
	lines: string[];
	/** Where it ends, from the top. */
	bottom: number;
}

function timePanel(rows: SpeedRow[], paint: Colours): Panel {
	const most = Math.max(leastRatio, ...rows.map((row) => row.ratio * 1.02));
	const scale = barsWidth / most;
	const top = 64;
	const bottom = top + rows.length * rowHeight;
	const line = barsFrom + scale;
	return {
		lines: [
			heading('Time', 'shorter is quicker; the mark is a node that does nothing else', 20, paint),
			text('HTTP Request = 1.0 ×', line, top - 12, {
				anchor: 'middle',
				fill: paint.muted,
				size: sizes.small,
			}),
			...rows.flatMap((row, place) => {
				const y = top + place * rowHeight;
				const length = row.ratio * scale;
				return [
					label(row.work, y + barHeight / 2, paint),
					bar(barsFrom, y, length, barHeight, paint.ours),
					...mark(barsFrom + row.floor.ratio * scale, y, paint),
					text(ratio(row.ratio), width, y + barHeight / 2 + 5, {
						anchor: 'end',
						fill: paint.text,
						size: sizes.text,
					}),
				];
			}),
			...[
				// Beneath, so that the dashes stand out from the bars.
				`stroke="${paint.page}" stroke-width="4"`,
				`stroke="${paint.line}" stroke-width="1.5" stroke-dasharray="4 3"`,
			].map(
				(stroke) =>
					`<line x1="${round(line)}" y1="${top - 6}" x2="${round(line)}" y2="${bottom - 8}" ${stroke}/>`,
			),
		],
		bottom,
	};
}

function memoryPanel(rows: SpeedRow[], paint: Colours, from: number): Panel {
	const measured = rows.filter((row) => row.growth !== undefined);
	if (measured.length === 0) return { lines: [], bottom: from - 34 };
	const most = Math.max(
		...measured.flatMap(({ growth }) => [growth?.ours ?? 0, growth?.httpRequest ?? 0]),
	);
	const scale = barsWidth / most;
	const top = from + 22;
	return {
		lines: [
			heading('Memory', "how much n8n's memory grows by", from, paint),
			...legend(from, paint),
			...measured.flatMap(({ work, growth }, place) => {
				const y = top + place * pairHeight;
				const pair = [
					{ bytes: growth?.ours ?? 0, fill: paint.ours },
					{ bytes: growth?.httpRequest ?? 0, fill: paint.theirs },
				];
				return [
					label(work, y + thinHeight + 1, paint),
					...pair.flatMap(({ bytes, fill }, number) => {
						const barY = y + number * (thinHeight + 2);
						return [
							bar(barsFrom, barY, bytes * scale, thinHeight, fill),
							value(
								megabytes(bytes),
								barsFrom + bytes * scale,
								barY + thinHeight / 2,
								paint,
								sizes.small,
							),
						];
					}),
				];
			}),
		],
		bottom: top + measured.length * pairHeight,
	};
}

function memoryText(rows: SpeedRow[]): string {
	const told = rows.flatMap(({ work, growth }) =>
		growth
			? [`${work} ${megabytes(growth.ours)}, HTTP Request ${megabytes(growth.httpRequest)}`]
			: [],
	);
	return told.length > 0 ? `Growth of memory: ${told.join('; ')}.` : '';
}

function heading(
	title: string,
	explained: string,
	y: number,
	{ text: fill, muted }: Colours,
): string {
	return `<text x="0" y="${y}" font-size="${sizes.title}" font-weight="600" fill="${fill}">${title}<tspan font-size="${sizes.text}" font-weight="400" fill="${muted}" dx="8">${escaped(explained)}</tspan></text>`;
}

function legend(y: number, paint: Colours): string[] {
	const entries = [
		{ name: 'these nodes', fill: paint.ours, x: 590 },
		{ name: 'HTTP Request', fill: paint.theirs, x: 712 },
	];
	return entries.flatMap(({ name, fill, x }) => [
		bar(x, y - 11, 12, 12, fill),
		text(name, x + 18, y, { fill: paint.muted, size: sizes.small }),
	]);
}

function label(words: string, middle: number, { text: fill }: Colours): string {
	return text(words, barsFrom - 12, middle + 5, { anchor: 'end', fill, size: sizes.text });
}

function value(
	words: string,
	x: number,
	middle: number,
	{ text: fill }: Colours,
	size = sizes.text,
): string {
	return text(words, x + 8, middle + size / 3, { fill, size });
}

function bar(x: number, y: number, length: number, height: number, fill: string): string {
	return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(length, 1))}" height="${height}" rx="2" fill="${fill}"/>`;
}

/** A thin bar across another one, with a seam so that it stands out from it. */
function mark(x: number, y: number, { page, text: fill }: Colours): string[] {
	return [bar(x - 2.5, y - 3, 5, barHeight + 6, page), bar(x - 1, y - 3, 2, barHeight + 6, fill)];
}

function text(
	words: string,
	x: number,
	y: number,
	{ anchor = 'start', fill, size }: { anchor?: string; fill: string; size: number },
): string {
	return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${fill}">${escaped(words)}</text>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function escaped(words: string): string {
	return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
