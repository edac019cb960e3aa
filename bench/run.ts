/** `npm run bench`: the package beside n8n's own HTTP Request node, in one real n8n. */
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { HostInstallError } from '../tools/n8n-host/hostInstallError.ts';
import { CommandError } from '../tools/processes/runCommand.ts';
import { measureBigFiles } from './cases/bigFiles.ts';
import { measureGetJobs } from './cases/getJobs.ts';
import { measureManyFiles } from './cases/manyFiles.ts';
import { measurePackageCost } from './cases/packageCost.ts';
import { measureTrigger } from './cases/trigger.ts';
import { measureLimits } from './limits.ts';
import { profileGetJobs } from './profile.ts';
import { profileFiles } from './profileFiles.ts';
import type { ResultsFile } from './readme/summary.ts';
import { writeReadme } from './readme/writeReadme.ts';
import {
	caseLetters,
	readArguments,
	usage,
	type BenchArguments,
} from './support/benchArguments.ts';
import { BenchError } from './support/benchError.ts';
import type { CaseResult } from './support/caseResult.ts';
import { requireFreeDisk } from './support/disk.ts';
import { machineFacts, tellMachine } from './support/machine.ts';
import { readResults, saveResults, tellResult } from './support/results.ts';
import { BenchWorld } from './support/world.ts';

const interrupted = 130;
const projectFolder = dirname(import.meta.dirname);

/** Sources, n8n's copies, the service's copies, and one download at a time. */
const diskBytes = { files: 6e9, rest: 0.5e9 };

const tell = (line: string) => console.error(`${new Date().toLocaleTimeString('en-GB')}  ${line}`);

/** Every case, in the order of the table. */
function cases(args: BenchArguments) {
	return {
		a: async (world: BenchWorld) => await measureGetJobs(world, args.quick),
		b: async (world: BenchWorld) => await measureBigFiles(world, args.quick),
		c: async (world: BenchWorld) => await measureManyFiles(world, args.quick),
		d: async (world: BenchWorld) => await measureTrigger(world, args.quick),
		e: async (world: BenchWorld) => await measurePackageCost(world, args.quick, args.neighbours),
	};
}

/** Writes the README's chart and table from a results file. */
function updateReadme(file: string): void {
	const results = readResults(projectFolder, file) as unknown as ResultsFile;
	const written = writeReadme(projectFolder, results);
	tell(`Written: ${written.join(', ')}.`);
}

async function main(args: BenchArguments): Promise<void> {
	if (args.from !== undefined) {
		updateReadme(args.from);
		return;
	}
	const isNamed = args.only.length < caseLetters.length;
	const letters = args.profile && !isNamed ? (['a'] as const) : args.only;
	const movesFiles = letters.some((letter) => letter === 'b' || letter === 'c');
	requireFreeDisk(tmpdir(), movesFiles ? diskBytes.files : diskBytes.rest);
	if (args.profile) {
		for (const letter of letters) {
			if (letter === 'a') console.log(await profileGetJobs(projectFolder, tell));
			if (letter === 'b' || letter === 'c') {
				console.log(await profileFiles(projectFolder, tell, letter));
			}
		}
		return;
	}
	if (args.limits) {
		console.log(await measureLimits(projectFolder, tell));
		return;
	}
	const world = await BenchWorld.start({ projectFolder, tell });
	try {
		const machine = machineFacts(projectFolder, world.n8n.version);
		console.log(tellMachine(machine));
		const results: Record<string, CaseResult> = {};
		for (const letter of args.only) {
			results[letter] = await cases(args)[letter](world);
			console.log(`\n${tellResult(results[letter])}`);
		}
		const file = await saveResults(
			{ machine, quick: args.quick, results },
			projectFolder,
			args.json,
		);
		tell(`The results are in ${file}.`);
		if (args.readme) updateReadme(file);
	} finally {
		await world.stop();
	}
}

function explain(error: unknown): string {
	if (error instanceof BenchError || error instanceof HostInstallError) return error.message;
	if (error instanceof CommandError) return `${error.message}\n${error.lastLines}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// What was started ends with this process, and its temporary folders go with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(interrupted));
}
try {
	const args = readArguments(process.argv.slice(2));
	if (args.help) console.log(usage);
	else await main(args);
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
