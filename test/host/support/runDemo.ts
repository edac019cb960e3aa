import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findProjectFolder, projectNode } from '../../n8n-host/projectFolder.ts';
import { waitUntil } from '../../n8n-host/waitUntil.ts';

/** What a demo said and how it ended. */
export interface DemoEnd {
	/** 128 and more when a signal ended it before it could do so itself. */
	code: number | null;
	signal: NodeJS.Signals | null;
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
	const child = spawn(
		projectNode(projectFolder),
		[join(projectFolder, 'demo', 'run.ts'), ...args],
		{
			cwd: options.cwd,
			env: { ...process.env, ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	let stdout = '';
	let stderr = '';
	let end: DemoEnd | undefined;
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = new Promise<DemoEnd>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve((end = { code, signal, stdout, stderr })));
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
					if (end) throw new Error(`The demo ended before it printed "${text}". ${describe()}`);
					return false;
				},
				{ timeoutMs, describe },
			);
		},
		interrupt: () => child.kill('SIGINT'),
	};
}
