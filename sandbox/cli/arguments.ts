/** The words of `npm run sandbox`: its flags, what it says when it runs, and when it cannot. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Sandbox } from '../index.ts';
import type { SandboxOptions } from '../options.ts';

export const help = `Runs Bright River's and Skyfish's services on this machine, for trying the nodes out.

Usage: npm run sandbox -- [options]

  --port N                 port of the API (default 8765, 0 for any free one)
  --storage-port N         port of the storage, where files go in and out (default 8766)
  --ftp-port N             port of the storage's FTP server (default: 3 more than --storage-port)
  --skyfish-port N         port of Skyfish's API (default: 2 more than --port)
  --skyfish-storage-port N port of Skyfish's storage (default: 2 more than --storage-port)
  --host H                 address to listen on (default 127.0.0.1; 0.0.0.0 for all)
  --data FOLDER            where jobs and files are kept (default .sandbox)
  --stage-seconds N        how long a job stays in each status that passes by itself (default 1)
  --index-lag-seconds N    how far search lags behind (default 0.5, or 0 with --manual)
  --import-seconds N       how long Skyfish imports an uploaded file (default 1)
  --manual                 jobs move only when told to: POST /_sandbox/jobs/ID/advance
                           and Skyfish finishes imports: POST /_sandbox/imports/finish
                           and zip files: POST /_sandbox/zips/finish
  --json                   print one line of JSON when ready, for other programs
  --help                   print this
`;

/** Something to tell the person at the keyboard, in one sentence. */
export class CommandLineError extends Error {}

export type Command =
	| { kind: 'help' }
	| { kind: 'start'; json: boolean; options: SandboxOptions & { dataFolder: string } };

/** Reads the flags; throws a CommandLineError for the first that is wrong. */
export function readCommandLine(words: string[], workingFolder: string): Command {
	const values = parse(words);
	if (values.help) return { kind: 'help' };
	const lag = seconds('--index-lag-seconds', values['index-lag-seconds']);
	const skyfishPort = optionalPort('--skyfish-port', values['skyfish-port']);
	const ftpPort = optionalPort('--ftp-port', values['ftp-port']);
	const skyfishStoragePort = optionalPort('--skyfish-storage-port', values['skyfish-storage-port']);
	return {
		kind: 'start',
		json: values.json ?? false,
		options: {
			brightRiverPort: port('--port', values.port ?? '8765'),
			brightRiverStoragePort: port('--storage-port', values['storage-port'] ?? '8766'),
			host: values.host ?? '127.0.0.1',
			dataFolder: resolve(workingFolder, values.data ?? '.sandbox'),
			stageMs: seconds('--stage-seconds', values['stage-seconds'] ?? '1'),
			indexLagMs: lag,
			manual: values.manual ?? false,
			brightRiverFtpPort: ftpPort,
			skyfishPort,
			skyfishStoragePort,
			skyfishImportMs: seconds('--import-seconds', values['import-seconds']),
		},
	};
}

/** FTP's and Skyfish's ports follow the first two unless they are given; where those are any free ones, so are these. */
export function withFollowingPorts(options: SandboxOptions): SandboxOptions {
	const after = (port = 0, by = 2) => (port === 0 ? 0 : Math.min(port + by, 65535));
	const { brightRiverPort, brightRiverStoragePort } = options;
	return {
		...options,
		brightRiverFtpPort: options.brightRiverFtpPort ?? after(brightRiverStoragePort, 3),
		skyfishPort: options.skyfishPort ?? after(brightRiverPort),
		skyfishStoragePort: options.skyfishStoragePort ?? after(brightRiverStoragePort),
	};
}

/** Why the sandbox did not start, in one sentence. */
export function explainFailure(error: unknown, options: SandboxOptions): string {
	const { code, message, port: taken } = error as NodeJS.ErrnoException & { port?: number };
	if (code === 'EADDRINUSE') {
		return `Port ${taken ?? ''} is already in use. Choose another with --port, --storage-port, --ftp-port, --skyfish-port or --skyfish-storage-port.`;
	}
	if (code === 'EACCES' && taken !== undefined) return `Port ${taken} may not be used.`;
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
		return `"${options.host}" is not an address of this machine.`;
	}
	if (message.includes('database is locked')) {
		return `The data folder ${options.dataFolder} is in use by another sandbox.`;
	}
	return `The data folder ${options.dataFolder} cannot be used: ${message}`;
}

