/** One jest, one project for each kind of test: `npm run test:unit`, `test:engine`, … each name theirs. */
const transform = { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json' }] };

const project = (name) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	transform,
	setupFiles: ['<rootDir>/test/quietLog.js'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tools/n8n-host/hosts/'],
});

module.exports = {
	projects: [
		...['unit', 'engine', 'host', 'queue', 'faults'].map(project),
		project('simulation'),
		{
			...project('browser'),
			setupFilesAfterEnv: ['<rootDir>/test/browser/support/retryOnce.js'],
		},
	],
	testTimeout: 30_000,
};
