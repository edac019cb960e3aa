import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** This project's name, and that of the one package of it all that a developer can load. */
export const projectName = 'n8n-nodes-bright-river-skyfish';

/**
 * The folder of this project's package.json, found from `start` (default: the working directory)
 * upwards. Throws when there is none: then the command was started outside the checkout.
 */
export function findProjectFolder(start: string = process.cwd()): string {
	for (let folder = resolve(start); ; folder = dirname(folder)) {
		if (nameOfPackageIn(folder) === projectName) return folder;
		if (folder === dirname(folder)) {
			throw new Error(
				`${start} is not inside a checkout of ${projectName}. Change into the checkout and try again.`,
			);
		}
	}
}

function nameOfPackageIn(folder: string): string | undefined {
	try {
		return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string })
			.name;
	} catch {
		return undefined;
	}
}

/** The Node that this project installs for itself: n8n refuses to run on an older one. */
export function projectNode(projectFolder: string): string {
	return join(projectFolder, 'node_modules', '.bin', 'node');
}

/**
 * The environment for npm and for what npm starts: the caller's own, with the project's Node first
 * on the PATH, and without what an outer `npm run` says about the outer package.
 */
export function npmEnvironment(projectFolder: string): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (
			!/^(npm_(package|lifecycle|config_local_prefix|config_loglevel)|INIT_CWD$|NODE_ENV$|JEST_)/.test(
				name,
			)
		) {
			environment[name] = value;
		}
	}
	environment.PATH = pathWithProjectNode(projectFolder);
	return environment;
}

/** The caller's PATH with the project's Node before any other. */
export function pathWithProjectNode(projectFolder: string): string {
	return [join(projectFolder, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(':');
}
