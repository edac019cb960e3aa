import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { startGuarded, type GuardedOptions, type GuardedProcess } from './startGuarded.ts';
import { waitUntil } from './waitUntil.ts';

const readyWithinMs = 120_000;
const politeStopMs = 10_000;
const shownLogLines = 30;

export interface ServerOptions extends Omit<GuardedOptions, 'output'> {
	/** What people call it, such as `n8n`. */
	name: string;
	command: string;
	args: string[];
	/** Gets everything that it writes, after what is in it already. */
	logFile: string;
	/** Whether it answers; asked again and again after the start. */
	isReady: () => Promise<boolean>;
}

/** A server that runs, or begins to. */
export interface StartedServer {
	/** Resolves when it answers. Rejects with its last lines when it ends before, or takes too long. */
	ready: Promise<void>;
	/** Sends a signal to it and to all it started, and waits for its end. */
	end(signal: NodeJS.Signals): Promise<void>;
	/** The same, but what has not gone after some seconds is killed. */
	stop(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a server that ends, with everything it started, when this process ends in whatever way. */
export function startServer(options: ServerOptions): StartedServer {
	const alreadyLogged = logOf(options.logFile).length;
	const logFile = openSync(options.logFile, 'a');
	let running: GuardedProcess;
	try {
		running = startGuarded(options.command, options.args, { ...options, output: logFile });
	} finally {
		closeSync(logFile);
	}
	const end = async (signal: NodeJS.Signals) => {
		running.signal(signal);
		// One that could not be started has ended already.
		await running.ended.catch(() => undefined);
	};
	const stop = async (signal: NodeJS.Signals) => {
		const impatient = setTimeout(() => running.signal('SIGKILL'), politeStopMs);
		await end(signal).finally(() => clearTimeout(impatient));
	};
	const lastLines = () => {
		const lines = logOf(options.logFile).slice(alreadyLogged).trimEnd().split('\n');
		return `Its last lines:\n${lines.slice(-shownLogLines).join('\n')}`;
	};
	return { ready: untilReady(options, running, lastLines), end, stop };
}

async function untilReady(
	{ name, isReady }: ServerOptions,
	running: GuardedProcess,
	lastLines: () => string,
): Promise<void> {
	let how: string | undefined;
	void running.ended.then(
		({ code, signal }) => (how = signal ? `was ended by ${signal}` : `ended with code ${code}`),
		(error: Error) => (how = `could not be started (${error.message})`),
	);
	await waitUntil(
		`${name} to be ready`,
		async () => {
			if (how === undefined) return await isReady();
			throw new Error(`${name} ${how} before it was ready. ${lastLines()}`);
		},
		{ timeoutMs: readyWithinMs, describe: lastLines },
	);
}

/** What a server has written so far. */
export function logOf(logFile: string): string {
	return existsSync(logFile) ? readFileSync(logFile, 'utf8') : '';
}
