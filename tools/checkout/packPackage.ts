import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../processes/fileLock.ts';
import { findProjectFolder, npmEnvironment } from './projectFolder.ts';
import { runCommand } from '../processes/runCommand.ts';

/** What `npm pack --json` says of a tarball. */
interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

/**
 * Builds the package and packs it as `npm publish` would, into `destination`. Gives the path of the
 * tarball. Throws a CommandError with the end of the output when the build fails, and an Error when
 * a node or credential that package.json names is not in the tarball.
 */
export async function packPackage(
	destination: string,
	projectFolder: string = findProjectFolder(),
	signal?: AbortSignal,
): Promise<string> {
	const env = npmEnvironment(projectFolder);
	const options = { projectFolder, cwd: projectFolder, env, signal };
	// A build clears `dist` first: another one must not do so while this one packs.
	const lockFile = join(projectFolder, 'node_modules', '.pack.lock');
	const packed = await withFileLock(lockFile, { signal }, async () => {
		await runCommand('npm', ['run', 'build'], options);
		return await runCommand(
			'npm',
			['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
			options,
		);
	});
	const [{ filename, files }] = JSON.parse(packed) as Packed[];
	const missing = namedFiles(projectFolder).filter(
		(name) => !files.some(({ path }) => path === name),
	);
	if (missing.length > 0) {
		throw new Error(
			`The packed package lacks ${missing.join(', ')}, which its package.json names. ` +
				'If the package was being built by hand at the same time, try again.',
		);
	}
	return join(destination, filename);
}

/** The built nodes and credentials that n8n will look for. */
function namedFiles(projectFolder: string): string[] {
	const { n8n } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials];
}
