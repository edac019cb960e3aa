import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { KindName } from '../kinds';

/** A change to one source file. */
export interface Change {
	/** From `nodes/` on. */
	file: string;
	/** What stands there, once. */
	find: string;
	replace: string;
}

/** A fault that is put back in, to see whether the simulation finds it. */
export interface Mutant {
	name: string;
	kind: KindName;
	changes: Change[];
}

const nodes = join(__dirname, '../../../nodes');

function pathOf({ file }: Change): string {
	return join(nodes, file);
}

/** A source with its changes. @throws Error if what one of them changes does not stand there, or twice */
export function changed([first, ...others]: Change[]): string {
	const source = readFileSync(pathOf(first), 'utf8');
	return [first, ...others].reduce((text, { file, find, replace }) => {
		const parts = text.split(find);
		if (parts.length === 2) return parts.join(replace);
		throw new Error(`${file} has ${parts.length - 1} times: ${find}`);
	}, source);
}

/** The changes of a mutant, by the file that they are for. */
export function changesByFile({ changes }: Mutant): Map<string, Change[]> {
	const files = new Map<string, Change[]>();
	for (const change of changes) {
		const path = pathOf(change);
		files.set(path, [...(files.get(path) ?? []), change]);
	}
	return files;
}

/** The module that a changed source makes. */
export function load(path: string, changes: Change[]): object {
	const { outputText } = ts.transpileModule(changed(changes), {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
	});
	const made = { exports: {} };
	const take = (name: string): unknown =>
		jest.requireActual(name.startsWith('.') ? join(dirname(path), name) : name);
	new Function('module', 'exports', 'require', outputText)(made, made.exports, take);
	return made.exports;
}
