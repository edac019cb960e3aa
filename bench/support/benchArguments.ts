import { parseArgs } from 'node:util';
import { BenchError } from './benchError.ts';

/** The cases by their letters, in the order in which they run. */
export const caseLetters = ['a', 'b', 'c', 'd', 'e'] as const;
export type CaseLetter = (typeof caseLetters)[number];

/** What `npm run bench -- …` was asked for. */
export interface BenchArguments {
	only: CaseLetter[];
	/** Fewer sizes and rounds: to see that it works, not to quote. */
	quick: boolean;
	/** Where the results go; without it a file named after the time, in `bench/results`. */
	json?: string;
	/** Tarballs to measure in (e) in place of the registry's packages of the same names. */
	neighbours: string[];
	/** Writes the README's chart and table from the results. */
	readme: boolean;
	/** For `readme`: a results file of an earlier run, or `newest`; nothing is measured then. */
	from?: string;
	/** Tells where the time of (a) goes, or of (b) or (c) where they are asked for, instead of measuring. */
	profile: boolean;
	/** Tells what other limits of parallel requests and files would cost instead of measuring. */
	limits: boolean;
	help: boolean;
}

export const usage = `Measures the package in a real n8n beside n8n's own HTTP Request node, with the sandbox as the service.

Usage: npm run bench -- [options]

  --only a,b           only these cases:
                         a  get many jobs, one item each
                         b  upload and download one big file
                         c  upload many files
                         d  polls of both triggers: quiet ones, and after many changes
                         e  what the package costs n8n: its size, and the time to load it
  --quick              fewer sizes and rounds: to see that it works
  --json FILE          where the results go (default: bench/results/<time>.json)
  --neighbour TARBALL  for case e: measure this tarball of npm pack in place of the registry's package
                       of that name; may be given several times
  --readme             write the README's chart and table from the results
  --from FILE          with --readme: from this results file, without measuring; "newest" is the newest
                       in bench/results
  --profile            tell in which functions the time of case a goes, or of b or c with --only, instead of measuring
  --limits             tell what other limits of parallel requests and files cost, instead of measuring
  --help               show this`;

const seeHelp = 'All options: npm run bench -- --help';

/** Reads the command line. Throws a {@link BenchError} for what it does not know or cannot be. */
export function readArguments(words: string[]): BenchArguments {
	const { values, positionals } = parse(words);
	if (positionals.length > 0) {
		throw new BenchError(`"${positionals[0]}" is not an option of the benchmark. ${seeHelp}`);
	}
	if (values.json?.trim() === '') throw new BenchError(`--json needs a file. ${seeHelp}`);
	if (values.from !== undefined && !values.readme) {
		throw new BenchError(`--from goes with --readme. ${seeHelp}`);
	}
	const isPart = values.quick === true || values.only !== undefined;
	if (values.readme && values.from === undefined && isPart) {
		throw new BenchError(`--readme needs all cases, and not --quick. ${seeHelp}`);
	}
	return {
		only: values.only === undefined ? [...caseLetters] : readLetters(values.only),
		quick: values.quick ?? false,
		json: values.json,
		neighbours: values.neighbour ?? [],
		readme: values.readme ?? false,
		from: values.from,
		profile: values.profile ?? false,
		limits: values.limits ?? false,
		help: values.help ?? false,
	};
}

function parse(words: string[]) {
	try {
		return parseArgs({
			args: words,
			allowPositionals: true,
			options: {
				only: { type: 'string' },
				quick: { type: 'boolean' },
				json: { type: 'string' },
				neighbour: { type: 'string', multiple: true },
				readme: { type: 'boolean' },
				from: { type: 'string' },
				profile: { type: 'boolean' },
				limits: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		});
	} catch (error) {
		// Node's own first sentence says which option; what follows is about Node's parser.
		const [sentence] = (error as Error).message.split(/\.\s|\n/);
		throw new BenchError(`${sentence.replace(/\.$/, '')}. ${seeHelp}`);
	}
}

function readLetters(text: string): CaseLetter[] {
	const asked = text.split(',').map((letter) => letter.trim().toLowerCase());
	const unknown = asked.find((letter) => !caseLetters.includes(letter as CaseLetter));
	if (unknown !== undefined) {
		throw new BenchError(`--only: there is no case "${unknown}". ${seeHelp}`);
	}
	return caseLetters.filter((letter) => asked.includes(letter));
}
