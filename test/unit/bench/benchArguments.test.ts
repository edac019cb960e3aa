import { readArguments } from '../../../bench/support/benchArguments';

it('runs everything without options', () => {
	expect(readArguments([])).toEqual({
		only: ['a', 'b', 'c', 'd', 'e'],
		quick: false,
		json: undefined,
		neighbours: [],
		readme: false,
		profile: false,
		limits: false,
		help: false,
	});
});

it('reads every option', () => {
	const words = ['--only', 'E, a', '--quick', '--json', 'out.json', '--profile', '--limits'];
	expect(readArguments([...words, '--neighbour', 'x.tgz', '--neighbour', 'y.tgz'])).toEqual({
		only: ['a', 'e'],
		quick: true,
		json: 'out.json',
		neighbours: ['x.tgz', 'y.tgz'],
		readme: false,
		profile: true,
		limits: true,
		help: false,
	});
});

it('writes the README from a run of all cases, or from the results of an earlier one', () => {
	expect(readArguments(['--readme'])).toMatchObject({ readme: true, from: undefined });
	const from = readArguments(['--readme', '--from', 'newest']);
	expect(from).toMatchObject({ readme: true, from: 'newest' });
});

it.each([
	[['--from', 'newest'], '--from goes with --readme.'],
	[['--readme', '--quick'], '--readme needs all cases, and not --quick.'],
	[['--readme', '--only', 'a'], '--readme needs all cases, and not --quick.'],
	[['--only', 'f'], '--only: there is no case "f".'],
	[['--only', ''], '--only: there is no case "".'],
	[['--only', 'a,,b'], '--only: there is no case "".'],
	[['--json', ' '], '--json needs a file.'],
	[['--fast'], "Unknown option '--fast'."],
	[['--quick=yes'], "Option '--quick' does not take an argument."],
	[['a'], '"a" is not an option of the benchmark.'],
])('%j is refused in a sentence that leads on', (words, sentence) => {
	const reading = () => readArguments(words);
	expect(reading).toThrow(sentence);
	expect(reading).toThrow('All options: npm run bench -- --help');
});
