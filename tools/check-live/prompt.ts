/** Asks in a terminal for what must not be seen. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Interrupted } from './checkError.ts';

/** Shows the question, and nothing of what is typed. */
export async function askHidden(question: string): Promise<string> {
	process.stderr.write(question);
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	const left = new Promise<never>((_, reject) => {
		lines.once('SIGINT', () => reject(new Interrupted()));
		lines.once('close', () => reject(new Interrupted()));
	});
	try {
		return await Promise.race([lines.question(''), left]);
	} finally {
		lines.close();
		process.stderr.write('\n');
	}
}
