import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../processes/fileLock.ts';
import { packageFolder, packageNames } from './packages.ts';
import { findProjectFolder, npmEnvironment } from './projectFolder.ts';
import { runCommand } from '../processes/runCommand.ts';

/** What `npm pack --json` says of a tarball. */
interface Packed {
	filename: string;
	files: Array<{ path: string }>;
}

/**
 * Builds the packages and packs each as `npm publish` would, into `destination`. Gives the paths of the
 * tarballs, in the order of {@link packageNames}. Throws a CommandError with the end of the output when
 * the build fails, and an Error when a node or credential that a manifest names is not in its tarball.
 */
export async function packPackages(
	destination: string,
	projectFolder: string = findProjectFolder(),
	signal?: AbortSignal,
): Promise<string[]> {
	const env = npmEnvironment(projectFolder);
	const options = { projectFolder, cwd: projectFolder, env, signal };
	const folders = packageNames.map((name) => packageFolder(projectFolder, name));
	// A build clears `dist` first: another one must not do so while this one packs.
	const lockFile = join(projectFolder, 'node_modules', '.pack.lock');
	const packed = await withFileLock(lockFile, { signal }, async () => {
		await runCommand('npm', ['run', 'build'], options);
		const words = ['--json', '--ignore-scripts', '--pack-destination', destination];
		return await runCommand('npm', ['pack', ...words, ...folders], options);
	});
	const tarballs = JSON.parse(packed) as Packed[];
	folders.forEach((folder, place) => assertWhole(folder, tarballs[place]));
	return tarballs.map(({ filename }) => join(destination, filename));
}

function assertWhole(folder: string, { files }: Packed): void {
	const missing = namedFiles(folder).filter((name) => !files.some(({ path }) => path === name));
	if (missing.length === 0) return;
	throw new Error(
		`The packed package lacks ${missing.join(', ')}, which its package.json names. ` +
			'If the package was being built by hand at the same time, try again.',
	);
}

/** The built nodes and credentials that n8n will look for. */
function namedFiles(folder: string): string[] {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials];
}
