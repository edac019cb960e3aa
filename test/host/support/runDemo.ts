import { join } from 'node:path';
import { findProjectFolder, projectNode } from '../../../tools/checkout/projectFolder.ts';
import { startGuarded, type ProcessEnd } from '../../../tools/processes/startGuarded.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';

/** What a demo said and how it ended. */
export interface DemoEnd extends ProcessEnd {
	stdout: string;
	stderr: string;
}

export interface StartedDemo {
	ended: Promise<DemoEnd>;
	/** What it has printed so far. */
	printed(): string;
	/** Waits until it has printed this; throws at once when it ends before. */
	waitFor(text: string, timeoutMs: number): Promise<void>;
	interrupt(): void;
}

/** Starts the demo as `npm run demo -- …` does, in the given working directory. */
export function runDemo(
	args: string[],
	options: { cwd: string; env?: Record<string, string> },
): StartedDemo {
	const projectFolder = findProjectFolder();
	// Guarded: a test that fails halfway must not leave its demo behind.
	const running = startGuarded(
		projectNode(projectFolder),
		[join(projectFolder, 'demo', 'run.ts'), ...args],
		{
			projectFolder,
			cwd: options.cwd,
			env: { ...process.env, ...options.env },
			output: 'pipe',
		},
	);
	let stdout = '';
	let stderr = '';
	let hasEnded = false;
	running.child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	running.child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = running.ended.then((end): DemoEnd => {
		hasEnded = true;
		return { ...end, stdout, stderr };
	});
	return {
		ended,
		printed: () => stdout,
		waitFor: async (text, timeoutMs) => {
			const describe = () => `It said:\n${stdout}${stderr}`;
			await waitUntil(
				`the demo to print "${text}"`,
				() => {
					if (stdout.includes(text)) return true;
					if (hasEnded)
						throw new Error(`The demo ended before it printed "${text}". ${describe()}`);
					return false;
				},
				{ timeoutMs, describe },
			);
		},
		interrupt: () => running.signal('SIGINT'),
	};
}
