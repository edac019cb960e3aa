import { atMost } from '../../../bench/support/caseResult';
import { inRounds } from '../../../bench/support/rounds';
import { ratioOf, spreadOf } from '../../../bench/support/statistics';
import { kilobytes, megabytes, ratio, table, time, timeSpread } from '../../../bench/support/table';

describe('spread', () => {
	it('takes the middle of an odd number of samples, and keeps their order', () => {
		expect(spreadOf([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30, samples: [30, 10, 20] });
	});

	it('takes the mean of the two in the middle of an even number', () => {
		expect(spreadOf([4, 1, 10, 2]).median).toBe(3);
	});

	it('refuses to sum up nothing', () => {
		expect(() => spreadOf([])).toThrow('no samples');
	});

	it('gives ratios of medians', () => {
		expect(ratioOf(spreadOf([1, 3, 100]), spreadOf([2, 2, 2]))).toBe(1.5);
	});
});

describe('figures for people', () => {
	it.each([
		[0.4321, '0.4 ms'],
		[85.4, '85 ms'],
		[1234, '1.23 s'],
		[61_260, '61.3 s'],
	])('%d milliseconds are %s', (milliseconds, text) => {
		expect(time(milliseconds)).toBe(text);
	});

	it('tells the ends of a spread in the unit of its median', () => {
		expect(timeSpread(spreadOf([900, 1500, 2000]))).toBe('1.50 s (0.90–2.00)');
		expect(timeSpread(spreadOf([80, 90, 1100]))).toBe('90 ms (80–1100)');
		expect(timeSpread(spreadOf([90]))).toBe('90 ms');
	});

	it('tells bytes in decimal units', () => {
		expect(megabytes(500e6)).toBe('500 MB');
		expect(megabytes(1_250_000)).toBe('1.3 MB');
		expect(megabytes(5e6)).toBe('5 MB');
		expect(kilobytes(99_950)).toBe('100.0 kB');
		expect(ratio(1.305)).toBe('1.30 ×');
	});

	it('lines up text to the left and figures to the right', () => {
		expect(
			table(
				['what', 'time'],
				[
					['a', '1 s'],
					['longer', '10.5 s'],
				],
			).split('\n'),
		).toEqual(['what      time', '──────  ──────', 'a          1 s', 'longer  10.5 s']);
	});
});

describe('target', () => {
	it.each([
		[1.3, true],
		[1.31, false],
		[undefined, undefined],
	])('a limit of 1.3 with %p is met: %p', (value, met) => {
		expect(atMost('ratio', value, 1.3, ratio).met).toBe(met);
	});
});

it('lets another one begin in every second round', async () => {
	const ran: string[] = [];
	const runner = (name: string) => async () => ran.push(name);
	const results = await inRounds(3, { ours: runner('ours'), theirs: runner('theirs') });
	expect(ran).toEqual(['ours', 'theirs', 'theirs', 'ours', 'ours', 'theirs']);
	expect(results).toEqual({ ours: [1, 4, 5], theirs: [2, 3, 6] });
});
