import { CommandError } from '../processes/runCommand.ts';

/** n8n could not be installed. The message says what failed, what npm said and what to do. */
export class HostInstallError extends Error {}

/** What kept this n8n version from being installed, in our words and npm's. */
export function asInstallError(error: unknown, version: string): HostInstallError {
	if (error instanceof HostInstallError) return error;
	const { message } = error as Error;
	const { code } = error as NodeJS.ErrnoException;
	const said =
		error instanceof CommandError && error.lastLines !== '' ? error.lastLines : undefined;
	const text = [
		`n8n ${version} could not be installed: ${message}`,
		...(said ? ['The last it said:', said.replace(/^/gm, '    ')] : []),
		whatToDo(`${message}\n${said ?? ''}`, code),
	];
	return new HostInstallError(text.join('\n'), { cause: error });
}

function whatToDo(text: string, code: string | undefined): string {
	if (code === 'ENOENT' && text.includes('npm ')) {
		return 'npm is not on the PATH. Install Node.js with npm, then run the command again.';
	}
	if (code && ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(code)) {
		return 'Set the environment variable N8N_HOST_CACHE to a folder that you may write to.';
	}
	if (/ENOSPC/.test(text)) {
		return 'The disk is full. Free some space, or set the environment variable N8N_HOST_CACHE to a folder on a larger disk.';
	}
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|proxy/i.test(text)) {
		return 'The package registry cannot be reached. Check the network connection and npm’s registry and proxy settings (npm config list), then run the command again.';
	}
	if (/rebuild sqlite3|gyp/.test(text)) {
		return 'The database driver is compiled where no finished one fits the machine: that needs Python 3, make and a C++ compiler. Install them, then run the command again.';
	}
	return 'Nothing was left behind. Remove the cause named above, then run the command again.';
}
