/**
 * `npm run test:mutation`: changes the pure core of the nodes in small ways, and looks whether a unit test
 * notices. What no test can notice is listed in test/mutation/README.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	mutate: [
		'nodes/shared/client/{client,limits,pages,response,retry,route,session,timeLimit,wait}.ts',
		'nodes/shared/errors/{failure,redact}.ts',
		'nodes/shared/files/{fileName,multipart,privateNetwork,progress,verify}.ts',
		'nodes/shared/operation/{dateTime,displayName,item,parameters,results}.ts',
		'nodes/shared/polling/*.ts',
		'nodes/shared/signing/ownOrigin.ts',
		'nodes/*/trigger/{changes,filter,memory,watch}.ts',
		'nodes/Skyfish/api/{metadata,signIn}.ts',
	],
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	// All tests are one file there, which is related to everything.
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// What these tests do not load need not be copied. A second package.json would confuse other runs of jest.
	ignorePatterns: [
		'/*.*',
		'/{.ci,.github,bench,demo,dist,docs,icons,sandbox,tools,workflows}',
		'/test/{browser,engine,faults,host,queue,scan,simulation}',
		'/test/unit/{bench,demo,package,sandbox,tools,workflows}',
		'!/jest.config.js',
	],
	tempDirName: '.mutation/copies',
	cleanTempDir: 'always',
	reporters: ['clear-text', 'html', 'json'],
	htmlReporter: { fileName: '.mutation/report.html' },
	jsonReporter: { fileName: '.mutation/report.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 90, break: 90 },
	// A mutant that never ends holds everything up; each test takes milliseconds.
	timeoutMS: 5000,
};
