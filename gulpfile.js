const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');

/** Old output must not get into a package. */
async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** The nodes and credentials as n8n loads them. */
async function compile() {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** n8n looks for an icon where a node's description says, seen from the compiled file. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** The codex files: categories, aliases and links of each node. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.build = series(clean, parallel(compile, icons, codex));
