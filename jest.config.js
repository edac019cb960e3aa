/** One jest, three kinds of test: `npm run test:unit`, `test:engine`, `test:host` each name theirs. */
const transform = { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json' }] };

const project = (name) => ({
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	testEnvironment: 'node',
	transform,
	setupFiles: ['<rootDir>/test/quietLog.js'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/n8n-host/'],
});

module.exports = {
	projects: ['unit', 'engine', 'host'].map(project),
	testTimeout: 30_000,
};
