const { projects } = require('../../jest.config');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** The unit tests of the nodes alone: what `npm run test:mutation` runs for every mutant. */
module.exports = {
	...unit,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/unit/{brightRiver,shared,skyfish}/**/*.test.ts'],
};
