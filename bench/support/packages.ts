import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { npmEnvironment } from '../../tools/checkout/projectFolder.ts';
import { CommandError, runCommand } from '../../tools/processes/runCommand.ts';
import { BenchError } from './benchError.ts';

/** Well-kept community packages to stand beside, at exact versions, as npm has them. */
export const neighbours = [
	{ name: 'n8n-nodes-cloudinary', version: '0.2.2' },
	{ name: 'n8n-nodes-resend', version: '2.3.2' },
	{ name: '@mendable/n8n-nodes-firecrawl', version: '2.1.2' },
];

/** A package to be measured, installed in a folder of its own. */
export interface MeasuredPackage {
	name: string;
	version: string;
	/** Where it is installed. */
	folder: string;
	/** Bytes. */
	tarballBytes: number;
	unpackedBytes: number;
	packedFiles: number;
}

/** What `npm pack --json` says. */
interface Packed {
	name: string;
	version: string;
	size: number;
	unpackedSize: number;
	entryCount: number;
}

interface Folders {
	projectFolder: string;
	/** For downloads and installs. */
	folder: string;
}

/** The name and version that a tarball of `npm pack` holds. Throws a BenchError when it is none. */
export async function identify(tarball: string, folders: Folders): Promise<Packed> {
	const path = resolve(tarball);
	if (!existsSync(path)) throw new BenchError(`--neighbour: there is no file ${tarball}.`);
	return await packed(path, folders);
}

/**
 * Installs a package with what it depends on, but without its peers: these are n8n's own.
 *
 * @param spec a tarball's path, or name@version in the registry
 * @returns `undefined` where the registry does not have it
 */
export async function install(
	spec: string,
	folders: Folders,
): Promise<MeasuredPackage | undefined> {
	try {
		const { name, version, size, unpackedSize, entryCount } = await packed(spec, folders);
		const target = join(folders.folder, name.replace('/', '+'));
		mkdirSync(target, { recursive: true });
		writeFileSync(join(target, 'package.json'), JSON.stringify({ private: true }));
		const words = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
		await npm([...words, '--no-package-lock', spec], target, folders);
		return {
			name,
			version,
			folder: join(target, 'node_modules', name),
			tarballBytes: size,
			unpackedBytes: unpackedSize,
			packedFiles: entryCount,
		};
	} catch (error) {
		if (error instanceof CommandError && /E404|ETARGET/.test(error.lastLines)) return undefined;
		throw error;
	}
}

async function packed(spec: string, folders: Folders): Promise<Packed> {
	const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folders.folder];
	const answer = await npm([...words, '--dry-run', spec], folders.folder, folders);
	const [facts] = JSON.parse(answer) as Packed[];
	return facts;
}

async function npm(words: string[], cwd: string, { projectFolder }: Folders): Promise<string> {
	return await runCommand('npm', words, { projectFolder, cwd, env: npmEnvironment(projectFolder) });
}

/** How many packages npm laid down for one: itself and what it depends on. */
export function installedPackages({ folder, name }: MeasuredPackage): number {
	const lock = join(folder, ...name.split('/').map(() => '..'), '.package-lock.json');
	const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as { packages: object };
	return Object.keys(packages).length;
}
