import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A server that queue mode needs is not installed. The message says what to install. */
export class MissingServerError extends Error {}

/** The first of the folders that holds a program of this name, or nothing. */
export function findProgram(name: string, folders: string[]): string | undefined {
	return folders.map((folder) => join(folder, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** The folders that programs are started from. */
export function foldersOnPath(): string[] {
	return (process.env.PATH ?? '').split(delimiter).filter(Boolean);
}

/** The folders below `parent` that are named by a version, newest first. */
export function versionFolders(parent: string): string[] {
	if (!existsSync(parent)) return [];
	const newestFirst = readdirSync(parent).sort((one, other) => Number(other) - Number(one));
	return newestFirst.map((version) => join(parent, version));
}
