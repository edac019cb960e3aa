import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readArguments, UsageError } from '../../../tools/identity/arguments';
import {
	placeholder,
	placesOf,
	readIdentity,
	setIdentity,
	type Identity,
} from '../../../tools/identity/identity';
import { projectFiles } from '../../../tools/identity/projectFiles';

const project = process.cwd();
const files = projectFiles(project);
const somebody: Identity = {
	owner: 'acme-photos',
	repository: 'n8n.nodes',
	author: { name: 'Ada "Countess" Lovelace', email: 'ada@example.com' },
};

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'identity-'));
	const standing = placesOf(project, files, readIdentity(project)).map(({ file }) => file);
	for (const file of new Set([...standing, 'package.json'])) {
		mkdirSync(join(folder, dirname(file)), { recursive: true });
		cpSync(join(project, file), join(folder, file));
	}
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contents = (file: string) => readFileSync(join(folder, file), 'utf8');
const copied = () =>
	projectFiles(project).filter((file) => {
		try {
			return contents(file) !== '';
		} catch {
			return false;
		}
	});

test('these places say whose project it is', () => {
	const places = placesOf(project, files, readIdentity(project));
	expect(places.map(({ file, what }) => `${file}: ${what}`)).toEqual([
		'LICENSE.md: author',
		'credentials/BrightRiverApi.credentials.ts: address',
		'credentials/SkyfishApi.credentials.ts: address',
		'nodes/BrightRiver/BrightRiver.node.json: address',
		'nodes/BrightRiver/BrightRiverTrigger.node.json: address',
		'nodes/Skyfish/Skyfish.node.json: address',
		'nodes/Skyfish/SkyfishTrigger.node.json: address',
		'package.json: address',
		'package.json: author',
		'packages/n8n-nodes-bright-river/README.md: address',
		'packages/n8n-nodes-bright-river/package.json: address',
		'packages/n8n-nodes-bright-river/package.json: author',
		'packages/n8n-nodes-skyfish/README.md: address',
		'packages/n8n-nodes-skyfish/package.json: address',
		'packages/n8n-nodes-skyfish/package.json: author',
	]);
});

test('no other text of the project names an owner, a repository or an author of it', () => {
	const { owner, repository, author } = readIdentity(project);
	const known = new Set(placesOf(project, files, readIdentity(project)).map(({ file }) => file));
	const named = files
		.filter((file) => !known.has(file))
		.filter((file) => {
			const text = readFileSync(join(project, file), 'utf8');
			return text.includes(`${owner}/${repository}`) || text.includes(author.email);
		});
	expect(named).toEqual([]);
});

test('one command sets them all, and can set them again', () => {
	const before = readIdentity(folder);
	const changed = setIdentity(folder, copied(), somebody);
	expect(changed).toEqual(copied());
	expect(readIdentity(folder)).toEqual(somebody);
	expect(placesOf(folder, copied(), before)).toEqual([]);
	expect(placesOf(folder, copied(), placeholder)).toEqual([]);
	expect(contents('LICENSE.md')).toContain(`(c) 2026 ${somebody.author.name}\n`);
	expect(contents('nodes/Skyfish/Skyfish.node.json')).toContain(
		'https://github.com/acme-photos/n8n.nodes#credentials',
	);
	for (const name of ['n8n-nodes-bright-river', 'n8n-nodes-skyfish']) {
		const manifest = JSON.parse(contents(`packages/${name}/package.json`)) as Record<
			string,
			unknown
		>;
		const address = 'https://github.com/acme-photos/n8n.nodes';
		expect(manifest).toMatchObject({
			name,
			author: somebody.author,
			homepage: address,
			bugs: { url: `${address}/issues` },
			// No directory in it: n8n compares it with the repository alone.
			repository: { type: 'git', url: `git+${address}.git` },
		});
		expect(Object.keys(manifest.repository as object)).toEqual(['type', 'url']);
	}
	setIdentity(folder, copied(), before);
	for (const file of copied()) {
		expect(contents(file)).toBe(readFileSync(join(project, file), 'utf8'));
	}
});

test('all manifests say the same of it, and have one version', () => {
	const manifests = ['.', 'packages/n8n-nodes-bright-river', 'packages/n8n-nodes-skyfish'].map(
		(place) =>
			JSON.parse(readFileSync(join(project, place, 'package.json'), 'utf8')) as Record<
				string,
				unknown
			>,
	);
	const [own, ...published] = manifests.map(
		({ version, license, author, repository, homepage, bugs }) => ({
			...{ version, license, author, repository, homepage, bugs },
		}),
	);
	for (const one of published) expect(one).toEqual(own);
});

test('nothing is published with the placeholder', () => {
	const workflow = readFileSync(join(project, '.github/workflows/publish.yml'), 'utf8');
	const check = workflow.indexOf('run: node tools/identity/run.ts --check');
	expect(check).toBeGreaterThan(0);
	expect(check).toBeLessThan(workflow.indexOf('run: bash .ci/run'));
	// What packs refuses, and what publishes waits for it.
	expect(workflow).toMatch(/\n {2}publish:\n {4}needs: pack\n/);
});

describe('the flags', () => {
	const read = (...words: string[]) => readArguments(words);

	test('say who it is', () => {
		const words = ['--owner', 'acme', '--repository', 'n8n-nodes'];
		expect(read(...words)).toEqual({ owner: 'acme', repository: 'n8n-nodes', author: undefined });
		expect(read(...words, '--author', 'Ada Lovelace <ada@example.com>')).toMatchObject({
			author: { name: 'Ada Lovelace', email: 'ada@example.com' },
		});
		expect(read('--check')).toBe('check');
		expect(read('--help')).toBe('help');
	});

	test.each([
		[['--owner', 'acme'], '--repository is missing'],
		[['--repository', 'x'], '--owner is missing'],
		[['--owner', 'https://github.com/acme', '--repository', 'x'], '--owner is no name'],
		[['--owner', 'acme', '--repository', 'acme/x'], '--repository is no name'],
		[['--owner', 'acme', '--repository', 'x.git'], '--repository is no name'],
		[['--owner', 'acme', '--repository', 'x', '--author', 'Ada'], '--author has to be like'],
		[['--owned', 'acme'], "Unknown option '--owned'"],
	])('%j is refused', (words, message) => {
		expect(() => read(...words)).toThrow(UsageError);
		expect(() => read(...words)).toThrow(message);
	});
});
