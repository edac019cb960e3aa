import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageNames } from '../../tools/checkout/packages.ts';
import { speedChart, type Theme } from './chart.ts';
import { summaryOf, type ResultsFile, type SpeedSummary } from './summary.ts';
import { speedSection } from './words.ts';

/** What the README's figures come from, as it was measured last. */
export const summaryFile = 'docs/speed.json';

const themes: Theme[] = ['light', 'dark'];
const place = /(<!-- Speed: npm run bench -- --readme -->\n\n)[^]*?(\n\n<!-- end -->)/;

/**
 * Writes the README's chart and table, and the summary that they are made of, out of one run of the benchmark.
 *
 * @returns the files that were written, from the project's folder
 * @throws BenchError when the run was not a whole one
 */
export function writeReadme(projectFolder: string, results: ResultsFile): string[] {
	const summary = summaryOf(results, packageNames);
	const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');
	const files = {
		[summaryFile]: `${JSON.stringify(summary, null, '\t')}\n`,
		...readmeFiles(readme, summary),
	};
	for (const [file, text] of Object.entries(files)) writeFileSync(join(projectFolder, file), text);
	return Object.keys(files);
}

/** The files that show a summary, by their places from the project's folder. @param readme as it is now */
export function readmeFiles(readme: string, summary: SpeedSummary): Record<string, string> {
	if (!place.test(readme)) throw new Error('README.md has no place for the benchmark.');
	const put = (_: string, start: string, end: string) => start + speedSection(summary) + end;
	return {
		...Object.fromEntries(
			themes.map((theme) => [`docs/images/speed-${theme}.svg`, speedChart(summary, theme)]),
		),
		'README.md': readme.replace(place, put),
	};
}
