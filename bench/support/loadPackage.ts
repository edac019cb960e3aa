/**
 * Loads a package as n8n does: its credentials and nodes, each made once. Started in a fresh process,
 * with the package's folder; `warm` says that n8n-workflow is loaded before, as it is in a running n8n.
 * Prints the time in milliseconds and the number of files that were loaded.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [folder, start] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
	n8n: { nodes?: string[]; credentials?: string[] };
};
if (start === 'warm') require('n8n-workflow');

const filesBefore = Object.keys(require.cache).length;
const startedAt = performance.now();
for (const file of [...(n8n.credentials ?? []), ...(n8n.nodes ?? [])]) {
	const exported = require(join(folder, file)) as Record<string, new () => unknown>;
	// n8n finds the class by the file's name, too.
	new exported[basename(file).split('.')[0]]();
}
const milliseconds = performance.now() - startedAt;
const files = Object.keys(require.cache).length - filesBefore;
process.stdout.write(JSON.stringify({ milliseconds, files }));
