import { join } from 'node:path';
import { findProjectFolder, npmEnvironment } from './projectFolder.ts';
import { runCommand } from './runCommand.ts';

/**
 * Builds the package and packs it as `npm publish` would, into `destination`. Gives the path of the
 * tarball. Throws a CommandError with the end of the output when the build fails.
 */
export async function packPackage(
	destination: string,
	projectFolder: string = findProjectFolder(),
	signal?: AbortSignal,
): Promise<string> {
	const env = npmEnvironment(projectFolder);
	const options = { projectFolder, cwd: projectFolder, env, signal };
	await runCommand('npm', ['run', 'build'], options);
	const packed = await runCommand(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
		options,
	);
	const [{ filename }] = JSON.parse(packed) as Array<{ filename: string }>;
	return join(destination, filename);
}
