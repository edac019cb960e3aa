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

export function pathOf({ file }: Change): string {
	return join(nodes, file);
}

/** The source with the change. @throws Error if what it changes does not stand there, or twice */
export function changed(change: Change): string {
	const parts = readFileSync(pathOf(change), 'utf8').split(change.find);
	if (parts.length === 2) return parts.join(change.replace);
	throw new Error(`${change.file} has ${parts.length - 1} times: ${change.find}`);
}

/** The module that a changed source makes. */
export function load(change: Change): object {
	const { outputText } = ts.transpileModule(changed(change), {
		compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
	});
	const made = { exports: {} };
	const folder = dirname(pathOf(change));
	const take = (name: string): unknown =>
		jest.requireActual(name.startsWith('.') ? join(folder, name) : name);
	new Function('module', 'exports', 'require', outputText)(made, made.exports, take);
	return made.exports;
}
