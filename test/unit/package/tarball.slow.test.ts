import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageNames } from '../../../tools/checkout/packages';
import { readIdentity } from '../../../tools/identity/identity';

interface PackedFile {
	path: string;
	mode: number;
}

interface Packed {
	name: string;
	filename: string;
	files: PackedFile[];
	integrity: string;
}

/** The packages that one build made, and where. */
interface Built {
	folder: string;
	packs: Packed[];
}

const project = process.cwd();
const { owner, repository } = readIdentity(project);
const address = `${owner}/${repository}`;
const folders: string[] = [];
let built: Built[];

/** Builds the sources in a folder of their own and packs the packages, as a release does. */
function buildAndPack(name: string): Built {
	const outside = mkdtempSync(join(tmpdir(), 'reproducible-'));
	folders.push(outside);
	const folder = join(outside, name);
	mkdirSync(folder, { recursive: true });
	const sources = ['credentials', 'icons', 'nodes', 'packages'];
	const files = [
		'gulpfile.js',
		'package.json',
		'tsconfig.json',
		'README.md',
		'LICENSE.md',
		'.npmrc',
	];
	for (const source of [...sources, ...files]) {
		cpSync(join(project, source), join(folder, source), {
			recursive: true,
			verbatimSymlinks: true,
		});
	}
	symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
	const run = (command: string, args: string[]) =>
		execFileSync(command, args, {
			cwd: folder,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		});
	run(process.execPath, [join(project, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build']);
	// The last one is what developers load: all in one, never published.
	const packed = [...packageNames.map((one) => `./packages/${one}`), '.'];
	return { folder, packs: JSON.parse(run('npm', ['pack', '--json', ...packed])) as Packed[] };
}

/** The text of a packed file. */
function textIn({ folder }: Built, { filename }: Packed, path: string): string {
	const words = ['-xzOf', join(folder, filename), `package/${path}`];
	return execFileSync('tar', words, { encoding: 'utf8' });
}

beforeAll(() => {
	// Where the sources lie must not show, not even if a folder above them has a name of theirs.
	built = [buildAndPack('one'), buildAndPack(join('nodes', 'elsewhere'))];
}, 300_000);

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const ofBrightRiver = {
	icon: 'brightRiver',
	room: 'BrightRiver',
	nodes: ['BrightRiver', 'BrightRiverTrigger'],
};
const ofSkyfish = { icon: 'skyfish', room: 'Skyfish', nodes: ['Skyfish', 'SkyfishTrigger'] };

/** What each operation gives out, as n8n reads it beside the node. */
const schemasOf = (room: string) =>
	readdirSync(join('nodes', room, '__schema__'), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.json'))
		.map((path) => `dist/nodes/${room}/__schema__/${path}`);

/** All that is in the package of a service. */
const filesOf = ({ icon, room, nodes }: typeof ofSkyfish) => [
	'LICENSE.md',
	'README.md',
	'package.json',
	`dist/credentials/${room}Api.credentials.js`,
	`dist/icons/${icon}.dark.svg`,
	`dist/icons/${icon}.svg`,
	`dist/nodes/${room}/${room}.js`,
	...nodes.flatMap((name) => [
		`dist/nodes/${room}/${name}.node.js`,
		`dist/nodes/${room}/${name}.node.json`,
	]),
	...schemasOf(room),
	'dist/nodes/shared/shared.js',
];

it.each([
	[0, filesOf(ofBrightRiver)],
	[1, filesOf(ofSkyfish)],
	[2, [...new Set([...filesOf(ofBrightRiver), ...filesOf(ofSkyfish)])]],
])(
	'package %i holds what n8n loads, the readme and the licence, and nothing else',
	(place, files) => {
		const paths = built[0].packs[place].files.map(({ path }) => path);
		expect(paths.sort()).toEqual([...files].sort());
	},
);

it.each([
	[0, /skyfish|colourbox/i],
	[1, /bright.?river|mister clipping/i],
])('package %i has no word of the other service in what it brings to n8n', (place, other) => {
	const pack = built[0].packs[place];
	const named = pack.files
		.map(({ path }) => path)
		.filter((path) => path.startsWith('dist/'))
		.filter((path) => {
			// The one repository of both may be named after both.
			const text = textIn(built[0], pack, path).replaceAll(address, '');
			return other.test(path) || other.test(text);
		});
	expect(named).toEqual([]);
});

it('holds nothing that can be run as a program', () => {
	const files = built[0].packs.flatMap((pack) => pack.files);
	expect(files.filter(({ mode }) => (mode & 0o111) !== 0)).toEqual([]);
});

it('is the same, byte for byte, wherever and whenever it is built', () => {
	const [one, other] = built.map(({ folder, packs }) =>
		packs.map(({ files, integrity, filename }) => ({
			files,
			integrity,
			sha512: createHash('sha512')
				.update(readFileSync(join(folder, filename)))
				.digest('hex'),
		})),
	);
	expect(other).toEqual(one);
});

describe.each(packageNames.map((name, place) => [name, place] as const))('%s', (name, place) => {
	const manifest = JSON.parse(
		readFileSync(join('packages', name, 'package.json'), 'utf8'),
	) as Record<string, unknown>;

	it('brings nothing with it that could be audited', () => {
		for (const kind of ['dependencies', 'optionalDependencies', 'bundleDependencies']) {
			expect(manifest[kind]).toBeUndefined();
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('runs nothing when it is installed', () => expect(manifest.scripts).toBeUndefined());

	it('loads nothing but itself, n8n-workflow and Node’s own cryptography', () => {
		const pack = built[0].packs[place];
		const loaded = pack.files
			.filter(({ path }) => path.endsWith('.js'))
			.flatMap(({ path }) => [
				...textIn(built[0], pack, path).matchAll(/\b(?:require|import)\((["'])(.*?)\1\)/g),
			])
			.map(([, , one]) => one)
			.filter((one) => !one.startsWith('.'));
		expect([...new Set(loaded)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
	});
});
