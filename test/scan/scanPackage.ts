/**
 * n8n's gate for community packages (`@n8n/scan-community-package`), run on this checkout: once on the
 * sources, once on what `npm pack` puts into the package. Stricter than the gate in one point: a warning
 * fails it too. Needs a built package (`npm run build`).
 */
import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lints a folder as the gate does. @returns whether nothing was found; what was found is printed */
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
	if (errors + warnings === 0) return results.length > 0;
	console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return false;
}

/** Unpacks what would be published. @returns the folder with its package.json */
function pack(into: string): string {
	const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
	const out = execFileSync('npm', ['pack', '--silent', '--pack-destination', into], options);
	execFileSync('tar', ['-xzf', join(into, out.trim()), '-C', into]);
	return join(into, 'package');
}

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	const sources = await isClean('sources', process.cwd(), SOURCE_FILE_PATTERNS);
	const packed = await isClean('packed files', pack(folder), ['**/*.js', '**/*.ts', '**/*.json']);
	process.exitCode = sources && packed ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
