const { availableParallelism } = require('node:os');

/** One jest, one project for each kind of test: `npm run test:unit`, `test:engine`, … each name theirs. */
const transform = {
	// Types are tsc's business; this only takes them away.
	'^.+\\.ts$': ['@swc/jest', { swcrc: false, jsc: { parser: { syntax: 'typescript' } } }],
};

/** What takes long and seldom finds anything is a project of its own, wherever it stands. */
const slow = '\\.slow\\.test\\.ts$';

const project = (name) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testPathIgnorePatterns: ['/node_modules/', slow],
	testEnvironment: 'node',
	transform,
	setupFiles: ['<rootDir>/test/quietLog.js'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tools/n8n-host/hosts/'],
});

module.exports = {
	projects: [
		...['unit', 'engine', 'faults', 'simulation', 'readings', 'host', 'browser', 'queue'].map(
			project,
		),
		// The engine's tests once more, with n8n's other way to run an operation.
		{
			...project('engine'),
			displayName: 'routing',
			testPathIgnorePatterns: ['/node_modules/', slow, 'lineOfSight|wholeRuns'],
			setupFiles: ['<rootDir>/test/quietLog.js', '<rootDir>/test/byDescription.js'],
		},
		{
			...project('slow'),
			testMatch: ['<rootDir>/test/**/*.slow.test.ts'],
			testPathIgnorePatterns: ['/node_modules/'],
		},
	],
	// jest alone would keep one core for itself: of two that is half, and most tests wait for something.
	maxWorkers: Math.max(2, availableParallelism() - 1),
	testTimeout: 30_000,
};
