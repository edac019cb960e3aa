import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment } from '../checkout/projectFolder.ts';
import { runCommand } from '../processes/runCommand.ts';

/**
 * Lays a tarball of `npm pack` into an n8n user folder where n8n looks for community packages, the
 * way n8n's own installer does it (unpacked, nothing linked). Replaces an earlier install.
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
	projectFolder: string,
): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const unpacked = join(nodes, 'unpacked');
	rmSync(unpacked, { recursive: true, force: true });
	mkdirSync(unpacked, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '--strip-components=1', '-C', unpacked], {
		projectFolder,
		cwd: nodes,
		env: npmEnvironment(projectFolder),
	});
	const { name, version } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const target = join(nodes, 'node_modules', name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(join(nodes, 'node_modules'), { recursive: true });
	renameSync(unpacked, target);
	note(join(nodes, 'package.json'), name, version);
}

/** n8n's own list of what is installed beside each other. */
function note(file: string, name: string, version: string): void {
	const list = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> })
		: { name: 'installed-nodes', private: true, dependencies: {} };
	const dependencies = { ...list.dependencies, [name]: version };
	writeFileSync(file, JSON.stringify({ ...list, dependencies }, undefined, 2));
}
