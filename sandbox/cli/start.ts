/** `npm run sandbox`: starts the sandbox and keeps it running until it is told to stop. */
import { startSandbox } from '../index.ts';
import { CommandLineError, help, readCommandLine, withFollowingPorts } from './arguments.ts';
import type { Command } from './arguments.ts';
import { explainFailure, readyLine, welcome } from './printing.ts';

function fail(message: string): never {
	process.stderr.write(`${message}\n`);
	process.exit(1);
}

function readOrFail(): Command {
	try {
		return readCommandLine(process.argv.slice(2), process.cwd());
	} catch (error) {
		if (error instanceof CommandLineError) fail(error.message);
		throw error;
	}
}

const command = readOrFail();
if (command.kind === 'help') {
	process.stdout.write(help);
} else {
	const { options, json } = command;
	const sandbox = await startSandbox(withFollowingPorts(options)).catch((error: unknown) =>
		fail(explainFailure(error, options)),
	);
	process.stdout.write(json ? readyLine(sandbox, options) : welcome(sandbox, options));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
	}
}
