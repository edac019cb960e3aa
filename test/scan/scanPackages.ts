/**
 * n8n's gates for community packages, run on each package of this checkout: the scan
 * (`@n8n/scan-community-package`) as n8n runs it on the source repository and on what was published, and
 * `n8n-node lint`. Stricter than they are in one point: a warning fails it too. Needs built packages
 * (`npm run build`).
 */
import {
	analyzePackage,
	buildScanConfig,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageFolder, packageNames } from '../../tools/checkout/packages.ts';
import { findProjectFolder } from '../../tools/checkout/projectFolder.ts';
import { temporaryFolder } from '../../tools/world/temporaryFolder.ts';
import { installN8nNode, lintWithN8nNode } from './n8nNode.ts';

const projectFolder = findProjectFolder();

/** Lints a folder as the scan does. @returns whether nothing was found; what was found is printed */
async function isClean(label: string, folder: string, patterns: string[]): Promise<boolean> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
		errorOnUnmatchedPattern: false,
	});
	const results = await eslint.lintFiles(patterns);
	const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
	const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
	console.log(`${label}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	if (errors + warnings === 0) return results.length > 1;
	console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return false;
}

/** The scan's own way through a source repository. @returns whether it passes */
async function passesAsSources(name: string): Promise<boolean> {
	const root = findPackageRoot(projectFolder, name);
	const { passed, message, details } = root
		? await analyzePackage(root, SOURCE_FILE_PATTERNS)
		: { passed: false, message: 'There is no such package.json', details: undefined };
	const place = root ? relative(projectFolder, root) : 'nowhere';
	console.log(`${name}: found in ${place}, ${passed ? 'passed' : 'not passed'}`);
	if (!passed) console.log([message, details].filter(Boolean).join('\n'));
	return passed;
}

/** Unpacks what would be published. @returns the folder with its package.json */
function pack(name: string, into: string): string {
	const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
	const folder = packageFolder(projectFolder, name);
	const words = ['pack', '--silent', '--pack-destination', into, folder];
	const out = execFileSync('npm', words, options);
	execFileSync('tar', ['-xzf', join(into, out.trim()), '-C', into]);
	return join(into, 'package');
}

/** The sources as the links in a package's folder bring them together. @returns the folder with them */
function gather(name: string, into: string): string {
	const sources = join(into, 'sources');
	const built = join(packageFolder(projectFolder, name), 'dist');
	const filter = (file: string) => file !== built;
	cpSync(packageFolder(projectFolder, name), sources, {
		recursive: true,
		dereference: true,
		filter,
	});
	return sources;
}

using folder = temporaryFolder('scan-');
const tool = await installN8nNode(projectFolder);
const passed: boolean[] = [];
for (const name of packageNames) {
	const into = join(folder.path, name);
	mkdirSync(into);
	const sources = gather(name, into);
	passed.push(await passesAsSources(name));
	passed.push(await isClean(`${name}, sources`, sources, SOURCE_FILE_PATTERNS));
	const published = pack(name, into);
	passed.push(await isClean(`${name}, packed`, published, ['**/*.js', '**/*.json']));
	const found = await lintWithN8nNode(projectFolder, tool, sources);
	console.log(`${name}, n8n-node lint: ${found ?? 'nothing found'}`);
	passed.push(found === undefined);
}
process.exitCode = passed.every(Boolean) ? 0 : 1;
