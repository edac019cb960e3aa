const { execFileSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { relative, sep } = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { rollup } = require('@rollup/wasm-node');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

/** Where TypeScript writes to, for the bundles to be made of. */
const compiled = '.build';

/** Old output must not get into a package. */
async function clean() {
	for (const folder of ['dist', compiled]) rmSync(folder, { recursive: true, force: true });
}

async function compile() {
	const tsc = require.resolve('typescript/bin/tsc');
	const options = ['--module', 'esnext', '--moduleResolution', 'bundler', '--outDir', compiled];
	execFileSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
}

/** What stands beside the nodes goes into one file for each folder: `BrightRiver`, `Skyfish`, `shared`. */
function chunkOf(file) {
	// From this folder on: what stands above it must not get into the package.
	const [room, folder] = relative(compiled, file).split(sep);
	return room === 'nodes' && !file.endsWith('.node.js') ? folder : undefined;
}

/**
 * The nodes and credentials as n8n loads them: one file each, and one for each folder beside them. n8n
 * opens every file when it starts, and 9 files open several times quicker than 180 (see bench/README.md).
 */
async function bundle() {
	const files = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(/^dist\/|\.js$/g, ''),
	);
	const bundled = await rollup({
		input: Object.fromEntries(files.map((file) => [file, `${compiled}/${file}.js`])),
		external: ['n8n-workflow', /^node:/],
		plugins: [nodeResolve()],
	});
	await bundled.write({
		dir: 'dist',
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].js',
		chunkFileNames: 'nodes/[name]/[name].js',
		manualChunks: chunkOf,
		hoistTransitiveImports: false,
		generatedCode: 'es2015',
	});
	await bundled.close();
	rmSync(compiled, { recursive: true, force: true });
}

/** n8n looks for an icon where a node's description says, seen from the compiled file. */
function icons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

/** The codex files: categories, aliases and links of each node. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.build = series(clean, parallel(series(compile, bundle), icons, codex));
