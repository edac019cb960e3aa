import { byFunction, byPackage, type CpuProfile } from '../../../bench/support/cpuProfile';

const frame = (functionName: string, url = '', lineNumber = 0) => ({
	callFrame: { functionName, url, lineNumber },
});

/** root → walk (package one) → walk again → evaluate (package two) → native; and idle time. */
const profile: CpuProfile = {
	nodes: [
		{ id: 1, ...frame('(root)'), children: [2, 6] },
		{ id: 2, ...frame('walk', 'file:///x/node_modules/one/dist/a.js', 9), children: [3] },
		{ id: 3, ...frame('walk', 'file:///x/node_modules/one/dist/a.js', 9), children: [4] },
		{ id: 4, ...frame('evaluate', '/x/node_modules/one/node_modules/@s/two/b.js'), children: [5] },
		{ id: 5, ...frame('run') },
		{ id: 6, ...frame('(idle)') },
	],
	samples: [2, 3, 4, 5, 6],
	timeDeltas: [1000, 2000, 3000, 4000, 9000],
};

it('sums up by package, the innermost one, and leaves out what was idle', () => {
	expect(byPackage(profile)).toEqual([
		{ name: '(native)', self: 4, total: 4 },
		{ name: 'one', self: 3, total: 10 },
		{ name: '@s/two', self: 3, total: 7 },
	]);
});

it('counts a function that calls itself once', () => {
	expect(byFunction(profile)).toContainEqual({
		name: 'walk  one  dist/a.js:10',
		self: 3,
		total: 10,
	});
});
