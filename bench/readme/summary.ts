import { BenchError } from '../support/benchError.ts';
import { floorOfGets } from '../support/floorNodes.ts';
import { count, megabytes } from '../support/table.ts';

/** One kind of work, beside the same by n8n's HTTP Request node. */
export interface SpeedRow {
	/** In plain words, e.g. `upload of 500 MB`. */
	work: string;
	/** Time, ours to HTTP Request. */
	ratio: number;
	/** How much n8n's memory grew by, in bytes; only where files move. */
	growth?: { ours: number; httpRequest: number };
	/** The same of a node that does nothing else. */
	floor: { ratio: number; growth?: number };
}

/** What the README tells of one run of the benchmark: no path, no name of a host. */
export interface SpeedSummary {
	/** Day of the run, e.g. `2026-11-28`. */
	date: string;
	n8n: string;
	cores: number;
	rows: SpeedRow[];
	/** How long the trigger takes to look at so many open jobs when nothing has changed and answers come at once. */
	polls: Array<{ jobs: number; ms: number }>;
	packages: Array<{ bytes: number; loadMs: number }>;
	/** How long n8n takes to open the packages that ours are compared with; none where the registry has none. */
	others?: { count: number; quickestMs: number; slowestMs: number };
}

/** What of a results file is looked at here. */
export interface ResultsFile {
	machine: { date: string; n8n: string; cores: number };
	quick: boolean;
	results: {
		a?: { figures: GetFigures[] };
		b?: { figures: TransferFigures[] };
		c?: { figures: TransferFigures[] };
		d?: { figures: { quiet: PollFigures[] } };
		e?: { figures: { packages: PackageFigures[] } };
	};
}

interface Median {
	median: number;
}

interface GetFigures {
	latencyMs: number;
	items: number;
	ratio: number;
	httpRequestMs: Median;
	shares: Record<string, { ms: Median }>;
}

interface TransferFigures {
	direction: 'upload' | 'download';
	files: number;
	bytesEach: number;
	ratio: number;
	ours: { memory: { growth: number } };
	httpRequest: { ms: Median; memory: { growth: number } };
	floorMs: Median;
	floorMemory: { growth: number };
}

interface PollFigures {
	open: number;
	wanted: string;
	latencyMs: number;
	pollMs: Median;
}

interface PackageFigures {
	name: string;
	tarballBytes: number;
	loadMs: Median;
}

const items = 1_000;
const polledJobs = [1_000, 10_000];

/**
 * What the README tells of a run.
 *
 * @param ourPackages the names of the published packages
 * @throws BenchError when the run was a quick one, or left out cases
 */
export function summaryOf(
	{ machine, quick, results }: ResultsFile,
	ourPackages: readonly string[],
) {
	const { a, b, c, d, e } = results;
	if (quick || !a || !b || !c || !d || !e) {
		throw new BenchError(
			'The README is written from a run of all cases: without --quick, and without --only.',
		);
	}
	const isOurs = ({ name }: PackageFigures) => ourPackages.includes(name);
	const others = e.figures.packages.filter((one) => !isOurs(one)).map((one) => one.loadMs.median);
	const summary: SpeedSummary = {
		date: machine.date.slice(0, 10),
		n8n: machine.n8n,
		cores: machine.cores,
		rows: [
			...a.figures.filter((one) => one.items === items).map(getRow),
			...[...b.figures.filter(isLargest), ...c.figures.filter(isLargest)].map(transferRow),
		],
		polls: d.figures.quiet
			.filter(({ wanted, latencyMs }) => wanted === 'all' && latencyMs === 0)
			.filter(({ open }) => polledJobs.includes(open))
			.map(({ open, pollMs }) => ({ jobs: open, ms: pollMs.median })),
		packages: e.figures.packages
			.filter(isOurs)
			.map(({ tarballBytes, loadMs }) => ({ bytes: tarballBytes, loadMs: loadMs.median })),
		...(others.length > 0 && {
			others: {
				count: others.length,
				quickestMs: Math.min(...others),
				slowestMs: Math.max(...others),
			},
		}),
	};
	return summary;
}

function getRow({ latencyMs, ratio, httpRequestMs, shares }: GetFigures): SpeedRow {
	const jobs = `get ${count(items)} jobs`;
	const floor = shares[floorOfGets].ms.median / httpRequestMs.median;
	return {
		work: latencyMs === 0 ? jobs : `${jobs}, ${latencyMs} ms per answer`,
		ratio,
		floor: { ratio: floor },
	};
}

function isLargest(one: TransferFigures, _: number, all: TransferFigures[]): boolean {
	const bytes = ({ files, bytesEach }: TransferFigures) => files * bytesEach;
	return all.every((other) => bytes(other) <= bytes(one));
}

function transferRow(one: TransferFigures): SpeedRow {
	const { floorMs, floorMemory, httpRequest } = one;
	const size = megabytes(one.bytesEach);
	return {
		work: `${one.direction} of ${one.files === 1 ? size : `${one.files} files of ${size}`}`,
		ratio: one.ratio,
		growth: { ours: one.ours.memory.growth, httpRequest: httpRequest.memory.growth },
		floor: { ratio: floorMs.median / httpRequest.ms.median, growth: floorMemory.growth },
	};
}
