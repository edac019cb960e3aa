import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { residentBytes } from './processes.ts';

/** How the peak was found: by the kernel, which misses nothing, or by looking often. */
export type MemoryMethod = 'kernel' | 'sampled';

/** Bytes of resident memory, summed over the processes. */
export interface MemoryUse {
	before: number;
	peak: number;
	/** `peak` less `before`. */
	growth: number;
	method: MemoryMethod;
}

const sampleEveryMs = 100;

/**
 * Runs `work` and tells how much more memory the processes held at their peak than before it. A
 * process's peak is the kernel's own (`VmHWM`, set back before); where there is no `/proc` that can do
 * so, it is the largest of many looks, and a short peak can be missed.
 */
export async function memoryDuring<T>(
	pids: number[],
	work: () => Promise<T>,
): Promise<{ memory: MemoryUse; result: T }> {
	const measure = pids.every(resetPeak) ? kernelPeak(pids) : sampledPeak(pids);
	try {
		const result = await work();
		return { memory: measure.read(), result };
	} finally {
		measure.stop();
	}
}

function kernelPeak(pids: number[]) {
	const before = sum(pids, (pid) => statusBytes(pid, 'VmRSS'));
	const read = () =>
		use(
			before,
			sum(pids, (pid) => statusBytes(pid, 'VmHWM')),
			'kernel',
		);
	return { read, stop: () => undefined };
}

function sampledPeak(pids: number[]) {
	const before = sum(pids, residentBytes);
	let peak = before;
	const look = () => (peak = Math.max(peak, sum(pids, residentBytes)));
	const timer = setInterval(look, sampleEveryMs);
	const read = () => {
		look();
		return use(before, peak, 'sampled');
	};
	return { read, stop: () => clearInterval(timer) };
}

function use(before: number, peak: number, method: MemoryMethod): MemoryUse {
	return { before, peak, growth: peak - before, method };
}

/** Sets the kernel's peak of a process back to what it holds now; false where that cannot be done. */
function resetPeak(pid: number): boolean {
	const file = `/proc/${pid}/clear_refs`;
	if (!existsSync(file)) return false;
	try {
		// 5: "reset the peak resident set size", proc(5).
		writeFileSync(file, '5');
	} catch {
		return false;
	}
	const [peak, now] = [statusBytes(pid, 'VmHWM'), statusBytes(pid, 'VmRSS')];
	// Some sandboxed kernels take the order and do nothing.
	return peak > 0 && peak < now * 1.1;
}

/** A line of `/proc/<pid>/status`, in bytes; 0 for a process that has ended. */
function statusBytes(pid: number, name: 'VmHWM' | 'VmRSS'): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
	} catch {
		return 0;
	}
}

function sum(pids: number[], bytes: (pid: number) => number): number {
	return pids.reduce((total, pid) => total + bytes(pid), 0);
}
