const { execFileSync } = require('node:child_process');
const { cpSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { nodeResolve } = require('@rollup/plugin-node-resolve');
const { rollup } = require('@rollup/wasm-node');
const { parallel, series } = require('gulp');

/** Where TypeScript writes to, for the bundles to be made of. */
const compiled = '.build';

/** What is built of the one tree: a package for each service, which are published, and here one of it all. */
const published = readdirSync('packages').map((name) => join('packages', name));
const packages = ['.', ...published];

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The nodes and credentials that a package's manifest names, as paths without their ending: `nodes/Skyfish/Skyfish.node`. */
function namedIn(folder) {
	const { nodes, credentials } = manifestOf(folder).n8n;
	return [...nodes, ...credentials].map((file) => file.replace(/^dist\/|\.js$/g, ''));
}

/** Old output must not get into a package. */
async function clean() {
	const outputs = packages.map((folder) => join(folder, 'dist'));
	for (const folder of [...outputs, compiled]) rmSync(folder, { recursive: true, force: true });
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
async function bundle(folder) {
	const bundled = await rollup({
		input: Object.fromEntries(namedIn(folder).map((file) => [file, `${compiled}/${file}.js`])),
		external: ['n8n-workflow', /^node:/],
		plugins: [nodeResolve()],
	});
	const { output } = await bundled.write({
		dir: join(folder, 'dist'),
		format: 'cjs',
		exports: 'named',
		entryFileNames: '[name].js',
		chunkFileNames: 'nodes/[name]/[name].js',
		manualChunks: chunkOf,
		hoistTransitiveImports: false,
		generatedCode: 'es2015',
	});
	await bundled.close();
	icons(folder, output.map(({ code }) => code).join('\n'));
}

/** n8n looks for an icon where a description says, seen from the compiled file: the icons that it names. */
function icons(folder, code) {
	const names = new Set([...code.matchAll(/\bicons\/([\w.]+\.svg)/g)].map(([, name]) => name));
	for (const name of names) cpSync(join('icons', name), join(folder, 'dist', 'icons', name));
}

/** The nodes alone. */
const nodesIn = (folder) => namedIn(folder).filter((name) => name.endsWith('.node'));

/** The codex files: categories, aliases and links of each node. */
function codex(folder) {
	for (const file of nodesIn(folder)) cpSync(`${file}.json`, join(folder, 'dist', `${file}.json`));
}

/** What each operation gives out: n8n looks for it beside the node, and offers its fields before the first run. */
function schemas(folder) {
	for (const place of new Set(nodesIn(folder).map(dirname))) {
		const beside = join(place, '__schema__');
		cpSync(beside, join(folder, 'dist', beside), { recursive: true });
	}
}

async function bundles() {
	for (const folder of packages) {
		await bundle(folder);
		codex(folder);
		schemas(folder);
	}
	rmSync(compiled, { recursive: true, force: true });
}

/** npm takes a licence only from the folder that it packs. */
async function licences() {
	for (const folder of published) cpSync('LICENSE.md', join(folder, 'LICENSE.md'));
}

exports.build = series(clean, parallel(series(compile, bundles), licences));
