import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs curl with the lines of a configuration file and gives how long it took, in milliseconds.
 * `undefined` where there is no curl. Throws when it fails.
 */
export async function timeCurl(
	config: string[],
	options: string[] = [],
): Promise<number | undefined> {
	const startedAt = performance.now();
	try {
		const words = ['--silent', '--show-error', '--fail', ...options, '--config', '-'];
		const running = run('curl', words, { maxBuffer: 256 * 1024 * 1024 });
		running.child.stdin?.end(config.join('\n'));
		await running;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	return performance.now() - startedAt;
}

/** A line of the configuration file. */
export function option(name: string, value: string): string {
	return `${name} = ${JSON.stringify(value)}`;
}
