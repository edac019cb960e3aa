import execa, { type ExecaChildProcess } from 'execa';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectNode } from '../checkout/projectFolder.ts';

/** What the guardian is told to run. */
export interface GuardianOrders {
	command: string;
	args: string[];
	cwd: string;
	removeWhenOrphaned: string[];
	user?: SystemUser;
}

/** Whom a process belongs to. */
export interface SystemUser {
	uid: number;
	gid: number;
}

/** What the guardian tells. */
export interface GuardianReport {
	pid?: number;
	failedToStart?: { message: string; code?: string };
	ended?: ProcessEnd;
}

/** What the guardian is asked to do later: send a signal to the command and all it started. */
export interface GuardianRequest {
	signal: NodeJS.Signals;
}

/** How a process ended: its exit code, or the signal that ended it. */
export interface ProcessEnd {
	code: number | null;
	signal: string | null;
}

/** The end of a process with what it wrote to its pipes: to stdout, and to both in turn. */
export interface GuardedEnd extends ProcessEnd {
	stdout: string;
	all: string;
}

/** A running command. `ended` rejects when the command could not even be started. */
export interface GuardedProcess {
	ended: Promise<GuardedEnd>;
	child: ExecaChildProcess;
	/** Sends a signal to the command and to everything it started. */
	signal(signal: NodeJS.Signals): void;
}

export interface GuardedOptions {
	projectFolder: string;
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Where stdout and stderr go: pipes on `child`, or an open file. */
	output: 'pipe' | number;
	/** Folders to remove when this process goes while the command still runs. */
	removeWhenOrphaned?: string[];
	/** Runs the command as somebody else, which only root may; default: whoever runs this process. */
	user?: SystemUser;
}

/**
 * Starts a command that ends, with everything it started, when this process ends in whatever way.
 */
export function startGuarded(
	command: string,
	args: string[],
	options: GuardedOptions,
): GuardedProcess {
	const orders: GuardianOrders = {
		command,
		args,
		cwd: options.cwd,
		removeWhenOrphaned: options.removeWhenOrphaned ?? [],
		user: options.user,
	};
	const guardian = join(options.projectFolder, 'tools', 'processes', 'guardian.ts');
	const child = execa(projectNode(options.projectFolder), [guardian, JSON.stringify(orders)], {
		cwd: options.cwd,
		env: options.env,
		extendEnv: false,
		// Away from the terminal's process group: Ctrl-C reaches this process, not the guardian.
		detached: true,
		stdio: ['ignore', options.output, options.output, 'ipc'],
		all: true,
		reject: false,
	});
	const reported: GuardianReport = {};
	child.on('message', (report: GuardianReport) => Object.assign(reported, report));
	// After the guardian's own end nothing of the group is left and all output has arrived.
	const ended = child.then(async (guardianEnd): Promise<GuardedEnd> => {
		// What it has reported may arrive after its end.
		if (child.connected) await once(child, 'disconnect');
		const { exitCode: code = null, signal = null, stdout = '', all = '' } = guardianEnd;
		if (reported.failedToStart) {
			throw Object.assign(new Error(reported.failedToStart.message), reported.failedToStart);
		}
		if (child.pid === undefined) throw guardianEnd;
		return { ...(reported.ended ?? { code, signal }), stdout, all };
	});
	// Whoever is interested awaits it; a command that nobody waits for must not end this process.
	ended.catch(() => undefined);
	return {
		ended,
		child,
		signal: (signal) => {
			if (child.connected) child.send({ signal } satisfies GuardianRequest, () => undefined);
		},
	};
}
