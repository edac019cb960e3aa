/** `npm run demo`: the whole way of a photo, in a real n8n on this machine. */
import { dirname } from 'node:path';
import { HostInstallError } from '../tools/n8n-host/hostInstallError.ts';
import { CommandError } from '../tools/processes/runCommand.ts';
import { StatusLine } from '../tools/terminal/statusLine.ts';
import { checkArguments } from './checks.ts';
import { startDemo } from './demo.ts';
import { readArguments, usage } from './demoArguments.ts';
import { DemoError } from './demoError.ts';

const interrupted = 130;
const sameSignalMs = 1_000;

const status = new StatusLine(
	process.stdout,
	(line) => `${new Date().toLocaleTimeString('en-GB')}  ${line}`,
);
const print = (line: string) => status.print(line);

/** Aborted when the person, or the system, says that it is time to end. */
function listenForStop(): AbortSignal {
	const stop = new AbortController();
	let asked = 0;
	const onSignal = () => {
		// One Ctrl-C under npm arrives twice: from the terminal and from npm.
		if (Date.now() - asked < sameSignalMs) return;
		// Whoever asks again later does not want to wait.
		if (stop.signal.aborted) process.exit(interrupted);
		asked = Date.now();
		print('Stopping.');
		stop.abort();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
	return stop.signal;
}

/** Runs the demo to its end and gives the exit code. */
async function main(): Promise<number> {
	const args = readArguments(process.argv.slice(2));
	if (args.help) {
		console.log(usage);
		return 0;
	}
	const plan = await checkArguments(args);
	const signal = listenForStop();
	const stopAsked = new Promise<'stop'>((resolve) =>
		signal.addEventListener('abort', () => resolve('stop')),
	);
	const demo = await startDemo({
		...plan,
		n8nPort: args.n8nPort,
		projectFolder: dirname(import.meta.dirname),
		signal,
		print,
		show: (text) => status.show(text),
	});
	try {
		const faults = await Promise.race([demo.faults, stopAsked]);
		if (faults === 'stop') return args.once ? interrupted : 0;
		if (faults.length === 0) print('Every photo came back edited, and every status in its turn.');
		for (const fault of faults) print(`Wrong: ${fault}`);
		print(demo.milestones.toString());
		if (args.once) return faults.length === 0 ? 0 : 1;
		print('n8n, its workflows and the sandbox stay up. Stop them with Ctrl-C.');
		await Promise.race([stopAsked, demo.running]);
		return 0;
	} finally {
		await demo.stop();
	}
}

function explain(error: unknown): string {
	if (error instanceof DemoError || error instanceof HostInstallError) return error.message;
	if (error instanceof CommandError) return `${error.message}\n${error.lastLines}`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
	process.exitCode = await main();
} catch (error) {
	const wasAborted = error instanceof Error && error.name === 'AbortError';
	if (!wasAborted) console.error(explain(error));
	process.exitCode = wasAborted ? interrupted : 1;
}