/** What is said when the sandbox runs. */
export function welcome({ brightRiver, skyfish }: Sandbox, options: SandboxOptions): string {
	const lag = options.indexLagMs ?? (options.manual ? 0 : 500);
	const pace = options.manual
		? 'move only when told to: POST /_sandbox/jobs/ID/advance'
		: `stay ${(options.stageMs ?? 1000) / 1000} s in each status that passes by itself`;
	return `The sandbox is running. Stop it with Ctrl-C.

Bright River

  Board           ${brightRiver.boardUrl}
  API             ${brightRiver.url}
  Storage         ${brightRiver.storageUrl}
  FTP             port ${brightRiver.ftpPort}, as ${brightRiver.username} with the password ${brightRiver.password}
  Client token    ${brightRiver.clientToken}
  Session token   ${brightRiver.sessionToken}

  Data            ${options.dataFolder}
  Jobs            ${pace}
  Search          lags ${lag / 1000} s behind
  Second account  ${brightRiver.otherSessionToken} (a session that may not see the first one's jobs)

In n8n, make a credential "Bright River API" with the base URL ${brightRiver.url}
and the two tokens above. The board shows what happens, and changes it.

Skyfish

  Board           ${skyfish.boardUrl}
  API             ${skyfish.url}
  Storage         ${skyfish.storageUrl}
  Username        ${skyfish.username}
  Password        ${skyfish.password}
  API key         ${skyfish.apiKey}
  API secret      ${skyfish.apiSecret}
  Second user     ${skyfish.readerUsername}, ${skyfish.readerPassword} (may read, but hardly write)

In n8n, make a credential "Skyfish API" with the base URL ${skyfish.url}
and the four secrets above.
`;
}

/** The same for a program: one line of JSON. */
export function readyLine({ brightRiver, skyfish }: Sandbox, options: SandboxOptions): string {
	const { url, boardUrl, storageUrl, clientToken, sessionToken, otherSessionToken } = brightRiver;
	const ftp = {
		ftpPort: brightRiver.ftpPort,
		username: brightRiver.username,
		password: brightRiver.password,
	};
	const tokens = { clientToken, sessionToken, otherSessionToken };
	const facts = { url, boardUrl, storageUrl, ...tokens, ...ftp };
	const { username, password, apiKey, apiSecret, companyId, rootFolderId } = skyfish;
	const login = { username, password, apiKey, apiSecret, companyId, rootFolderId };
	return `${JSON.stringify({
		brightRiver: facts,
		skyfish: {
			url: skyfish.url,
			boardUrl: skyfish.boardUrl,
			storageUrl: skyfish.storageUrl,
			...login,
		},
		dataFolder: options.dataFolder,
	})}\n`;
}

function parse(words: string[]) {
	try {
		return parseArgs({
			args: words,
			options: {
				port: { type: 'string' },
				'storage-port': { type: 'string' },
				'ftp-port': { type: 'string' },
				'skyfish-port': { type: 'string' },
				'skyfish-storage-port': { type: 'string' },
				'import-seconds': { type: 'string' },
				host: { type: 'string' },
				data: { type: 'string' },
				'stage-seconds': { type: 'string' },
				'index-lag-seconds': { type: 'string' },
				manual: { type: 'boolean' },
				json: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		const [sentence] = (error as Error).message.split(/\.\s/);
		throw new CommandLineError(`${sentence}. See --help.`);
	}
}

function port(flag: string, text: string): number {
	const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
	if (!(number <= 65535)) {
		throw new CommandLineError(`${flag} needs a number from 0 to 65535, not "${text}".`);
	}
	return number;
}

function optionalPort(flag: string, text: string | undefined): number | undefined {
	return text === undefined ? undefined : port(flag, text);
}

/** Milliseconds. */
function seconds(flag: string, text: string): number;
function seconds(flag: string, text: string | undefined): number | undefined;
function seconds(flag: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^\d+(\.\d+)?$/.test(text)) {
		throw new CommandLineError(`${flag} needs a number of seconds, not "${text}".`);
	}
	return Math.round(Number(text) * 1000);
}
