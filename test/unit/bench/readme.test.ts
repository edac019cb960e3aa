import { readFileSync } from 'node:fs';
import { speedChart } from '../../../bench/readme/chart';
import { summaryOf, type ResultsFile, type SpeedSummary } from '../../../bench/readme/summary';
import { readmeFiles, summaryFile } from '../../../bench/readme/writeReadme';
import { speedSection } from '../../../bench/readme/words';
import { floorOfGets } from '../../../bench/support/floorNodes';

const transfer = (
	direction: 'upload' | 'download',
	files: number,
	bytesEach: number,
	ratio: number,
) => ({
	direction,
	files,
	bytesEach,
	ratio,
	ours: { memory: { growth: 60e6 } },
	httpRequest: { ms: { median: 2_000 }, memory: { growth: 400e6 } },
	floorMs: { median: 1_500 },
	floorMemory: { growth: 50e6 },
});
const get = (latencyMs: number, items: number, ratio: number) => ({
	latencyMs,
	items,
	ratio,
	httpRequestMs: { median: 1_000 },
	shares: { [floorOfGets]: { ms: { median: 700 } } },
});
const poll = (open: number, wanted: string, latencyMs: number, median: number) => ({
	open,
	wanted,
	latencyMs,
	pollMs: { median },
});
const load = (name: string, tarballBytes: number, median: number) => ({
	name,
	tarballBytes,
	loadMs: { median },
});

/** As `npm run bench` saves it, with less of everything. */
const results: ResultsFile = {
	machine: { date: '2026-11-28T08:06:10.622Z', n8n: '2.41.1', cores: 2 },
	quick: false,
	results: {
		a: {
			figures: [get(0, 100, 9), get(0, 1_000, 0.734), get(50, 1_000, 1.2)],
		},
		b: {
			figures: [
				transfer('upload', 1, 50e6, 9),
				transfer('upload', 1, 500e6, 0.8),
				transfer('download', 1, 500e6, 1),
			],
		},
		c: { figures: [transfer('upload', 50, 5e6, 9), transfer('upload', 200, 5e6, 0.95)] },
		d: {
			figures: {
				quiet: [poll(1_000, 'all', 0, 130), poll(1_000, 'all', 50, 9), poll(1_000, 'five', 0, 9)],
			},
		},
		e: { figures: { packages: [load('ours', 41_400, 11.6), load('x', 1, 14), load('y', 1, 26)] } },
	},
};
const summary = summaryOf(results, ['ours']);

it('takes of a run what the README tells, and nothing of the machine but its cores', () => {
	const growth = { ours: 60e6, httpRequest: 400e6 };
	const floor = { ratio: 0.75, growth: 50e6 };
	expect(summary).toEqual({
		date: '2026-11-28',
		n8n: '2.41.1',
		cores: 2,
		rows: [
			{ work: 'get 1,000 jobs', ratio: 0.734, floor: { ratio: 0.7 } },
			{ work: 'get 1,000 jobs, 50 ms per answer', ratio: 1.2, floor: { ratio: 0.7 } },
			{ work: 'upload of 500 MB', ratio: 0.8, growth, floor },
			{ work: 'download of 500 MB', ratio: 1, growth, floor },
			{ work: 'upload of 200 files of 5 MB', ratio: 0.95, growth, floor },
		],
		polls: [{ jobs: 1_000, ms: 130 }],
		packages: [{ bytes: 41_400, loadMs: 11.6 }],
		others: { count: 2, quickestMs: 14, slowestMs: 26 },
	});
});

it.each([
	['a quick run', { ...results, quick: true }],
	['some of the cases', { ...results, results: { ...results.results, c: undefined } }],
])('takes nothing of %s', (_, part) => {
	expect(() => summaryOf(part, ['ours'])).toThrow('a run of all cases');
});

it('tells it in a table and in sentences', () => {
	const section = speedSection(summary);
	expect(section).toContain('in a real n8n 2.41.1 on two cores');
	expect(section).toMatch(
		/^\| upload of 500 MB +\| 0\.80 × +\| 0\.75 × +\| 60 MB +\| 400 MB +\| 50 MB +\|$/m,
	);
	expect(section).toMatch(/^\| get 1,000 jobs +\| 0\.73 × +\| 0\.70 × +\| +\| +\| +\|$/m);
	expect(section).toMatch(
		/^\| upload of 200 .* \| 0\.95 × +\| 0\.75 × +\| 60 MB +\| 400 MB +\| 50 MB \|$/m,
	);
	expect(section).toContain('The trigger looks at 1,000 jobs in 130 ms, when');
	expect(section).toContain(
		'The package has 41 kB, and n8n opens it in 12 ms, two others in 14 to 26 ms.',
	);
});

it('tells what a package costs where there was none to compare it with', () => {
	const alone = { ...results.results, e: { figures: { packages: [load('ours', 41_400, 11.6)] } } };
	const section = speedSection(summaryOf({ ...results, results: alone }, ['ours']));
	expect(section).toContain('and n8n opens it in 12 ms.');
});

describe.each(['light', 'dark'] as const)('the %s chart', (theme) => {
	const chart = speedChart(summary, theme);
	const bars = [...chart.matchAll(/<rect x="260" .*?width="([\d.]+)"/g)].map(([, w]) => Number(w));

	it('has a bar for each row, as long as its ratio, and a line where HTTP Request is', () => {
		const [line] = /<line x1="([\d.]+)"/.exec(chart)?.slice(1).map(Number) ?? [];
		const ratios = bars.slice(0, summary.rows.length).map((length) => length / (line - 260));
		summary.rows.forEach(({ ratio }, place) => expect(ratios[place]).toBeCloseTo(ratio, 2));
		for (const { work } of summary.rows) expect(chart).toContain(`>${work}</text>`);
	});

	it('has a mark where the floor is', () => {
		const [line] = /<line x1="([\d.]+)"/.exec(chart)?.slice(1).map(Number) ?? [];
		const marks = [...chart.matchAll(/<rect x="([\d.]+)" [^>]*?width="2" /g)].map(([, x]) =>
			Number(x),
		);
		const floors = summary.rows.flatMap((row) => row.floor?.ratio ?? []);
		expect(marks).toHaveLength(floors.length);
		floors.forEach((floor, place) => {
			expect((marks[place] + 1 - 260) / (line - 260)).toBeCloseTo(floor, 2);
		});
	});

	it('has a pair of bars for what took memory', () => {
		const pairs = bars.slice(summary.rows.length);
		expect(pairs).toHaveLength(6);
		expect(pairs[0] / pairs[1]).toBeCloseTo(60 / 400, 2);
	});

	it('is read aloud, and loads nothing', () => {
		expect(chart).toMatch(/role="img" aria-labelledby="title desc"/);
		expect(chart).toContain('upload of 500 MB 0.80; download of 500 MB 1.00');
		expect(chart).toContain('upload of 500 MB 60 MB, HTTP Request 400 MB');
		expect(chart.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
			/https?:|url\(|<image|<style/,
		);
	});
});

it('escapes what SVG would take for its own', () => {
	const odd = { ...summary, rows: [{ ...summary.rows[0], work: 'a < b & "c"' }] };
	expect(speedChart(odd, 'light')).toContain('>a &lt; b &amp; "c"</text>');
});

it('is what the README shows of the last whole run (npm run bench -- --readme)', () => {
	const last = JSON.parse(readFileSync(summaryFile, 'utf8')) as SpeedSummary;
	const files = readmeFiles(readFileSync('README.md', 'utf8'), last);
	for (const [file, text] of Object.entries(files)) expect(readFileSync(file, 'utf8')).toBe(text);
});
