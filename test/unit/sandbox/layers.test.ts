/** The sandbox's rooms stand on each other: what a file may import, by the folder it is in. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const sandbox = resolve(__dirname, '../../../sandbox');

/** From the ground up; a folder imports itself and what is named with it. */
const mayImport: Record<string, string[]> = {
	server: [],
	work: ['server'],
	brightRiver: ['server', 'work'],
	skyfish: ['server', 'work'],
	control: ['server', 'brightRiver', 'skyfish'],
	board: ['server', 'brightRiver', 'skyfish'],
};

const files = readdirSync(sandbox, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts') && !name.startsWith(join('board', 'page')))
	.map((name) => join(sandbox, name));

function importsOf(file: string): string[] {
	const source = readFileSync(file, 'utf8');
	const paths = [...source.matchAll(/ from '(\.[^']+)'/g)].map(([, path]) => path);
	return paths.map((path) => resolve(dirname(file), path));
}

function roomOf(file: string): string {
	const [room, rest] = relative(sandbox, file).split(/[/\\]/);
	return rest === undefined ? '.' : room;
}

test.each(Object.entries(mayImport))('%s imports nothing above it', (room, below) => {
	const allowed = [room, ...below];
	const wrong = files
		.filter((file) => roomOf(file) === room)
		.flatMap((file) => importsOf(file).map((target) => ({ file, target })))
		.filter(({ target }) => !allowed.includes(roomOf(target)));
	expect(wrong).toEqual([]);
});

test('a domain knows neither the API nor the storage it is reached through', () => {
	const wrong = files
		.filter((file) => /[/\\]domain[/\\]/.test(file))
		.flatMap(importsOf)
		.filter((target) => /[/\\](api|storage)[/\\]/.test(target));
	expect(wrong).toEqual([]);
});

test('no file imports itself by way of others', () => {
	const circles: string[] = [];
	const finished = new Set<string>();
	const visit = (file: string, path: string[]): void => {
		if (path.includes(file))
			circles.push([...path, file].map((one) => relative(sandbox, one)).join(' > '));
		if (path.includes(file) || finished.has(file)) return;
		for (const target of importsOf(file))
			if (files.includes(target)) visit(target, [...path, file]);
		finished.add(file);
	};
	for (const file of files) visit(file, []);
	expect(circles).toEqual([]);
});
