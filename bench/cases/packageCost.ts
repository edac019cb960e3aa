import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { hostPlace } from '../../tools/n8n-host/hostCache.ts';
import { chosenHostVersion } from '../../tools/n8n-host/hostVersions.ts';
import { packageNames } from '../../tools/checkout/packages.ts';
import { projectNode } from '../../tools/checkout/projectFolder.ts';
import { atMost, type CaseResult, type Target } from '../support/caseResult.ts';
import {
	identify,
	install,
	installedPackages,
	neighbours,
	type MeasuredPackage,
} from '../support/packages.ts';
import { inRounds } from '../support/rounds.ts';
import { spreadOf, type Spread } from '../support/statistics.ts';
import { count, kilobytes, timeSpread } from '../support/table.ts';
import type { BenchWorld } from '../support/world.ts';

const run = promisify(execFile);

interface Figures extends Omit<MeasuredPackage, 'folder'> {
	installedPackages: number;
	/** Files that node loads for it, in a process that has n8n-workflow already. */
	loadedFiles: number;
	/** In such a process: what n8n pays. */
	loadMs: Spread;
	/** In an empty process: with n8n-workflow, where the package needs it. */
	coldLoadMs: Spread;
}

/** (e) Size, and time to load all nodes and credentials, beside other packages. */
export async function measurePackageCost(
	world: BenchWorld,
	quick: boolean,
	tarballs: string[],
): Promise<CaseResult> {
	const { projectFolder, tell } = world;
	tell('(e) installing the packages to compare with');
	const folders = { projectFolder, folder: join(world.folder, 'packages') };
	mkdirSync(folders.folder);
	const given = new Map<string, string>();
	for (const tarball of tarballs) given.set((await identify(tarball, folders)).name, tarball);
	const packages: MeasuredPackage[] = [];
	const missing: string[] = [];
	const specs = neighbours.map(({ name, version }) => given.get(name) ?? `${name}@${version}`);
	for (const spec of [...world.tarballs, ...specs]) {
		const installed = await install(spec, folders);
		if (installed) packages.push(installed);
		else missing.push(spec);
	}
	tell('(e) loading the packages in fresh processes');
	const rounds = quick ? 5 : 15;
	const warm = await loadAll(world, packages, 'warm', rounds);
	const cold = await loadAll(world, packages, 'cold', rounds);
	const figures = packages.map(({ folder, ...facts }): Figures => {
		const loads = warm[facts.name];
		return {
			...facts,
			installedPackages: installedPackages({ folder, ...facts }),
			loadedFiles: loads[0].files,
			loadMs: spreadOf(loads.map(({ milliseconds }) => milliseconds)),
			coldLoadMs: spreadOf(cold[facts.name].map(({ milliseconds }) => milliseconds)),
		};
	});
	return told(figures, missing);
}

async function loadAll(
	world: BenchWorld,
	packages: MeasuredPackage[],
	start: 'warm' | 'cold',
	rounds: number,
) {
	const contestants = Object.fromEntries(
		packages.map(({ name, folder }) => [name, async () => await load(world, folder, start)]),
	);
	// Once before, so that no first one reads from disk what later ones find in memory.
	await inRounds(1, contestants);
	return await inRounds(rounds, contestants);
}

async function load({ projectFolder }: BenchWorld, folder: string, start: 'warm' | 'cold') {
	const script = join(projectFolder, 'bench', 'support', 'loadPackage.ts');
	const { n8nBin } = hostPlace(chosenHostVersion(projectFolder).sourceFolder);
	// n8n lets packages find its own n8n-workflow in the same way.
	const NODE_PATH = dirname(dirname(dirname(n8nBin)));
	const { stdout } = await run(projectNode(projectFolder), [script, folder, start], {
		env: { ...process.env, NODE_PATH },
	});
	return JSON.parse(stdout) as { milliseconds: number; files: number };
}

function told(figures: Figures[], missing: string[]): CaseResult {
	const isOurs = ({ name }: Figures) => packageNames.some((one) => one === name);
	const ours = figures.filter(isOurs);
	const others = figures.filter((one) => !isOurs(one));
	const columns = [
		'package',
		'tarball',
		'unpacked',
		'packages',
		'loads files',
		'loads in',
		'alone',
	];
	return {
		title: 'e. What each package costs n8n',
		columns,
		rows: figures.map((one) => [
			`${one.name} ${one.version}${isOurs(one) ? ' (ours)' : ''}`,
			kilobytes(one.tarballBytes),
			kilobytes(one.unpackedBytes),
			count(one.installedPackages),
			count(one.loadedFiles),
			timeSpread(one.loadMs),
			timeSpread(one.coldLoadMs),
		]),
		notes: [
			'Loads in: all nodes and credentials, in a fresh process that has n8n-workflow already, as n8n has. Alone: in an empty one.',
			...missing.map((spec) => `The registry in use does not have ${spec}: not measured.`),
		],
		targets: ours.flatMap((one) => [
			atMost(`tarball of ${one.name}`, one.tarballBytes, 100_000, kilobytes),
			loadTarget(`time to load ${one.name}, n8n-workflow there`, 'loadMs', one, others),
			loadTarget(`time to load ${one.name} alone`, 'coldLoadMs', one, others),
		]),
		figures: { packages: figures, missing },
	};
}

function quickest(figures: Figures[], key: 'loadMs' | 'coldLoadMs'): number {
	return Math.min(...figures.map((one) => one[key].median));
}

function loadTarget(
	what: string,
	key: 'loadMs' | 'coldLoadMs',
	ours: Figures,
	others: Figures[],
): Target {
	if (others.length === 0) {
		return { what, wanted: 'that of the quickest other', got: 'no other', met: undefined };
	}
	const limit = quickest(others, key);
	const compared = `${what}, beside ${others.length} of ${neighbours.length}`;
	return atMost(compared, ours[key].median, limit, (value) => `${value.toFixed(1)} ms`);
}
