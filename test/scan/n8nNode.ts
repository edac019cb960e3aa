import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment, projectNode } from '../../tools/checkout/projectFolder.ts';
import { cacheFolder } from '../../tools/n8n-host/hostCache.ts';
import { withFileLock } from '../../tools/processes/fileLock.ts';
import { CommandError, runCommand } from '../../tools/processes/runCommand.ts';

/** The files that say which version of the tool is installed, with all it needs. */
const files = ['package.json', 'package-lock.json'];

/**
 * Installs n8n's tool for community packages into the cache folder, once, at the version in
 * `tools/n8n-node`: it is as large as all other tools of this project together.
 *
 * @returns the folder with its `node_modules`
 */
export async function installN8nNode(projectFolder: string): Promise<string> {
	const source = join(projectFolder, 'tools', 'n8n-node');
	const contents = files.map((name) => readFileSync(join(source, name)));
	const hash = createHash('sha256').update(Buffer.concat(contents)).digest('hex').slice(0, 10);
	const folder = join(cacheFolder(), `n8n-node-${hash}`);
	await withFileLock(`${folder}.lock`, {}, async () => {
		if (existsSync(folder)) return;
		console.log(`Installing n8n-node once into ${folder}: about 270 MB.`);
		const partial = `${folder}.partial-${process.pid}`;
		mkdirSync(partial, { recursive: true });
		for (const name of files) cpSync(join(source, name), join(partial, name));
		cpSync(join(projectFolder, '.npmrc'), join(partial, '.npmrc'));
		await runCommand('npm', ['install', '--ignore-scripts'], {
			projectFolder,
			cwd: partial,
			env: npmEnvironment(projectFolder),
			removeWhenOrphaned: [partial],
		});
		renameSync(partial, folder);
	});
	return folder;
}

/**
 * Runs `n8n-node lint` in a package's sources: its own configuration, in strict mode.
 *
 * @param sources a copy of the package's folder, without `node_modules`
 * @returns what it found; nothing when all is well
 */
export async function lintWithN8nNode(
	projectFolder: string,
	tool: string,
	sources: string,
): Promise<string | undefined> {
	const modules = join(sources, 'node_modules');
	rmSync(modules, { recursive: true, force: true });
	symlinkSync(join(tool, 'node_modules'), modules);
	const program = join(modules, '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	const env = { ...npmEnvironment(projectFolder), npm_config_user_agent: 'npm' };
	try {
		await runCommand(projectNode(projectFolder), [program, 'lint'], {
			projectFolder,
			cwd: sources,
			env,
		});
		return undefined;
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		return error.lastLines;
	}
}
