const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The unit tests of the nodes as one file: jest loads what a file needs anew for each file, which takes a
 * hundred times as long as the tests themselves.
 */
const units = join(__dirname, '../unit');

// The same cases for every mutant: otherwise chance would decide what is killed.
process.env.SEED ??= '1';

// Property tests take seconds for a mutant; and no mutant changes how the operations are described.
const left = /property|define/;

for (const folder of ['brightRiver', 'shared', 'skyfish']) {
	const files = readdirSync(join(units, folder), { recursive: true })
		.map(String)
		.filter((file) => file.endsWith('.test.ts') && !left.test(file))
		.sort();
	for (const file of files)
		describe(`${folder}/${file}`, () => void require(join(units, folder, file)));
}
