import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

/** What the figures were measured on. */
export interface MachineFacts {
	cpu: string;
	cores: number;
	memoryBytes: number;
	system: string;
	node: string;
	n8n: string;
	package: string;
	/** Load average over one minute before the start: above 0 the machine was busy with other things. */
	loadBefore: number;
	date: string;
}

export function machineFacts(projectFolder: string, n8nVersion: string): MachineFacts {
	const own = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
		version: string;
	};
	return {
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		cores: availableParallelism(),
		memoryBytes: totalmem(),
		system: `${type()} ${release()} ${arch()}`,
		node: process.version,
		n8n: n8nVersion,
		package: own.version,
		loadBefore: loadavg()[0],
		date: new Date().toISOString(),
	};
}

/** The facts in a line for people. */
export function tellMachine(facts: MachineFacts): string {
	const memory = `${Math.round(facts.memoryBytes / 2 ** 30)} GiB`;
	return (
		`${facts.cores} cores (${facts.cpu}), ${memory}, ${facts.system}; Node.js ${facts.node}, ` +
		`n8n ${facts.n8n}, package ${facts.package}; load before the start ${facts.loadBefore.toFixed(1)}`
	);
}
