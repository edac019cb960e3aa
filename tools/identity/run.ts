/** `npm run identity`: makes the project somebody's own, or says where nobody has. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findProjectFolder } from '../checkout/projectFolder.ts';
import { help, readArguments, UsageError } from './arguments.ts';
import { placeholder, placesOf, readIdentity, setIdentity } from './identity.ts';
import { projectFiles } from './projectFiles.ts';

/** Prints the places that still hold the placeholder. @returns whether there are any */
function tellPlaceholders(folder: string): boolean {
	const places = placesOf(folder, projectFiles(folder), placeholder);
	if (places.length === 0) return false;
	console.log('These places hold the placeholder:');
	for (const { file, what } of places) console.log(`  ${file} (${what})`);
	console.log(
		'Set them with npm run identity -- --owner NAME --repository NAME --author "NAME <EMAIL>".',
	);
	return true;
}

function format(folder: string, files: string[]): void {
	if (files.length === 0) return;
	const prettier = fileURLToPath(import.meta.resolve('prettier/bin/prettier.cjs'));
	const words = [prettier, '--log-level', 'warn', '--write', ...files];
	execFileSync(process.execPath, words, { cwd: folder, stdio: 'inherit' });
}

try {
	const command = readArguments(process.argv.slice(2));
	const folder = findProjectFolder();
	if (command === 'help') {
		console.log(help);
	} else if (command === 'check') {
		if (tellPlaceholders(folder)) process.exitCode = 1;
		else console.log('No place holds the placeholder.');
	} else {
		const { author = readIdentity(folder).author } = command;
		const changed = setIdentity(folder, projectFiles(folder), { ...command, author });
		// A shorter address may fit on one line.
		format(folder, changed);
		console.log(`Changed ${changed.length} files.`);
		for (const file of changed) console.log(`  ${file}`);
		tellPlaceholders(folder);
	}
} catch (error) {
	if (!(error instanceof UsageError)) throw error;
	console.error(`${error.message}\n\n${help}`);
	process.exitCode = 2;
}
