/**
 * Runs one command in a process group of its own and ends that group when the process that wanted
 * it is gone, however it went: an `exit` handler does not run when a process is killed, and inside
 * jest it does not run at all. Started by startGuarded() only, with its orders as JSON.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { GuardianOrders, GuardianReport, GuardianRequest } from './startGuarded.ts';

const orders = JSON.parse(process.argv[2] ?? '') as GuardianOrders;
const report = (message: GuardianReport) => process.connected && process.send?.(message);

// A Ctrl-C in the terminal is for the process that started us: it says what is to be done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const child = spawn(orders.command, orders.args, {
	cwd: orders.cwd,
	detached: true,
	...orders.user,
	stdio: ['ignore', 'inherit', 'inherit'],
});

function signalGroup(signal: NodeJS.Signals): void {
	try {
		if (child.pid !== undefined) process.kill(-child.pid, signal);
	} catch {
		// Nothing of the group is left.
	}
}

child.once('spawn', () => report({ pid: child.pid }));
child.once('error', (error: NodeJS.ErrnoException) => {
	report({ failedToStart: { message: error.message, code: error.code } });
	process.disconnect?.();
});
child.once('exit', (code, signal) => {
	// What the command itself started must not outlive it.
	signalGroup('SIGKILL');
	report({ ended: { code, signal } });
	if (process.connected) process.disconnect();
});

process.on('message', (request: GuardianRequest) => signalGroup(request.signal));

process.once('disconnect', () => {
	const orphaned = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
	if (!orphaned) return;
	child.once('exit', () => {
		for (const folder of orders.removeWhenOrphaned) {
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		}
	});
	signalGroup('SIGKILL');
});
