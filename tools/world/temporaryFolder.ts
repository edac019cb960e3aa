import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder outside the checkout, removed when it is disposed of and at the latest with this process. */
export interface TemporaryFolder extends Disposable {
	path: string;
}

/** Makes an empty folder whose name begins with `prefix`. */
export function temporaryFolder(prefix: string): TemporaryFolder {
	// n8n compares real paths with the folder that it may write to.
	const path = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
	const remove = () => {
		process.off('exit', remove);
		rmSync(path, { recursive: true, force: true, maxRetries: 5 });
	};
	// Also when the end is an error that nobody foresaw.
	process.on('exit', remove);
	return { path, [Symbol.dispose]: remove };
}
