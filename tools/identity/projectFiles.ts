import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** What is made, installed or kept here, and no part of the project. */
const notOurs = [
	'.git',
	'node_modules',
	'dist',
	'coverage',
	'.build',
	'.demo',
	'.sandbox',
	'.mutation',
];

/** The project's files, as paths below its folder; a link is no file of its own. */
export function projectFiles(projectFolder: string, below = ''): string[] {
	return readdirSync(join(projectFolder, below), { withFileTypes: true })
		.flatMap((entry) => {
			const path = posix.join(below, entry.name);
			if (entry.isFile()) return [path];
			if (!entry.isDirectory() || notOurs.includes(entry.name)) return [];
			return projectFiles(projectFolder, path);
		})
		.sort();
}
