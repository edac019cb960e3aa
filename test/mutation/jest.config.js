const { projects } = require('../../jest.config');

const unit = projects.find(({ displayName }) => displayName === 'unit');

// What a mutant leaves behind when its tests are over must not end the process, which goes on to the next one.
process.on('unhandledRejection', () => {});

/** The unit tests of the nodes alone, loaded as quickly as can be: `npm run test:mutation` does it for every mutant. */
module.exports = {
	...unit,
	rootDir: '../..',
	// Each test takes milliseconds: one that waits for what a mutant never does must not wait long.
	testTimeout: 2000,
	testMatch: ['<rootDir>/test/mutation/all.test.js'],
	moduleNameMapper: {
		'^n8n-workflow$': '<rootDir>/test/mutation/n8nWorkflow.js',
		'^(xml2js|form-data|esprima-next|jsonrepair)$': '<rootDir>/test/mutation/unused.js',
	},
};
