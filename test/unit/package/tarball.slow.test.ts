import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface PackedFile {
	path: string;
	mode: number;
}

interface Packed {
	files: PackedFile[];
	integrity: string;
	sha512: string;
}

const project = process.cwd();
const folders: string[] = [];
let packs: Packed[];

/** Builds and packs the sources in a folder of their own, as a release does. */
function buildAndPack(name: string): Packed {
	const outside = mkdtempSync(join(tmpdir(), 'reproducible-'));
	folders.push(outside);
	const folder = join(outside, name);
	mkdirSync(folder, { recursive: true });
	const sources = ['credentials', 'icons', 'nodes', 'gulpfile.js', 'package.json', 'tsconfig.json'];
	for (const source of [...sources, 'README.md', 'LICENSE.md', '.npmrc']) {
		cpSync(join(project, source), join(folder, source), { recursive: true });
	}
	symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
	const run = (command: string, args: string[]) =>
		execFileSync(command, args, {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	run(process.execPath, [join(project, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build']);
	const [{ files, integrity, filename }] = JSON.parse(run('npm', ['pack', '--json'])) as [
		Packed & { filename: string },
	];
	const tarball = readFileSync(join(folder, filename));
	return { files, integrity, sha512: createHash('sha512').update(tarball).digest('hex') };
}

beforeAll(() => {
	// Where the sources lie must not show, not even if a folder above them has a name of theirs.
	packs = [buildAndPack('one'), buildAndPack(join('nodes', 'elsewhere'))];
}, 180_000);

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** All that may be in the package. */
const allowed = [
	/^package\.json$/,
	/^README\.md$/,
	/^LICENSE\.md$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/icons\/[\w.]+\.svg$/,
	/^dist\/nodes\/(?:BrightRiver|Skyfish)\/\w+\.node\.(?:js|json)$/,
	/^dist\/nodes\/(BrightRiver|Skyfish|shared)\/\1\.js$/,
];

it('holds nothing but what n8n loads, the readme and the licence', () => {
	const paths = packs[0].files.map(({ path }) => path);
	expect(paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
	for (const pattern of allowed) expect(paths.some((path) => pattern.test(path))).toBe(true);
	expect(paths.filter((path) => /test|sandbox|\.map$|\.d\.ts$|\.tsbuildinfo$/.test(path))).toEqual(
		[],
	);
});

it('holds nothing that can be run as a program', () => {
	expect(packs[0].files.filter(({ mode }) => (mode & 0o111) !== 0)).toEqual([]);
});

it('is the same, byte for byte, wherever and whenever it is built', () => {
	const [one, other] = packs;
	expect(other.files).toEqual(one.files);
	expect(other.integrity).toBe(one.integrity);
	expect(other.sha512).toBe(one.sha512);
});

describe('what ships', () => {
	const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;

	it('brings nothing with it that could be audited', () => {
		for (const kind of ['dependencies', 'optionalDependencies', 'bundleDependencies']) {
			expect(manifest[kind]).toBeUndefined();
		}
		expect(Object.keys(manifest.peerDependencies as object)).toEqual(['n8n-workflow']);
	});

	it('runs nothing when it is installed', () => {
		const scripts = Object.keys(manifest.scripts as object);
		const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
		expect(scripts.filter((name) => atInstall.includes(name))).toEqual([]);
	});

	it('loads nothing but itself, n8n-workflow and Node’s own cryptography', () => {
		const [{ files }] = packs;
		const built = join(folders[0], 'one');
		const loaded = files
			.filter(({ path }) => path.endsWith('.js'))
			.flatMap(({ path }) => [
				...readFileSync(join(built, path), 'utf8').matchAll(
					/\b(?:require|import)\((["'])(.*?)\1\)/g,
				),
			])
			.map(([, , name]) => name)
			.filter((name) => !name.startsWith('.'));
		expect([...new Set(loaded)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
	});
});
