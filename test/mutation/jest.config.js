/** The unit tests of the nodes alone, without types: what `npm run test:mutation` runs for every mutant. */
module.exports = {
	rootDir: '../..',
	testMatch: ['<rootDir>/test/unit/{brightRiver,shared,skyfish}/**/*.test.ts'],
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json' }] },
	setupFiles: ['<rootDir>/test/quietLog.js'],
};
