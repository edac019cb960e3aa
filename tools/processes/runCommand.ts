import { startGuarded, type GuardedOptions } from './startGuarded.ts';

const shownLines = 15;

/** A command that could not be started or that failed; `lastLines` is the end of what it wrote. */
export class CommandError extends Error {
	readonly lastLines: string;
	/** The system's code when the command could not even be started, such as `ENOENT`. */
	readonly code: string | undefined;

	constructor(message: string, lastLines: string, code?: string) {
		super(message);
		this.name = 'CommandError';
		this.lastLines = lastLines;
		this.code = code;
	}
}

/**
 * Runs a command to its end and gives back what it wrote to stdout. It ends with this process, and
 * the folders in `removeWhenOrphaned` go with it then. Throws a {@link CommandError} when it cannot
 * be started or fails.
 */
export async function runCommand(
	command: string,
	args: string[],
	options: Omit<GuardedOptions, 'output'> & {
		/** Ends the command; its reason is thrown then. */
		signal?: AbortSignal;
	},
): Promise<string> {
	const title = [command, ...args].join(' ');
	options.signal?.throwIfAborted();
	const running = startGuarded(command, args, { ...options, output: 'pipe' });
	const end = () => running.signal('SIGKILL');
	options.signal?.addEventListener('abort', end);
	const { code, signal, stdout, all } = await running.ended
		.catch((error: NodeJS.ErrnoException) => {
			throw new CommandError(`${title} could not be started: ${error.message}`, '', error.code);
		})
		.finally(() => options.signal?.removeEventListener('abort', end));
	options.signal?.throwIfAborted();
	if (code === 0) return stdout;
	const how = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
	throw new CommandError(`${title} ${how}.`, lastOf(all));
}

/** The end of the output, without the stack traces and dumps that push the message out of sight. */
function lastOf(output: string): string {
	const telling = output
		.split('\n')
		.filter((line) => !/^(npm error)?\s*(at .+:\d+\)?( \{)?|[a-zA-Z]+: .+,|\})?$/.test(line));
	return telling.slice(-shownLines).join('\n');
}
