import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Listed {
	pid: number;
	parent: number;
	command: string;
}

/**
 * The ids of an n8n's processes: n8n itself first, then what it started. It is known by its user
 * folder, which its guardian carries in its orders. Throws when there is none.
 */
export function n8nProcesses(userFolder: string): number[] {
	const all = listProcesses();
	const guardian = all.find(
		({ command }) => command.includes('guardian.ts') && command.includes(`"cwd":"${userFolder}"`),
	);
	if (!guardian) throw new Error(`No n8n runs in ${userFolder}.`);
	const below = (pid: number): number[] =>
		all.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...below(child.pid)]);
	return below(guardian.pid);
}

function listProcesses(): Listed[] {
	const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	}).split('\n');
	return lines.flatMap((line) => {
		const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
		return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
	});
}

/** What a process holds in memory now, in bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
	try {
		const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
		return Number(text.trim()) * 1024;
	} catch {
		return 0;
	}
}

/** Linux counts processor time in hundredths of a second, whatever the machine. */
const tickMs = 10;

/**
 * The processor time that a process has had so far, in milliseconds. Unlike the time on the clock it
 * hardly changes when the machine is busy with other things. `undefined` where there is no `/proc`.
 */
export function processorMs(pid: number): number | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// Fields 14 and 15 of proc(5); the second one, the name, may hold anything, but ends with `)`.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) * tickMs;
	} catch {
		return undefined;
	}
}
