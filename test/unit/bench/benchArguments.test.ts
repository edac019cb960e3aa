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
	const words = [
		'--only',
		'E, a',
		'--quick',
		'--json',
		'out.json',
		'--readme',
		'--profile',
		'--limits',
	];
	expect(readArguments([...words, '--neighbour', 'x.tgz', '--neighbour', 'y.tgz'])).toEqual({
		only: ['a', 'e'],
		quick: true,
		json: 'out.json',
		neighbours: ['x.tgz', 'y.tgz'],
		readme: true,
		profile: true,
		limits: true,
		help: false,
	});
});

it.each([
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
